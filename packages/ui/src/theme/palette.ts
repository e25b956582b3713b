/**
 * The desk's colours. A tone is never a colour alone: it always comes with a shape and a word.
 *   fg     text and line on ground, surface and `soft`          ≥ 4.5 : 1
 *   soft   tinted area; ordinary text stands on it too          ≥ 4.5 : 1
 *   solid  filled key; `onSolid` is the text on it              ≥ 4.5 : 1
 * Ratios by WCAG 2.2 (1.4.3); `palette.test.ts` measures each pair of each scheme.
 */
export type ToneName = 'primary' | 'ok' | 'warn' | 'danger' | 'violet' | 'calm';
type Tone = {
  readonly fg: string;
  readonly soft: string;
  readonly line: string;
  readonly solid: string;
  readonly onSolid: string;
};
export type Scheme = 'light' | 'dark' | 'contrast';
export type Palette = {
  readonly ground: string;
  readonly surface: string;
  /** Heads of tables, quiet keys, the room strip. */
  readonly raised: string;
  readonly text: string;
  readonly muted: string;
  /** Hairlines between regions; not the only sign of anything. */
  readonly line: string;
  /** Edge of a field or key: ≥ 3 : 1 against the surface (WCAG 1.4.11). */
  readonly edge: string;
  readonly tones: Readonly<Record<ToneName, Tone>>;
};

const tone = (
  fg: string,
  soft: string,
  line: string,
  solid: string,
  onSolid = '#FFFFFF',
): Tone => ({ fg, soft, line, solid, onSolid });

const light: Palette = {
  ground: '#F5F7FA',
  surface: '#FFFFFF',
  raised: '#EEF2F7',
  text: '#1F2733',
  muted: '#55606F',
  line: '#DCE2EA',
  edge: '#8A94A3',
  tones: {
    primary: tone('#1F5FD0', '#EAF1FD', '#B7CEF5', '#1F5FD0'),
    ok: tone('#13714F', '#E6F5EE', '#A9D9C3', '#17805B'),
    warn: tone('#9A4F00', '#FFF3DF', '#F0C88A', '#B25E00'),
    danger: tone('#C4242B', '#FDECEC', '#F2B5B7', '#C4242B'),
    violet: tone('#6A4BC4', '#F1EDFC', '#CDBFF0', '#6A4BC4'),
    calm: tone('#4E5968', '#EEF1F5', '#CBD3DD', '#5B6675'),
  },
};

const dark: Palette = {
  ground: '#12161C',
  surface: '#1A2029',
  raised: '#222A35',
  text: '#E6EBF2',
  muted: '#A3AEBD',
  line: '#2E3743',
  edge: '#6F7B8B',
  tones: {
    primary: tone('#82AEFF', '#1A2A47', '#34548C', '#2F6BDB'),
    ok: tone('#58C99D', '#15322A', '#2A6350', '#1A7F5B'),
    warn: tone('#F2AE5A', '#3A2A12', '#7A5722', '#F2AE5A', '#1B1306'),
    danger: tone('#FF8F90', '#411D21', '#84393E', '#CC3138'),
    violet: tone('#B9A4FF', '#2A2348', '#534589', '#7254CF'),
    calm: tone('#B4BECB', '#262E39', '#465261', '#5A6676'),
  },
};

/** 高对比: at least 7 : 1 for every text (WCAG 1.4.6). */
const contrast: Palette = {
  ground: '#000000',
  surface: '#000000',
  raised: '#141414',
  text: '#FFFFFF',
  muted: '#E3E3E3',
  line: '#BDBDBD',
  edge: '#FFFFFF',
  tones: {
    primary: tone('#8FC1FF', '#00162E', '#8FC1FF', '#8FC1FF', '#000000'),
    ok: tone('#6BF0B0', '#00210F', '#6BF0B0', '#6BF0B0', '#000000'),
    warn: tone('#FFD24A', '#2B1E00', '#FFD24A', '#FFD24A', '#000000'),
    danger: tone('#FF9C9C', '#2E0000', '#FF9C9C', '#FF9C9C', '#000000'),
    violet: tone('#D2C2FF', '#160A33', '#D2C2FF', '#D2C2FF', '#000000'),
    calm: tone('#FFFFFF', '#1C1C1C', '#FFFFFF', '#FFFFFF', '#000000'),
  },
};

export const palettes: Readonly<Record<Scheme, Palette>> = { light, dark, contrast };
export const toneNames = ['primary', 'ok', 'warn', 'danger', 'violet', 'calm'] as const;
