/**
 * Where a matter is: the district (区县) and the most exact place of the list that its text names. What several districts
 * have, without one being named, is left unknown rather than guessed.
 */
import type { Place, PlaceIndex } from './place.ts';

export type Located = {
  readonly district: Place | null;
  /** Itself a district when nothing nearer is named; null: none. */
  readonly place: Place | null;
};

type Named = { readonly place: Place; readonly line: readonly Place[] };

/** Two characters are too easily a part of other words, except for a district. */
const LEAST_NAME = 3;

export function locate(index: PlaceIndex, text: string): Located {
  const names = namesIn(index, text);
  const district = districtOf(names);
  if (district === null) return { district: null, place: null };
  let line: readonly Place[] = [district];
  for (const same of names) {
    const here = same.filter((each) => each.line[0]?.code === district.code);
    // Of several of one name in the district, the one within what was named before.
    const within = here.filter((each) => line.every((above) => each.line.includes(above)));
    const [only, another] = within.length > 0 ? within : here;
    if (only !== undefined && another === undefined && only.line.length > line.length) {
      ({ line } = only);
    }
  }
  return { district, place: line.at(-1) ?? null };
}

/** The longest name at each place of the text, with all that are called so. */
function namesIn(index: PlaceIndex, text: string): readonly (readonly Named[])[] {
  const found: (readonly Named[])[] = [];
  for (let at = 0; at < text.length;) {
    const named = longestAt(index, text, at);
    if (named !== null) found.push(named.entries);
    at += named?.length ?? 1;
  }
  return found;
}

function longestAt(
  index: PlaceIndex,
  text: string,
  at: number,
): { readonly entries: readonly Named[]; readonly length: number } | null {
  for (let length = Math.min(index.longestName, text.length - at); length > 1; length -= 1) {
    const entries = (index.byName.get(text.slice(at, at + length)) ?? []).filter(
      ({ place }) => length >= LEAST_NAME || place.kind === 'district',
    );
    if (entries.length > 0) return { entries, length };
  }
  return null;
}

/** The first that is named; else the only one in which all the names are. */
function districtOf(names: readonly (readonly Named[])[]): Place | null {
  for (const same of names) {
    const named = same.find(({ place }) => place.kind === 'district');
    if (named !== undefined) return named.place;
  }
  const [first, ...rest] = names.map((same) => new Set(same.flatMap(({ line }) => line[0] ?? [])));
  if (first === undefined) return null;
  const [only, another] = [...first].filter((district) => rest.every((set) => set.has(district)));
  return another === undefined ? (only ?? null) : null;
}
