import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import {
  createContext,
  useContext,
  useLayoutEffect,
  useMemo,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { antdTheme } from './antd-theme.ts';
import { palettes, toneNames, type Scheme } from './palette.ts';
import './base.css';

/** `system` follows the machine: high contrast first, then dark. */
export type SchemeChoice = 'system' | Scheme;

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}

type Drawn = { readonly scheme: Scheme; readonly scale: number };
const DrawnNow = createContext<Drawn>({ scheme: 'light', scale: 1 });
/** In which colours and at which text size the page is drawn now; for a canvas, which reads no style sheet. */
export const useDrawn = (): Drawn => useContext(DrawnNow);

function useScheme(choice: SchemeChoice): Scheme {
  const dark = useMedia('(prefers-color-scheme: dark)');
  const more = useMedia('(prefers-contrast: more)');
  if (choice !== 'system') return choice;
  if (more) return 'contrast';
  return dark ? 'dark' : 'light';
}

/** The palette as custom properties, for the desk's own style sheets. */
function variables(scheme: Scheme): [string, string][] {
  const p = palettes[scheme];
  const out: [string, string][] = [
    ['--ground', p.ground],
    ['--surface', p.surface],
    ['--raised', p.raised],
    ['--text', p.text],
    ['--muted', p.muted],
    ['--line', p.line],
    ['--edge', p.edge],
  ];
  for (const name of toneNames) {
    for (const [part, value] of Object.entries(p.tones[name])) {
      out.push([`--${name}-${part === 'onSolid' ? 'on-solid' : part}`, value]);
    }
  }
  return out;
}

export type DeskThemeProps = {
  readonly choice: SchemeChoice;
  /** Text size, 1 to 2. */
  readonly scale: number;
  readonly language: 'zh-CN' | 'en';
  /** For the styles that antd writes at run time, where the content-security policy asks for one. */
  readonly nonce?: string | undefined;
  readonly children: ReactNode;
};

export function DeskTheme({ choice, scale, language, nonce, children }: DeskThemeProps): ReactNode {
  const scheme = useScheme(choice);
  const still = useMedia('(prefers-reduced-motion: reduce)');
  useLayoutEffect(() => {
    const root = document.documentElement;
    for (const [name, value] of variables(scheme)) root.style.setProperty(name, value);
    root.style.fontSize = `${16 * scale}px`;
    root.style.colorScheme = scheme === 'light' ? 'light' : 'dark';
    root.dataset['scheme'] = scheme;
    root.lang = language;
  }, [scheme, scale, language]);
  const drawn = useMemo(() => ({ scheme, scale }), [scheme, scale]);
  const theme = useMemo(() => antdTheme(scheme, scale, still), [scheme, scale, still]);
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
    >
      <DrawnNow value={drawn}>{children}</DrawnNow>
    </ConfigProvider>
  );
}
