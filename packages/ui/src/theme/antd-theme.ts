import { theme, type ThemeConfig } from 'antd';
import { palettes, type Scheme } from './palette.ts';

/** Ant Design's tokens from the desk's palette. `scale` is the text size, 1 to 2 (WCAG 1.4.4). */
export function antdTheme(scheme: Scheme, scale: number, still: boolean): ThemeConfig {
  const p = palettes[scheme];
  return {
    algorithm: scheme === 'light' ? theme.defaultAlgorithm : theme.darkAlgorithm,
    token: {
      colorPrimary: p.tones.primary.solid,
      colorSuccess: p.tones.ok.solid,
      colorWarning: p.tones.warn.solid,
      colorError: p.tones.danger.solid,
      colorLink: p.tones.primary.fg,
      colorInfo: p.tones.primary.solid,
      colorTextBase: p.text,
      colorBgBase: p.surface,
      colorText: p.text,
      colorTextSecondary: p.muted,
      colorTextTertiary: p.muted,
      colorTextDescription: p.muted,
      colorTextPlaceholder: p.muted,
      // What is locked is still to be read.
      colorTextDisabled: p.muted,
      colorBorder: p.edge,
      colorBorderSecondary: p.line,
      colorBgContainer: p.surface,
      colorBgElevated: scheme === 'dark' ? p.raised : p.surface,
      colorBgLayout: p.ground,
      colorWhite: p.tones.primary.onSolid,
      colorTextLightSolid: p.tones.primary.onSolid,
      borderRadius: 6,
      fontFamily: 'var(--font)',
      fontSize: 14 * scale,
      controlHeight: 32 * scale,
      sizeUnit: 4 * scale,
      motion: !still,
      motionDurationFast: '0.06s',
      motionDurationMid: '0.09s',
      motionDurationSlow: '0.12s',
      boxShadowSecondary: '0 6px 20px rgba(10, 20, 40, 0.18)',
    },
    components: {
      // A danger's words stand on the surface: its solid colour is too dark for that in the dark.
      Button: { colorError: p.tones.danger.fg, colorErrorHover: p.tones.danger.fg },
      Input: { activeShadow: 'none' },
      Select: { optionSelectedBg: p.tones.primary.soft, optionActiveBg: p.raised },
      // All are buttons: the chosen one is words on the ground, not white on blue.
      Radio: {
        buttonPaddingInline: 10 * scale,
        colorPrimary: p.tones.primary.fg,
        colorPrimaryHover: p.tones.primary.fg,
        colorPrimaryActive: p.tones.primary.fg,
      },
      Slider: {
        trackBg: p.tones.primary.fg,
        trackHoverBg: p.tones.primary.fg,
        railBg: p.line,
        railHoverBg: p.line,
        handleColor: p.tones.primary.fg,
      },
      Tooltip: { colorBgSpotlight: scheme === 'light' ? '#1F2733' : '#0A0D12' },
    },
  };
}
