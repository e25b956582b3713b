/**
 * Completing a place (地点) while it is written: districts, streets, communities, roads and landmarks of the imported
 * list, by Chinese, pinyin or initials. The text stays free: what is not in the list is written out.
 */
import { isLatin, spellingOf, spellingRank, type Spelling } from './spelling.ts';

export const placeKinds = ['district', 'street', 'community', 'road', 'landmark'] as const;
type PlaceKind = (typeof placeKinds)[number];

export type Place = {
  readonly code: string;
  readonly kind: PlaceKind;
  readonly zh: string;
  readonly pinyin: string;
  /** Code of the place it lies in; null for a district. */
  readonly within: string | null;
};

type Entry = {
  readonly place: Place;
  readonly spelling: Spelling;
  /** From the district down, itself last. */
  readonly line: readonly Place[];
};
export type PlaceIndex = {
  readonly entries: readonly Entry[];
  readonly byName: ReadonlyMap<string, readonly Entry[]>;
  readonly districts: readonly Place[];
  readonly longestName: number;
};

export type PlaceCompletion = {
  readonly code: string;
  readonly kind: PlaceKind;
  readonly zh: string;
  /** Where it lies: `樊城区 › 汉江街道`; '' for a district. */
  readonly within: string;
  /** The whole text, with it in its place. */
  readonly text: string;
};

/** A place stands after the one it lies in. */
export function indexPlaces(places: readonly Place[]): PlaceIndex {
  const byCode = new Map<string, Entry>();
  const byName = new Map<string, Entry[]>();
  let longestName = 0;
  for (const place of places) {
    const above = place.within === null ? [] : (byCode.get(place.within)?.line ?? []);
    const entry: Entry = { place, spelling: spellingOf(place), line: [...above, place] };
    byCode.set(place.code, entry);
    const same = byName.get(place.zh);
    if (same === undefined) byName.set(place.zh, [entry]);
    else same.push(entry);
    longestName = Math.max(longestName, place.zh.length);
  }
  return {
    entries: [...byCode.values()],
    byName,
    districts: places.filter(({ kind }) => kind === 'district'),
    longestName,
  };
}

/** The district that what is known of the caller speaks of (address, place, tags: the first that names one), or null. */
export function districtIn(index: PlaceIndex, known: readonly string[]): string | null {
  for (const text of known) {
    const named = index.districts.find(({ zh }) => text.includes(zh));
    if (named !== undefined) return named.code;
  }
  return null;
}

/** How much of the end of the text may be the name that is being written. */
const NAME_AT_MOST = 10;
const IN_SCOPE = 100;
const NEAR = 12;
const KIND_RANK: Readonly<Record<PlaceKind, number>> = {
  district: 4,
  street: 3,
  road: 2,
  landmark: 1,
  community: 0,
};

/**
 * What the text may go on with, best first. Places already named in it narrow the search: after 樊城区 come its own
 * streets. `near`: code of the district that is likelier than the others.
 */
export function completePlaces(
  index: PlaceIndex,
  typed: string,
  near: string | null,
  limit: number,
): readonly PlaceCompletion[] {
  const letters = /[a-z']+$/i.exec(typed)?.[0] ?? '';
  const written = letters === '' ? typed : typed.slice(0, -letters.length);
  const { scope, rest } = placesIn(index, written);
  if (letters !== '') {
    return ranked(index, letters.toLowerCase(), { head: written, scope, near }, limit);
  }
  if (rest === '') {
    return scope === null ? [] : inside(index, scope, typed, limit);
  }
  const from = Math.max(0, rest.length - NAME_AT_MOST);
  for (let at = from; at < rest.length; at += 1) {
    const query = rest.slice(at);
    const head = typed.slice(0, typed.length - query.length);
    const found = ranked(index, query.toLowerCase(), { head, scope, near }, limit);
    if (found.length > 0) return found;
  }
  return [];
}

/** The places that stand in the text from its beginning; the last of them, and what comes after it. */
function placesIn(
  index: PlaceIndex,
  text: string,
): { readonly scope: Entry | null; readonly rest: string } {
  let scope: Entry | null = null;
  let at = 0;
  for (;;) {
    while (/[\s,，、与和及交]/.test(text[at] ?? '')) at += 1;
    const next = longestAt(index, text, at, scope);
    if (next === null) return { scope, rest: text.slice(at) };
    scope = next;
    at += next.place.zh.length;
  }
}

function longestAt(index: PlaceIndex, text: string, at: number, scope: Entry | null): Entry | null {
  for (let length = Math.min(index.longestName, text.length - at); length > 1; length -= 1) {
    const named = index.byName.get(text.slice(at, at + length));
    if (named === undefined) continue;
    return named.find((each) => scope !== null && isWithin(each, scope)) ?? named[0] ?? null;
  }
  return null;
}

const isWithin = (entry: Entry, scope: Entry): boolean =>
  entry.line.length > scope.line.length && entry.line.includes(scope.place);

type Around = { readonly head: string; readonly scope: Entry | null; readonly near: string | null };

function ranked(
  index: PlaceIndex,
  query: string,
  around: Around,
  limit: number,
): readonly PlaceCompletion[] {
  const { scope, near } = around;
  // One letter fits a tenth of a city.
  const latin = isLatin(query);
  if (latin && query.length < 2) return [];
  const found: { readonly entry: Entry; readonly rank: number; readonly at: number }[] = [];
  for (const [at, entry] of index.entries.entries()) {
    const rank = spellingRank(entry.spelling, query, latin);
    // Written out already.
    if (rank === 0 || rank === 80) continue;
    const bonus =
      (scope !== null && isWithin(entry, scope) ? IN_SCOPE : 0) +
      (entry.line[0]?.code === near ? NEAR : 0);
    found.push({ entry, rank: rank + bonus + KIND_RANK[entry.place.kind], at });
  }
  return found
    .toSorted((a, b) => b.rank - a.rank || a.at - b.at)
    .slice(0, limit)
    .map(({ entry }) => completion(entry, around));
}

/** What lies directly in a district or street that has just been written. */
function inside(
  index: PlaceIndex,
  scope: Entry,
  head: string,
  limit: number,
): readonly PlaceCompletion[] {
  return index.entries
    .filter((entry) => entry.place.within === scope.place.code)
    .toSorted((a, b) => KIND_RANK[b.place.kind] - KIND_RANK[a.place.kind])
    .slice(0, limit)
    .map((entry) => completion(entry, { head, scope, near: null }));
}

function completion(entry: Entry, { head, scope }: Around): PlaceCompletion {
  const { place, line } = entry;
  const already = scope !== null && isWithin(entry, scope) ? scope.line.length : 0;
  // Elsewhere, or the first place of the text: named from its district down; a second road of a crossing only itself.
  const added = already > 0 || scope === null ? line.slice(already) : [place];
  return {
    code: place.code,
    kind: place.kind,
    zh: place.zh,
    within: line
      .slice(0, -1)
      .map(({ zh }) => zh)
      .join(' › '),
    text: head + added.map(({ zh }) => zh).join(''),
  };
}
