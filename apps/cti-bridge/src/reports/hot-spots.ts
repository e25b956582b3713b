/** 热点 from the store's counts, by the domain's rules, with the words that a leader reads. */
import {
  perDay,
  repeatedCallers,
  rising,
  sameMatters,
  type MatterTicket,
  type Rising,
} from '@hotline/domain/hot-spots';
import { definitionAt, type Definitions } from '@hotline/domain/metrics';
import type { HotSpots, HotSpotsQuery } from '@hotline/domain/report-api';
import {
  callsOfManyScript,
  firstTicketScript,
  numberKey,
  numbersOf,
  placedTicketsScript,
  recordsScript,
  spotCountsScript,
  ticketCountsOfScript,
  type SqlRunner,
  type TicketRecord,
} from '../store/index.ts';

type HotSpotRules = HotSpots['rule'];

/** Codes, their names and the level above. */
export type SpotNames = {
  readonly name: (code: string) => string;
  /** null: none. */
  readonly above: (code: string) => string | null;
};

export type HotSpotOptions = {
  readonly reader: Pick<SqlRunner, 'read'>;
  readonly definitions: Definitions;
  readonly rules: HotSpotRules;
  readonly categories: SpotNames;
  /** null: there is no list. */
  readonly places: SpotNames | null;
  readonly mask: (number: string) => string;
  readonly timeZone: string;
  readonly now: () => number;
};

export type HotSpotService = { read(query: HotSpotsQuery): Promise<HotSpots> };

const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** Fewer weeks are no past. */
const LEAST_WEEKS = 2;
const MOST_TOLD = 20;
/** Of one place, the newest; of all places together. */
const MOST_OF_PLACE = 60;
const MOST_READ = 1_500;

export function createHotSpots(options: HotSpotOptions): HotSpotService {
  const { reader, rules, categories, places, mask, now } = options;
  const dayOf = new Intl.DateTimeFormat('en-CA', {
    timeZone: options.timeZone,
    dateStyle: 'short',
  });

  async function risingBy(
    by: 'category_code' | 'place_code',
    names: SpotNames,
    window: { readonly now: number; readonly windowMs: number; readonly weeks: number },
  ): Promise<HotSpots['categories']> {
    if (window.weeks < LEAST_WEEKS) return [];
    const counts = await reader.read(() => spotCountsScript(by, window));
    return rising(counts, names.above, rules)
      .slice(0, MOST_TOLD)
      .map(({ past, ...spot }: Rising) => ({
        ...spot,
        past: [...past],
        name: names.name(spot.key),
      }));
  }

  async function callers(at: number): Promise<HotSpots['callers']> {
    const { calls: least, days } = rules.callers;
    const range = { from: at - days * DAY, to: at };
    const { clockStart } = definitionAt(options.definitions, at);
    const start = clockStart === 'trunk-answer' ? 'arrived_at' : 'queued_at';
    const calls = await reader.read(() => callsOfManyScript(range, least, start));
    const found = repeatedCallers(calls, { least, days }, at).slice(0, MOST_TOLD);
    const numbers = found.map(({ number }) => number);
    const tickets = await reader.read(() => ticketCountsOfScript(numbers, range));
    return found.map(({ number, perDay: days_, ...caller }) => ({
      ...caller,
      perDay: [...days_],
      numberMasked: mask(number),
      tickets: tickets.get(number) ?? 0,
    }));
  }

  async function matters(at: number): Promise<HotSpots['matters']> {
    const { callers: least, days, likeness } = rules.matters;
    const since = `${dayOf.format(at - days * DAY).replaceAll('-', '')}-`;
    const { placed, joined } = await reader.read(() => placedTicketsScript(since));
    const joinedOf = Map.groupBy(joined, ({ ticketNo }) => ticketNo);
    const found: HotSpots['matters'] = [];
    let read = 0;
    for (const ticketNos of busyPlaces(placed, joinedOf, least)) {
      const newest = ticketNos.toSorted().slice(-MOST_OF_PLACE);
      read += newest.length;
      if (read > MOST_READ) break;
      // oxlint-disable-next-line no-await-in-loop -- the busiest places first, up to a bound
      const records = await reader.read(() => recordsScript(newest));
      const tickets = records
        .filter(({ filedAt }) => filedAt > at - days * DAY)
        .map((record) => matterOf(record, joinedOf.get(record.ticketNo) ?? []));
      for (const { tickets: own, callers: many, score } of sameMatters(tickets, {
        callers: least,
        likeness,
      })) {
        const [first] = own;
        const last = own.at(-1);
        if (first === undefined || last === undefined) continue;
        found.push({
          ticketNos: own.map(({ ticketNo }) => ticketNo),
          title: first.title,
          place: first.place,
          category: categories.name(first.categoryCode),
          callers: many,
          firstAt: first.filedAt,
          lastAt: last.filedAt,
          score,
          perDay: [
            ...perDay(
              own.map(({ filedAt }) => filedAt),
              days,
              at,
            ),
          ],
        });
      }
    }
    return found.toSorted((a, b) => b.callers - a.callers).slice(0, MOST_TOLD);
  }

  return {
    async read({ window }) {
      // Whole seconds: the lists behind it are asked for by addresses that know no smaller ones.
      const at = Math.floor(now() / 1000) * 1000;
      const windowMs = window === 'day' ? DAY : WEEK;
      const first = await reader.read(() => firstTicketScript());
      const passed = first === null ? 0 : Math.floor((at - windowMs - first) / WEEK);
      const weeks = Math.max(0, Math.min(rules.weeks, passed));
      // Up to, and without, the moment itself: as the lists are.
      const held = { now: at - 1, windowMs, weeks };
      return {
        at,
        window,
        from: at - windowMs,
        weeks: weeks < LEAST_WEEKS ? 0 : weeks,
        categories: await risingBy('category_code', categories, held),
        places: places === null ? [] : await risingBy('place_code', places, held),
        hasPlaces: places !== null,
        callers: await callers(at),
        matters: await matters(at),
        rule: rules,
      };
    },
  };
}

/** Tickets of one place, and of the places within it by their spelling (幸福小区, 幸福小区3栋), the busiest first. */
function busyPlaces(
  placed: readonly { readonly ticketNo: string; readonly place: string }[],
  joinedOf: ReadonlyMap<string, readonly unknown[]>,
  least: number,
): readonly (readonly string[])[] {
  const groups: { readonly place: string; readonly ticketNos: string[]; people: number }[] = [];
  // Sorted by the store: what begins alike stands together.
  for (const { place, ticketNo } of placed) {
    const last = groups.at(-1);
    const isWithin =
      last !== undefined &&
      (place === last.place || (last.place.length >= 4 && place.startsWith(last.place)));
    const group = isWithin ? last : { place, ticketNos: [], people: 0 };
    if (!isWithin) groups.push(group);
    group.ticketNos.push(ticketNo);
    group.people += 1 + (joinedOf.get(ticketNo)?.length ?? 0);
  }
  return groups
    .filter(({ people }) => people >= least)
    .toSorted((a, b) => b.people - a.people)
    .map(({ ticketNos }) => ticketNos);
}

function matterOf(
  record: TicketRecord,
  joined: readonly { readonly number: string }[],
): MatterTicket {
  const { title, text, place, categoryCode } = record.draft;
  const others = joined.map(({ number }) => numberKey(number)).filter((number) => number !== '');
  // Whoever calls from one number and is called at another is one person: the first number counts.
  const [own] = numbersOf(record);
  const isUnknown = own === undefined;
  return {
    ticketNo: record.ticketNo,
    filedAt: record.filedAt,
    title,
    text,
    place,
    categoryCode,
    numbers:
      isUnknown && others.length > 0 ? ['', ...others] : [...(isUnknown ? [] : [own]), ...others],
  };
}
