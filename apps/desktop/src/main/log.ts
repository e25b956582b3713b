/** The seat's own log: one JSON line an event, in the data folder. Never what a person typed, never a number. */
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { pino, type Logger } from 'pino';

const MAX_BYTES = 5 * 1024 * 1024;

/** Keeps the last full file beside the running one, so a log never eats the disk that the drafts need. */
export function openLog(folder: string): Logger {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'desk.log');
  if (existsSync(file) && statSync(file).size > MAX_BYTES) renameSync(file, `${file}.1`);
  return pino(
    { base: { pid: process.pid } },
    pino.multistream([
      { stream: pino.destination({ dest: file, sync: true }) },
      { level: 'warn', stream: pino.destination({ dest: 2, sync: true }) },
    ]),
  );
}
