import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { assertNever, err, ok, type Result } from '@hotline/domain/result';
import { migrations, type Migration } from './migrations.ts';

export type Store = Database.Database;

export type OpenFailure =
  /** Written by a later version of this program: going on would not understand what is in it. */
  | { readonly code: 'newer-than-program'; readonly found: number; readonly known: number }
  /** Only for a program that reads: the bridge itself brings it up to date. */
  | { readonly code: 'older-than-program'; readonly found: number; readonly known: number }
  | { readonly code: 'cannot-open'; readonly detail: string };

const storeFile = 'bridge.sqlite';
export const storePath = (folder: string): string => join(folder, storeFile);

/**
 * Opens the bridge's database in its folder and takes the migration steps it has not taken.
 * WAL with synchronous=FULL: a commit that returned survives the loss of power.
 * The folder is for its owner only: caller numbers, tickets and the seats' SIP hashes are in it.
 */
export function openStore(
  folder: string,
  steps: readonly Migration[] = migrations,
  file = storeFile,
): Result<Store, OpenFailure> {
  const path = join(folder, file);
  let store: Store;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Waiting for another process's lock stops everything here, so it is short; the ledger tries again by itself.
    store = new Database(path, { timeout: 250 });
    chmodSync(path, 0o600);
  } catch (cause) {
    return err({ code: 'cannot-open', detail: words(cause) });
  }
  try {
    store.pragma('journal_mode = WAL');
    store.pragma('synchronous = FULL');
    store.pragma('foreign_keys = ON');
    // KiB. The inner pages of a year's indexes: with SQLite's 2 MiB a fact costs twice as much after 100,000 calls.
    store.pragma('cache_size = -65536');
    const found = Number(store.pragma('user_version', { simple: true }));
    const known = steps.at(-1)?.version ?? 0;
    if (found > known) {
      store.close();
      return err({ code: 'newer-than-program', found, known });
    }
    for (const step of steps) if (step.version > found) take(store, step);
    return ok(store);
  } catch (cause) {
    store.close();
    return err({ code: 'cannot-open', detail: words(cause) });
  }
}

/** For a program beside the bridge that looks and changes nothing. */
export function openStoreToRead(folder: string): Result<Store, OpenFailure> {
  let store: Store;
  try {
    store = new Database(join(folder, storeFile), { readonly: true, fileMustExist: true });
  } catch (cause) {
    return err({ code: 'cannot-open', detail: words(cause) });
  }
  try {
    const found = Number(store.pragma('user_version', { simple: true }));
    const known = migrations.at(-1)?.version ?? 0;
    if (found === known) return ok(store);
    store.close();
    return err({ code: found > known ? 'newer-than-program' : 'older-than-program', found, known });
  } catch (cause) {
    store.close();
    return err({ code: 'cannot-open', detail: words(cause) });
  }
}

function take(store: Store, step: Migration): void {
  store
    .transaction(() => {
      // Another process may have taken it between our look and this lock.
      if (Number(store.pragma('user_version', { simple: true })) >= step.version) return;
      if ('sql' in step) store.exec(step.sql);
      else step.run(store);
      store.pragma(`user_version = ${step.version}`);
    })
    .immediate();
}

export function explainOpenFailure(failure: OpenFailure, folder: string): string {
  switch (failure.code) {
    case 'newer-than-program':
      return (
        `数据库 ${folder} 的版本是 ${failure.found}，本程序只认识到 ${failure.known}：请用更新的程序启动，数据未改动。\n` +
        `The database in ${folder} is at version ${failure.found}, this program knows ${failure.known}: start a newer program; nothing was changed.`
      );
    case 'older-than-program':
      return (
        `数据库 ${folder} 的版本是 ${failure.found}，本程序需要 ${failure.known}：请先启动一次新的接入网关，它会升级数据库。\n` +
        `The database in ${folder} is at version ${failure.found}, this program needs ${failure.known}: start the new bridge once, it brings the database up to date.`
      );
    case 'cannot-open':
      return (
        `数据库打不开（${folder}）：${failure.detail}\n` +
        `The database in ${folder} cannot be opened: ${failure.detail}`
      );
    default:
      return assertNever(failure);
  }
}

function words(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
