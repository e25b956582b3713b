import { render, type RenderResult } from '@testing-library/react';
import { createInstance } from 'i18next';
import type { ReactNode } from 'react';
import { initReactI18next } from 'react-i18next';
import { DeskTheme } from '../theme/desk-theme.tsx';
import { ClockProvider } from '../time/clock.tsx';
import { resources, type Language } from '../words/index.ts';

/** Renders with words, theme and a standing clock, as the desk does. */
export async function renderDesk(
  ui: ReactNode,
  {
    now = 1_000_000,
    language = 'zh-CN',
    zone = null,
  }: { now?: number; language?: Language; zone?: string | null } = {},
): Promise<RenderResult> {
  await createInstance()
    .use(initReactI18next)
    .init({
      resources,
      lng: language,
      fallbackLng: 'zh-CN',
      defaultNS: 'desk',
      interpolation: { escapeValue: false },
    });
  return render(
    <ClockProvider clock={() => now} zone={zone}>
      <DeskTheme choice="light" scale={1} language={language}>
        {ui}
      </DeskTheme>
    </ClockProvider>,
  );
}
