import { pairsOf, placeKey, type Matter } from './terms.ts';

export type LikenessReason = 'same-number' | 'same-place' | 'alike-text' | 'same-category';

export type Likeness = {
  /** Why it is shown, the strongest first. */
  readonly reasons: readonly LikenessReason[];
  /** 0 to 100. */
  readonly score: number;
};

/** From here on two texts speak of one matter more often than not. */
const ALIKE = 0.34;
/** Fewer shared pairs are chance: 停水 alone stands in a thousand tickets. */
const LEAST_SHARED = 2;

/**
 * How much two matters are one: 一人多次 (the same number), 一事多人 (the same place, the same words). `hasSameNumber` is
 * the caller's to say, because a number is not shown to everybody. Null: nothing speaks for it. The category alone does
 * not, it only adds.
 */
export const likeness = (
  mine: Compared,
  other: Compared,
  hasSameNumber: boolean,
): Likeness | null => likenessOf(readMatter(mine), readMatter(other), hasSameNumber);

type Compared = Matter & { readonly categoryCode: string };

/** What is compared of a matter: read once for whoever compares it with many. */
export type ReadMatter = {
  readonly place: string;
  readonly said: ReadonlySet<string>;
  readonly categoryCode: string;
};

export const readMatter = (matter: Compared): ReadMatter => ({
  place: placeKey(matter.place),
  said: said(matter),
  categoryCode: matter.categoryCode,
});

/** As `likeness`. */
export function likenessOf(
  mine: ReadMatter,
  other: ReadMatter,
  hasSameNumber: boolean,
): Likeness | null {
  const isSamePlace = samePlace(mine.place, other.place);
  const text = textLikeness(mine.said, other.said);
  const isAlike = text >= ALIKE;
  if (!hasSameNumber && !isSamePlace && !isAlike) return null;
  const isSameCategory = mine.categoryCode !== '' && mine.categoryCode === other.categoryCode;
  const score =
    (hasSameNumber ? 40 : 0) + (isSamePlace ? 25 : 0) + text * 45 + (isSameCategory ? 10 : 0);
  return {
    reasons: [
      ...(hasSameNumber ? (['same-number'] as const) : []),
      ...(isSamePlace ? (['same-place'] as const) : []),
      ...(isAlike ? (['alike-text'] as const) : []),
      ...(isSameCategory ? (['same-category'] as const) : []),
    ],
    score: Math.min(100, Math.round(score)),
  };
}

/** One says where, the other where exactly: 幸福小区 and 幸福小区3栋 are one place. */
function samePlace(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  return a === b || (Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a)));
}

/** Shared pairs in relation to the shorter of the two: a title is like the long letter that says the same. */
function textLikeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  const shorter = Math.min(a.size, b.size);
  return shared < LEAST_SHARED ? 0 : shared / Math.max(shorter, 4);
}

/** Place and words apart: two matters in one street are not alike by the street's name. */
const said = ({ title, text }: Matter): ReadonlySet<string> =>
  new Set(pairsOf(`${title}\n${text.slice(0, 240)}`));
