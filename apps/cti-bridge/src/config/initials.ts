import { pinyin } from 'pinyin-pro';

/**
 * Pinyin initials for finding a name by two keys: 重庆 → cq, 12345热线 → 12345rx. Words are read as words (重庆, 银行),
 * and a person's first character as a surname (单 → s, 仇 → q).
 */
export function initialsOf(zh: string, what: 'person' | 'words' = 'words'): string {
  return pinyin(zh, {
    pattern: 'first',
    toneType: 'none',
    type: 'array',
    nonZh: 'spaced',
    surname: what === 'person' ? 'head' : 'off',
  })
    .join('')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

const twoCharacterSurname =
  /^(?:欧阳|司马|上官|诸葛|慕容|夏侯|东方|皇甫|尉迟|公孙|令狐|司徒|端木|南宫|长孙|宇文)./u;

/** 林晓雨 → Lin Xiaoyu, 欧阳明 → Ouyang Ming: for a desk in English. */
export function spellName(zh: string): string {
  const syllables = pinyin(zh, {
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
    surname: 'head',
  });
  const inSurname = twoCharacterSurname.test(zh) ? 2 : 1;
  return [syllables.slice(0, inSurname), syllables.slice(inSurname)]
    .map((part) => part.join('').trim())
    .filter(Boolean)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join(' ');
}
