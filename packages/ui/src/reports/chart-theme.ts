import { palettes, type Scheme } from '../theme/palette.ts';

/** The desk's palette for a canvas, which knows no custom properties. */
export type ChartColours = {
  readonly surface: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly primary: string;
  readonly primaryLine: string;
  readonly ok: string;
  readonly danger: string;
  readonly calm: string;
  readonly font: string;
};

export function chartColours(scheme: Scheme, font: string): ChartColours {
  const { surface, text, muted, line, tones } = palettes[scheme];
  const { primary, ok, danger, calm } = tones;
  return {
    surface,
    text,
    muted,
    line,
    primary: primary.solid,
    primaryLine: primary.line,
    ok: ok.fg,
    danger: danger.solid,
    calm: calm.line,
    font,
  };
}
