/** Opens the seat's drafts; a damaged file is kept aside, never overwritten, what can be read of it comes along, and the person is told. */
import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { ZodError } from 'zod';
import { PlatformError, type StartNotice } from '../shared/desk-platform.ts';
import { aesCipher } from './drafts-cipher.ts';
import { draftsKey, type KeyStore } from './drafts-key.ts';
import { salvageDrafts } from './drafts-salvage.ts';
import { openSqliteDrafts, type SqliteDrafts } from './sqlite-drafts.ts';

export type DraftsFile = {
  readonly drafts: SqliteDrafts;
  readonly notices: readonly StartNotice[];
};

/** Throws when not even a new file can be begun (disk full, folder not ours), or when a newer desk wrote the one there is. */
export function openDraftsFile(
  folder: string,
  now: () => number,
  keyStore: KeyStore | null,
  onDamaged: (error: unknown) => void,
): DraftsFile {
  const file = path.join(folder, 'drafts.sqlite');
  const { key, notices } = draftsKey(folder, keyStore, now);
  const cipher = aesCipher(key);
  try {
    return told(openSqliteDrafts(file, now, cipher), notices);
  } catch (error) {
    if (!isDamage(error)) throw error;
    onDamaged(error);
    const keptAs = setAside(file, now());
    const { records, versions } = salvageDrafts(keptAs, cipher);
    const drafts = openSqliteDrafts(file, now, cipher);
    drafts.takeIn(records, versions);
    return told(drafts, [
      ...notices,
      { code: 'drafts-set-aside', keptAs, rescued: records.length },
    ]);
  }
}

function told(drafts: SqliteDrafts, notices: readonly StartNotice[]): DraftsFile {
  const count = drafts.unreadable();
  if (count === 0) return { drafts, notices };
  return { drafts, notices: [...notices, { code: 'drafts-unreadable', count }] };
}

/** Busy, full, forbidden or newer is no damage: the file may be whole, so it stays where it is. */
function isDamage(error: unknown): boolean {
  if (!(error instanceof PlatformError) || error.code !== 'disk') return false;
  const { cause } = error;
  if (cause instanceof Database.SqliteError) return /^SQLITE_(?:CORRUPT|NOTADB)/u.test(cause.code);
  return cause === undefined || cause instanceof ZodError || cause instanceof SyntaxError;
}

/** The write-ahead log goes along: the last changes are in there. */
function setAside(file: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/gu, '-');
  const keptAs = `${file}.damaged-${stamp}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, keptAs + suffix);
  }
  return keptAs;
}
