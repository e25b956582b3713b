/** 工单类别: a tree whose codes have two digits a level, found by code, Chinese, pinyin or initials, and by its path. */
import { isLatin, spellingOf, spellingRank, type Spelling } from './spelling.ts';

export type Category = { readonly code: string; readonly zh: string; readonly pinyin: string };

export type CategoryNode = {
  readonly code: string;
  readonly zh: string;
  /** Names from the top level down: `劳动保障 › 社会保险 › 养老保险`. */
  readonly path: string;
  readonly depth: number;
  readonly hasChildren: boolean;
};

type Entry = CategoryNode & { readonly spelling: Spelling; readonly above: readonly Spelling[] };

export type CategoryIndex = {
  readonly entries: readonly Entry[];
  readonly byCode: ReadonlyMap<string, Entry>;
  /** By the code of the parent; '' for the top level. */
  readonly children: ReadonlyMap<string, readonly Entry[]>;
};

const DIGITS_A_LEVEL = 2;
const parentOf = (code: string): string => code.slice(0, -DIGITS_A_LEVEL);

/** A parent stands before its children in the list, or is left out. */
export function indexCategories(categories: readonly Category[]): CategoryIndex {
  const parents = new Set(categories.map(({ code }) => parentOf(code)));
  const byCode = new Map<string, Entry>();
  const children = new Map<string, Entry[]>();
  for (const category of categories) {
    const { code, zh } = category;
    const parent = nearestParent(byCode, code);
    const entry: Entry = {
      code,
      zh,
      path: parent === null ? zh : `${parent.path} › ${zh}`,
      depth: parent === null ? 0 : parent.depth + 1,
      hasChildren: parents.has(code),
      spelling: spellingOf(category),
      above: parent === null ? [] : [...parent.above, parent.spelling],
    };
    byCode.set(code, entry);
    const siblings = children.get(parent?.code ?? '');
    if (siblings === undefined) children.set(parent?.code ?? '', [entry]);
    else siblings.push(entry);
  }
  return { entries: [...byCode.values()], byCode, children };
}

function nearestParent(byCode: ReadonlyMap<string, Entry>, code: string): Entry | null {
  for (let at = parentOf(code); at !== ''; at = parentOf(at)) {
    const entry = byCode.get(at);
    if (entry !== undefined) return entry;
  }
  return null;
}

/** A category that was used lately comes before others that fit as well, the last one first. */
const RECENT = 12;

/**
 * The categories that `typed` names, best first. Words apart by spaces must all fit, each the category itself or one
 * above it: `市政 ld` finds 路灯故障. `recent`: codes used lately, the last one first.
 */
export function searchCategories(
  index: CategoryIndex,
  typed: string,
  recent: readonly string[],
  limit: number,
): readonly CategoryNode[] {
  const terms = typed.trim().toLowerCase().split(/\s+/).filter(Boolean).map(termRanker);
  if (terms.length === 0) return [];
  const found: { readonly entry: Entry; readonly rank: number; readonly at: number }[] = [];
  for (const [at, entry] of index.entries.entries()) {
    const rank = rankOf(entry, terms);
    if (rank === 0) continue;
    const used = recent.indexOf(entry.code);
    found.push({ entry, rank: rank + (used < 0 ? 0 : Math.max(1, RECENT - used)), at });
  }
  return found
    .toSorted((a, b) => b.rank - a.rank || a.at - b.at)
    .slice(0, limit)
    .map(({ entry }) => entry);
}

type TermRanker = (entry: Entry) => number;

function rankOf(entry: Entry, terms: readonly TermRanker[]): number {
  let total = 0;
  for (const term of terms) {
    const rank = term(entry);
    if (rank === 0) return 0;
    total += rank;
  }
  return total / terms.length;
}

/** Below every fit of the name itself. */
const OF_PATH = 5;
/** Initials of a whole branch would list hundreds of leaves that have nothing to do with what was meant. */
const PATH_LETTERS_LEAST = 3;
/** A branch counts when its name begins with the term. */
const PATH_RANK_LEAST = 45;

/** Every branch is compared once, not once for each of its leaves. */
function termRanker(term: string): TermRanker {
  if (/^\d+$/.test(term)) {
    return ({ code }) => (code === term ? 100 : code.startsWith(term) ? 90 - code.length : 0);
  }
  const latin = isLatin(term);
  const reachesPath = !latin || term.length >= PATH_LETTERS_LEAST;
  const ranks = new Map<Spelling, number>();
  const rank = (spelling: Spelling): number => {
    const known = ranks.get(spelling);
    if (known !== undefined) return known;
    const found = spellingRank(spelling, term, latin);
    ranks.set(spelling, found);
    return found;
  };
  return ({ spelling, above }) => {
    const own = rank(spelling);
    if (own > 0 || !reachesPath) return own;
    return above.some((each) => rank(each) >= PATH_RANK_LEAST) ? OF_PATH : 0;
  };
}

/** The tree as far as it stands open, in order; `open`: codes whose children are shown. */
export function openTree(index: CategoryIndex, open: ReadonlySet<string>): readonly CategoryNode[] {
  const below = (code: string): CategoryNode[] =>
    (index.children.get(code) ?? []).flatMap((entry) =>
      open.has(entry.code) ? [entry, ...below(entry.code)] : [entry],
    );
  return below('');
}

export function categoryPath(index: CategoryIndex, code: string): string {
  return index.byCode.get(code)?.path ?? '';
}
