/** Notices of the State Council that were imported into this hotline; each import is kept, the newest of a year counts. */
import type { HolidayYear } from '@hotline/domain/calendar';
import type { Store } from './database.ts';

export type ImportedYear = {
  readonly notice: HolidayYear;
  /** ms since 1970 */
  readonly at: number;
  readonly person: string;
};

export type HolidayYearStore = {
  /** The newest of each year. */
  all(): readonly ImportedYear[];
  put(imported: ImportedYear): void;
  /** Changes when another program has written into this database. */
  version(): number;
};

type Row = { readonly notice: string; readonly at: number; readonly person: string };

export function openHolidayYears(store: Store): HolidayYearStore {
  const all = store.prepare<[], Row>(
    `SELECT notice, at, person FROM holiday_year
     WHERE no IN (SELECT MAX(no) FROM holiday_year GROUP BY year) ORDER BY year`,
  );
  const put = store.prepare<[number, string, number, string]>(
    'INSERT INTO holiday_year (year, notice, at, person) VALUES (?, ?, ?, ?)',
  );
  return {
    all: () =>
      all.all().map(({ notice, at, person }) => ({
        notice: JSON.parse(notice) as HolidayYear,
        at,
        person,
      })),
    put: ({ notice, at, person }) => void put.run(notice.year, JSON.stringify(notice), at, person),
    version: () => Number(store.pragma('data_version', { simple: true })),
  };
}
