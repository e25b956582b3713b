/** Finding a category (工单类别) by what an agent types: a code, Chinese, pinyin or the initials of its syllables. */
export type Category = { readonly code: string; readonly zh: string; readonly pinyin: string };

/**
 * How well `typed` names the category; 0 is not at all, higher is better.
 * `pinyin` holds the syllables apart: `yang lao bao xian` is found by `yanglao`, `ylbx` and `laobao`.
 */
export function categoryRank(category: Category, typed: string): number {
  const text = typed.trim().toLowerCase();
  if (text === '') return 1;
  if (category.code === text) return 100;
  if (/^\d+$/.test(text)) return category.code.startsWith(text) ? 90 - category.code.length : 0;
  if (category.zh === text) return 80;
  if (category.zh.startsWith(text)) return 70;
  if (category.zh.includes(text)) return 60;
  const letters = text.replace(/[^a-z]/g, '');
  if (letters === '') return 0;
  const syllables = category.pinyin.toLowerCase().split(/\s+/).filter(Boolean);
  const initials = syllables.map((syllable) => syllable[0]).join('');
  if (initials === letters) return 55;
  if (initials.startsWith(letters)) return 50;
  if (syllables.join('').startsWith(letters)) return 45;
  if (startsAtSyllable(syllables, letters)) return 40;
  return initials.includes(letters) ? 30 : 0;
}

/** `laobao` stands in `yang lao bao xian` from a syllable on; `anglao` does not. */
function startsAtSyllable(syllables: readonly string[], letters: string): boolean {
  return syllables.some((_, from) => syllables.slice(from).join('').startsWith(letters));
}

/** Names from the top level down: `劳动保障 › 社会保险 › 养老保险`. Codes have two digits a level. */
export function categoryPath(categories: readonly Category[], code: string): string {
  return categories
    .filter((each) => code.startsWith(each.code))
    .toSorted((a, b) => a.code.length - b.code.length)
    .map((each) => each.zh)
    .join(' › ');
}
