import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HolidayYear } from '@hotline/domain/calendar';
import { dueAt } from '@hotline/domain/calendar';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openHolidayYears, openStore, type Store } from '../store/index.ts';
import { createHolidayBook, type HolidayBook } from './holiday-book.ts';

const notice = (year: number, off: string): HolidayYear => ({
  year,
  source: '国办发明电',
  off: [{ from: off, to: off }],
  working: [],
});
const shipped = [notice(2026, '2026-01-01')];

let folder: string;
const open: Store[] = [];
function connect(): { store: Store; book: HolidayBook } {
  const opened = openStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  open.push(opened.value);
  return { store: opened.value, book: createHolidayBook(shipped, openHolidayYears(opened.value)) };
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotline-holidays-'));
});
afterEach(() => {
  for (const store of open.splice(0)) store.close();
  rmSync(folder, { recursive: true });
});

const dueIn = (book: HolidayBook, from: string) =>
  dueAt(
    Date.parse(`${from}T12:00:00+08:00`),
    { count: 1, unit: 'working-days' },
    { calendar: book.calendar(), utcOffsetMinutes: 480, lastDayOffMoves: false },
  );

it('knows what came with the configuration, and refuses another year', () => {
  const { book } = connect();
  expect(dueIn(book, '2026-11-25').ok).toBe(true);
  expect(dueIn(book, '2027-03-01')).toEqual({
    ok: false,
    error: { code: 'year-without-data', year: 2027 },
  });
});

it('takes a year once, and another notice of it in its place', () => {
  const { book } = connect();
  let changes = 0;
  book.onChange(() => (changes += 1));
  const first = notice(2027, '2027-01-01');
  expect(book.take(first, 'fang.hui', 1)).toBe('new');
  expect(book.take({ ...first }, 'fang.hui', 2)).toBe('unchanged');
  expect(dueIn(book, '2027-05-03')).toEqual({
    ok: true,
    value: Date.parse('2027-05-05T00:00:00+08:00'),
  });
  expect(book.take(notice(2027, '2027-05-04'), 'fang.hui', 3)).toBe('changed');
  expect(dueIn(book, '2027-05-03')).toEqual({
    ok: true,
    value: Date.parse('2027-05-06T00:00:00+08:00'),
  });
  expect(changes).toBe(2);
  expect(book.years().map(({ notice: { year }, imported }) => [year, imported])).toEqual([
    [2026, null],
    [2027, { at: 3, person: 'fang.hui' }],
  ]);
});

it('goes before the configuration, and stays over a restart', () => {
  connect().book.take(notice(2026, '2026-11-26'), 'fang.hui', 1);
  expect(dueIn(connect().book, '2026-11-25')).toEqual({
    ok: true,
    value: Date.parse('2026-11-28T00:00:00+08:00'),
  });
});

it('sees what another program imports beside it', () => {
  const { book } = connect();
  let changes = 0;
  book.onChange(() => (changes += 1));
  connect().book.take(notice(2027, '2027-01-01'), 'import', 1);
  expect(dueIn(book, '2027-03-01').ok).toBe(true);
  expect(changes).toBe(1);
});
