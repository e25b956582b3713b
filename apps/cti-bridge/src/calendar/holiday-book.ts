/** Which years' working days are known: the notices beside the configuration, and those imported since, which go before. */
import { workingCalendar, type HolidayYear, type WorkingCalendar } from '@hotline/domain/calendar';
import { isDeepStrictEqual } from 'node:util';
import type { HolidayYearStore, ImportedYear } from '../store/index.ts';

type KnownYear = {
  readonly notice: HolidayYear;
  /** Who imported it and when (ms); null: it came with the configuration. */
  readonly imported: { readonly at: number; readonly person: string } | null;
};

export type Taken = 'new' | 'changed' | 'unchanged';

export type HolidayBook = {
  calendar(): WorkingCalendar;
  /** In order of the years. */
  years(): readonly KnownYear[];
  /** The same notice again changes nothing; another one for the year takes its place. */
  take(notice: HolidayYear, person: string, now: number): Taken;
  /** The calendar is another one now: imported here, or by `pnpm holidays import` beside the bridge. */
  onChange(listener: () => void): void;
};

export function createHolidayBook(
  shipped: readonly HolidayYear[],
  store: HolidayYearStore,
): HolidayBook {
  const listeners: (() => void)[] = [];
  let version = store.version();
  let known = read();
  let calendar = workingCalendar(noticesOf(known));

  function read(): ReadonlyMap<number, KnownYear> {
    return new Map<number, KnownYear>(
      [
        ...shipped.map((notice): KnownYear => ({ notice, imported: null })),
        ...store
          .all()
          .map(({ notice, at, person }: ImportedYear) => ({ notice, imported: { at, person } })),
      ].map((one) => [one.notice.year, one]),
    );
  }

  function reread(): void {
    const before = noticesOf(known);
    known = read();
    const after = noticesOf(known);
    if (isDeepStrictEqual(before, after)) return;
    calendar = workingCalendar(after);
    for (const listener of listeners) listener();
  }

  function lookForOthers(): void {
    const found = store.version();
    if (found === version) return;
    version = found;
    reread();
  }

  return {
    calendar() {
      lookForOthers();
      return calendar;
    },
    years() {
      lookForOthers();
      return [...known.values()].toSorted((a, b) => a.notice.year - b.notice.year);
    },
    take(notice, person, now) {
      lookForOthers();
      const before = known.get(notice.year)?.notice;
      if (before !== undefined && isDeepStrictEqual(before, notice)) return 'unchanged';
      store.put({ notice, at: now, person });
      reread();
      return before === undefined ? 'new' : 'changed';
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

const noticesOf = (known: ReadonlyMap<number, KnownYear>): readonly HolidayYear[] =>
  [...known.values()].map(({ notice }) => notice);
