/**
 * 常用语: sentences that an agent writes every day, put in by one key. A gap that must be filled stands in 【 】, and Tab
 * goes from one to the next.
 */
import { isLatin, spellingOf, spellingRank } from './spelling.ts';

export type Phrase = {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Of `zh`, syllables apart. */
  readonly pinyin: string;
  readonly text: string;
};

/** Offsets in UTF-16 units, as text fields count; equal: a caret. */
export type Span = { readonly start: number; readonly end: number };

/** Best first; in the order of the list when nothing is typed. */
export function searchPhrases(phrases: readonly Phrase[], typed: string): readonly Phrase[] {
  const query = typed.trim().toLowerCase();
  if (query === '') return phrases;
  return phrases
    .map((phrase) => ({ phrase, rank: rankOf(phrase, query) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ phrase }) => phrase);
}

function rankOf(phrase: Phrase, query: string): number {
  const byName = spellingRank(spellingOf(phrase), query);
  if (byName > 0) return byName;
  if (phrase.en.toLowerCase().includes(query)) return 20;
  return phrase.text.toLowerCase().includes(query) ? 10 : 0;
}

/** The phrase whose initials are exactly the letters before the caret, and the letters' place: `ldbl` → 路灯不亮. */
export function abbreviationAt(
  phrases: readonly Phrase[],
  text: string,
  caret: number,
): { readonly phrase: Phrase | null; readonly letters: Span } {
  const letters = /[a-z]+$/i.exec(text.slice(0, caret))?.[0] ?? '';
  const typed = letters.toLowerCase();
  const named = isLatin(typed)
    ? phrases.filter((phrase) => spellingOf(phrase).initials === typed)
    : [];
  return {
    phrase: named.length === 1 ? (named[0] ?? null) : null,
    letters: { start: caret - letters.length, end: caret },
  };
}

/** The text with the phrase in place of `at`, and what to select: its first gap, or its end. */
export function putPhrase(
  text: string,
  at: Span,
  phrase: Pick<Phrase, 'text'>,
): { readonly text: string; readonly select: Span } {
  const whole = text.slice(0, at.start) + phrase.text + text.slice(at.end);
  const end = at.start + phrase.text.length;
  const gap = nextGap(whole, at.start);
  return {
    text: whole,
    select: gap !== null && gap.end <= end ? gap : { start: end, end },
  };
}

const GAP = /【[^【】\n]{0,40}】/g;

const gapsOf = (text: string): readonly Span[] =>
  [...text.matchAll(GAP)].map(({ 0: gap, index }) => ({ start: index, end: index + gap.length }));

/** The first gap that begins at `from` or after it. */
export function nextGap(text: string, from: number): Span | null {
  return gapsOf(text).find(({ start }) => start >= from) ?? null;
}

/** The last gap that ends before `before`. */
export function previousGap(text: string, before: number): Span | null {
  return gapsOf(text).findLast(({ end }) => end <= before) ?? null;
}
