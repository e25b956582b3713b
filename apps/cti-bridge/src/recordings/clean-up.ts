/** Recordings older than `keepDays` are removed, once a day: only ours, only inside the folder, never through a link. */
import { readdir, realpath, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecordingName, keptSince } from './file-name.ts';
import { fileInFolder, isGone, isThere, nameIn } from './file-in-folder.ts';
import type { RecordingIndex } from './recording-index.ts';

type CleanUpLogger = {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
};

export type CleanUp = {
  readonly index: RecordingIndex;
  /** Absolute. */
  readonly folder: string;
  /** null: nothing is ever removed. */
  readonly keepDays: number | null;
  readonly log: CleanUpLogger;
};

/**
 * @returns how many files were removed. Each is a line in the log; one that cannot be removed is tried again tomorrow.
 * Does nothing while the folder is not there: what is indexed would be forgotten and the files stay.
 */
export async function removeOldRecordings(
  { index, folder, keepDays, log }: CleanUp,
  now: number,
): Promise<number> {
  if (keepDays === null || !(await isThere(folder))) return 0;
  const since = keptSince(now, keepDays);
  let removed = 0;

  /** False: it is still there. */
  async function removeFile(path: string, callId: string | null): Promise<boolean> {
    try {
      const file = await fileInFolder(folder, path);
      if (file === null) return true;
      // The index may be older than what was written after it.
      if (file.writtenAt >= since) return false;
      await unlink(join(folder, file.name));
      removed += 1;
      log.info(
        { file: file.name, callId, bytes: file.bytes, keepDays },
        'recording removed: kept for its time',
      );
      return true;
    } catch (cause) {
      if (isGone(cause)) return true;
      log.warn({ err: cause, callId }, 'recording could not be removed');
      return false;
    }
  }

  for (const { path, callId } of index.endedBefore(since)) {
    if (nameIn(folder, path) === null) {
      log.warn({ callId }, 'recording outside the folder: kept');
    } else if (await removeFile(path, callId)) index.forget(path);
  }
  // What the PBX wrote while no bridge was there to note it.
  for (const name of await ourFiles(folder)) await removeFile(join(folder, name), null);
  await removeEmptyDays(folder);
  return removed;
}

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Relative to the folder. */
async function ourFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await entriesOf(folder)) {
    if (entry.isFile() && isRecordingName(entry.name)) found.push(entry.name);
    if (!entry.isDirectory() || !day.test(entry.name)) continue;
    for (const file of await entriesOf(join(folder, entry.name))) {
      const name = `${entry.name}/${file.name}`;
      if (file.isFile() && isRecordingName(name)) found.push(name);
    }
  }
  return found;
}

async function removeEmptyDays(folder: string): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    if (!entry.isDirectory() || !day.test(entry.name)) continue;
    // Today's is not empty for long, and the PBX makes it again.
    await rmdir(join(folder, entry.name)).catch(() => {});
  }
}

/** What `readdir` says of a link is that it is one: neither a file nor a folder. */
async function entriesOf(folder: string) {
  try {
    return await readdir(await realpath(folder), { withFileTypes: true });
  } catch (cause) {
    if (isGone(cause)) return [];
    throw cause;
  }
}
