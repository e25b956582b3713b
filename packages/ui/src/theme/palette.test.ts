import { colord, extend } from 'colord';
import a11y from 'colord/plugins/a11y';
import { describe, expect, it } from 'vitest';
import { palettes, toneNames, type Scheme } from './palette.ts';

extend([a11y]);

/** Every pair of text and background that the desk draws, with the least ratio of WCAG 2.2. */
function pairsOf(scheme: Scheme): [name: string, ratio: number, least: number][] {
  const p = palettes[scheme];
  const least = scheme === 'contrast' ? 7 : 4.5;
  const grounds = { ground: p.ground, surface: p.surface, raised: p.raised };
  const pairs: [string, string, string, number][] = [];
  for (const [ground, colour] of Object.entries(grounds)) {
    pairs.push([`text on ${ground}`, p.text, colour, least]);
    pairs.push([`muted on ${ground}`, p.muted, colour, least]);
  }
  for (const name of toneNames) {
    const tone = p.tones[name];
    pairs.push([`${name}.fg on soft`, tone.fg, tone.soft, least]);
    pairs.push([`${name}.fg on surface`, tone.fg, p.surface, least]);
    pairs.push([`${name}.fg on ground`, tone.fg, p.ground, least]);
    pairs.push([`${name}.fg on raised`, tone.fg, p.raised, least]);
    pairs.push([`text on ${name}.soft`, p.text, tone.soft, least]);
    pairs.push([`muted on ${name}.soft`, p.muted, tone.soft, least]);
    pairs.push([`${name}.onSolid on solid`, tone.onSolid, tone.solid, least]);
  }
  pairs.push(['edge on surface', p.edge, p.surface, 3]);
  return pairs.map(([name, fg, bg, floor]) => [name, colord(fg).contrast(bg), floor]);
}

describe.each(['light', 'dark', 'contrast'] as const)('%s', (scheme) => {
  it.each(pairsOf(scheme))('%s is %f : 1, at least %f', (_name, ratio, least) => {
    expect(ratio).toBeGreaterThanOrEqual(least);
  });
});
