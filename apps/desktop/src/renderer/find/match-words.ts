import { match } from 'pinyin-pro';

/** Whether a short name is meant by what was typed: every word of it stands in the name, as it is or as pinyin or initials. */
export function matchesWords(typed: string, name: string): boolean {
  const plain = name.normalize('NFKC').toLowerCase();
  const words = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  return words.every(
    (word) =>
      plain.includes(word) ||
      (/^[a-z]+$/.test(word) && match(plain, word, { continuous: true }) !== null),
  );
}
