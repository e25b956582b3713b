/**
 * Text → what the index holds. SQLite's `unicode61` takes a run of Chinese for one word and `trigram` finds nothing of one
 * or two characters (sqlite.org/fts5.html#tokenizers), and most Chinese words are two. So each run of Chinese goes in as
 * its single characters and its pairs, each a word of its own to `unicode61`; letters and digits go in as they are.
 */
import { pinyin } from 'pinyin-pro';

const piece = /(?<han>\p{Script=Han}+)|(?<word>[\p{L}\p{N}]+)/gu;

export type Piece = { readonly kind: 'han' | 'word'; readonly text: string };

/** Runs of Chinese and of anything else that is letter or digit; NFKC makes full-width ones plain. */
export function piecesOf(text: string): Piece[] {
  const plain = text.normalize('NFKC').toLowerCase();
  // `word` may not swallow Chinese: \p{L} has it too.
  return [...plain.matchAll(piece)].flatMap(({ groups }) => {
    const { han, word } = groups ?? {};
    if (han !== undefined) return [{ kind: 'han' as const, text: han }];
    return word === undefined
      ? []
      : word
          .split(/(\p{Script=Han}+)/u)
          .filter((part) => part !== '')
          .map((part) => ({
            kind: /\p{Script=Han}/u.test(part) ? ('han' as const) : ('word' as const),
            text: part,
          }));
  });
}

/** `unicode61` knows the letters of Unicode 6.1 only: a later character (𰻝) is spelled out. */
const safe = (characters: readonly string[]): string =>
  characters
    .map((one) =>
      (one.codePointAt(0) ?? 0) > 0xffff ? `u${one.codePointAt(0)?.toString(16)}` : one,
    )
    .join('');

export function pairsOf(run: string): string[] {
  const characters = Array.from(run);
  return characters.slice(1).map((next, index) => safe([characters[index] ?? '', next]));
}

export function singlesOf(run: string): string[] {
  return Array.from(run, (one) => safe([one]));
}

/** What is indexed of a short text, or (`singles` false) of a long one in which a single character says nothing. */
export function termsOf(text: string, singles: boolean): string {
  return piecesOf(text)
    .flatMap(({ kind, text: run }) => {
      if (kind === 'word') return [run];
      const characters = Array.from(run);
      return singles || characters.length === 1
        ? [...singlesOf(run), ...pairsOf(run)]
        : pairsOf(run);
    })
    .join(' ');
}

/** Longest part of a spelling that is held; a longer query is cut to it. */
export const SPELLED_LETTERS = 14;

/**
 * From every character on, the initials and the syllables of what follows: 社保卡 → `sbk shebaoka bk baoka k ka`. A query of
 * letters is the beginning of one of them, so it needs no cutting into syllables, and the last one may be half typed.
 */
export function spellingsOf(text: string): string {
  const found = new Set<string>();
  for (const { kind, text: run } of piecesOf(text)) {
    if (kind !== 'han') continue;
    const syllables = pinyin(run, { toneType: 'none', type: 'array', v: true }).map((syllable) =>
      syllable.replaceAll(/[^a-z]/g, ''),
    );
    syllables.forEach((_, from) => {
      const rest = syllables.slice(from, from + SPELLED_LETTERS);
      found.add(rest.map((syllable) => syllable.slice(0, 1)).join(''));
      found.add(rest.join('').slice(0, SPELLED_LETTERS));
    });
  }
  found.delete('');
  return [...found].join(' ');
}
