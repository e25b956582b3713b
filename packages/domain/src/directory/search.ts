/** Finding somebody while a citizen waits: two or three keys, and the right one stands first. */
import type { DirectoryEntry } from './entry.ts';

/** The better the fit, the lower. */
const EXACT = 0;
const PREFIX = 1;
const INSIDE = 2;
const IN_NOTE = 3;

/**
 * Entries that `query` finds by Chinese name, pinyin initials, English name or number, best first: the whole name, its
 * beginning, somewhere inside, in the note; among equals a favourite, then a quick one, then the directory's order.
 * An empty query gives the favourites in their order, then the quick ones. `favourites` are ids, in the person's order.
 */
export function searchDirectory<E extends DirectoryEntry>(
  entries: readonly E[],
  query: string,
  favourites: readonly string[] = [],
): E[] {
  const words = plain(query);
  const digits = digitsOf(words);
  const found = entries.flatMap((entry, index) => {
    const favourite = favourites.indexOf(entry.id);
    const isUsual = favourite >= 0 || entry.quick !== null;
    const fit = words === '' ? (isUsual ? EXACT : null) : fitOf(entry, words, digits);
    if (fit === null) return [];
    const rank = favourite >= 0 ? favourite : Number.MAX_SAFE_INTEGER;
    return [{ entry, order: [fit, rank, entry.quick ?? Number.MAX_SAFE_INTEGER, index] }];
  });
  return found.sort((one, other) => compare(one.order, other.order)).map(({ entry }) => entry);
}

function fitOf(entry: DirectoryEntry, words: string, digits: string | null): number | null {
  const names = [entry.zh, entry.en, entry.initials].map(plain);
  const fits = names.map((name) => fitIn(name, words));
  // Any word of an English name may be the one that comes to mind.
  if (` ${names[1] ?? ''}`.includes(` ${words}`)) fits.push(PREFIX);
  if (digits !== null) {
    for (const number of [entry.number, entry.seat]) {
      if (number !== null) fits.push(fitIn(digitsOf(plain(number)) ?? '', digits));
    }
  }
  if (entry.note !== null && plain(entry.note).includes(words)) fits.push(IN_NOTE);
  return fits.reduce(
    (best, fit) => (fit !== null && (best === null || fit < best) ? fit : best),
    null,
  );
}

function fitIn(name: string, words: string): number | null {
  if (name === '') return null;
  if (name === words) return EXACT;
  if (name.startsWith(words)) return PREFIX;
  return name.includes(words) ? INSIDE : null;
}

/** NFKC makes full-width letters and digits, as an input method writes them, plain ones. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}

/** Digits of what is nothing but a number with separators, else null. */
function digitsOf(words: string): string | null {
  return /^\+?[\d ()./-]*\d[\d ()./-]*$/.test(words) ? words.replaceAll(/\D/g, '') : null;
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
