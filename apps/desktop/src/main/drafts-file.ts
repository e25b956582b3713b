/** Opens the seat's drafts; a damaged file is kept aside, never overwritten, and the person is told where. */
import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { ZodError } from 'zod';
import { PlatformError, type StartNotice } from '../shared/desk-platform.ts';
import { openSqliteDrafts, type SqliteDrafts } from './sqlite-drafts.ts';

/** Throws when not even a new file can be begun: the disk is full or the folder is not ours. */
export function openDraftsFile(
  folder: string,
  now: () => number,
  onDamaged: (error: unknown) => void,
): { readonly drafts: SqliteDrafts; readonly notices: readonly StartNotice[] } {
  const file = path.join(folder, 'drafts.sqlite');
  try {
    return { drafts: openSqliteDrafts(file, now), notices: [] };
  } catch (error) {
    if (!isDamage(error)) throw error;
    onDamaged(error);
    const keptAs = setAside(file, now());
    return {
      drafts: openSqliteDrafts(file, now),
      notices: [{ code: 'drafts-set-aside', keptAs }],
    };
  }
}

/** Busy, full or forbidden is no damage: the file may be whole, so it stays where it is. */
function isDamage(error: unknown): boolean {
  if (!(error instanceof PlatformError)) return false;
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
