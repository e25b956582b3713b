/** Recordings whose end nobody noted, since the bridge was away: ended when their file is no longer written. */
import { join } from 'node:path';
import { fileInFolder, isThere, nameIn } from './file-in-folder.ts';
import type { RecordingIndex } from './recording-index.ts';
import { wavLengthMs } from './wav-length.ts';

/** The PBX writes a file that is on at least every few seconds. */
const STILL_WRITTEN_WITHIN_MS = 10 * 60_000;

/** @returns how many were settled. A file outside the folder is left as it is. */
export async function settleUnfinished(
  index: RecordingIndex,
  folder: string,
  now: number,
): Promise<number> {
  if (!(await isThere(folder))) return 0;
  let settled = 0;
  for (const { callId, path, startedAt } of index.underWay()) {
    if (now - startedAt < STILL_WRITTEN_WITHIN_MS || nameIn(folder, path) === null) continue;
    const file = await fileInFolder(folder, path);
    if (file === null) {
      index.missing(callId, path, now);
    } else if (now - file.writtenAt >= STILL_WRITTEN_WITHIN_MS) {
      index.ended(path, Math.round(file.writtenAt), await wavLengthMs(join(folder, file.name)));
    } else {
      continue;
    }
    settled += 1;
  }
  return settled;
}
