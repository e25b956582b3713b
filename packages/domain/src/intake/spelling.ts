/** Finding a Chinese name by what an agent types: its characters, its pinyin, or the initials of its syllables. */
type Spelled = { readonly zh: string; readonly pinyin: string };

/** A name made ready for many comparisons. */
export type Spelling = {
  readonly name: string;
  readonly initials: string;
  /** `yang`, `lao`, `bao`, `xian` */
  readonly syllables: readonly string[];
};

export function spellingOf({ zh, pinyin }: Spelled): Spelling {
  const syllables = pinyin.toLowerCase().split(/\s+/).filter(Boolean);
  return {
    name: zh.toLowerCase(),
    initials: syllables.map((syllable) => syllable[0]).join(''),
    syllables,
  };
}

/**
 * How well `typed` (trimmed, lower case, without spaces) names it; 0 is not at all. The name comes before its pinyin,
 * the whole before the beginning, the beginning before the middle. `latin`: `isLatin(typed)`, where it is known already.
 */
export function spellingRank(
  spelling: Spelling,
  typed: string,
  latin: boolean = isLatin(typed),
): number {
  const { name, initials, syllables } = spelling;
  if (typed === '') return 0;
  if (!latin) {
    if (name === typed) return 80;
    if (name.startsWith(typed)) return 70;
    return name.includes(typed) ? 60 : 0;
  }
  if (name.startsWith(typed)) return 70;
  if (initials === typed) return 55;
  if (initials.startsWith(typed)) return 50;
  if (spells(syllables, 0, typed)) return 45;
  if (initials.includes(typed)) return 30;
  for (let from = 1; from < syllables.length; from += 1) {
    if (spells(syllables, from, typed)) return 25;
  }
  return 0;
}

export const isLatin = (typed: string): boolean => /^[a-z']+$/.test(typed);

/**
 * `typed` is made of beginnings of the syllables from `from` on, none left out: `yanglao`, `ylbx` and `yanglbx` all
 * spell 养老保险. `anglao` does not.
 */
function spells(syllables: readonly string[], from: number, typed: string): boolean {
  const rest = typed.startsWith("'") ? typed.slice(1) : typed;
  if (rest === '') return true;
  const syllable = syllables[from];
  if (syllable === undefined) return false;
  for (let length = commonStart(syllable, rest); length > 0; length -= 1) {
    if (spells(syllables, from + 1, rest.slice(length))) return true;
  }
  return false;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
