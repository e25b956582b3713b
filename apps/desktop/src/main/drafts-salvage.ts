/** What can still be read out of a damaged file of drafts, row by row. */
import Database from 'better-sqlite3';
import type { Cipher } from '../shared/draft-cipher.ts';
import type { DraftRecord } from '../shared/draft-record.ts';
import { readDraftRow, readVersionRow, type VersionOf } from './drafts-rows.ts';

/** Between the last row read forward and the last read backward so many row numbers are tried, one by one. */
const MOST_TRIED = 100_000;

export type Salvage = {
  readonly records: readonly DraftRecord[];
  readonly versions: readonly VersionOf[];
};

/** Only reads; never throws: from a file that is no database at all nothing comes. */
export function salvageDrafts(file: string, cipher: Cipher): Salvage {
  let db: Database.Database;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
  } catch {
    return { records: [], versions: [] };
  }
  try {
    // A file shorter than its header says is otherwise refused as a whole; nothing is written, it is open for reading only.
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    const records = rowsOf(db, 'draft').flatMap((row) => tryRead(() => readDraftRow(row, cipher)));
    const owners = new Map(records.map(({ draftId, owner }) => [draftId, owner]));
    const versions = rowsOf(db, 'version').flatMap((row) => {
      const owner = owners.get(String((row as Record<string, unknown>)['draft_id']));
      return owner === undefined ? [] : tryRead(() => readVersionRow(row, owner, cipher));
    });
    return { records, versions };
  } catch {
    return { records: [], versions: [] };
  } finally {
    db.close();
  }
}

function tryRead<T>(read: () => T): readonly T[] {
  try {
    return [read()];
  } catch {
    return [];
  }
}

/** From both ends up to the damage, then every row number in between. In the order in which they were written. */
function rowsOf(db: Database.Database, table: 'draft' | 'version'): readonly unknown[] {
  const rows = new Map<number, unknown>();
  const keep = (row: unknown): number => {
    const number = Number((row as Record<string, unknown>)['row_number']);
    rows.set(number, row);
    return number;
  };
  const select = `SELECT rowid AS row_number, * FROM ${table}`;
  /** Where it had to stop; null: at the other end. */
  const walk = (direction: 'ASC' | 'DESC'): number | null => {
    let last = direction === 'ASC' ? 0 : MOST_TRIED;
    try {
      for (const row of db.prepare(`${select} ORDER BY rowid ${direction}`).iterate())
        last = keep(row);
      return null;
    } catch {
      return last;
    }
  };
  // Without such a table (another program's file, or none at all) there is no row to try.
  const [one] = tryRead(() => db.prepare(`${select} WHERE rowid = ?`));
  if (one === undefined) return [];
  const from = walk('ASC');
  const to = from === null ? null : walk('DESC');
  if (from !== null && to !== null) {
    const least = Math.max(from + 1, to - MOST_TRIED);
    for (let number = least; number < to; number += 1) {
      for (const found of tryRead(() => one.get(number))) if (found !== undefined) keep(found);
    }
  }
  return [...rows].toSorted(([a], [b]) => a - b).map(([, row]) => row);
}
