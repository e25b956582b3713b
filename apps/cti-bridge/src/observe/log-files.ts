/** Log lines to standard output and to one file a day, kept for as many days as the configuration says. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { destination, type DestinationStream } from 'pino';

const DAY_MS = 86_400_000;
const named = /^bridge-(\d{4}-\d{2}-\d{2})\.log$/;

export type LogFilesOptions = {
  readonly folder: string;
  readonly keepDays: number;
  /** ms */
  readonly now: () => number;
  /** Also to standard output. */
  readonly echo: boolean;
};

export function openLogFiles({
  folder,
  keepDays,
  now,
  echo,
}: LogFilesOptions): DestinationStream & {
  close(): void;
} {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const open = (day: string) =>
    destination({ dest: join(folder, `bridge-${day}.log`), append: true, sync: true, mode: 0o600 });
  let day = dayOf(now());
  let file = open(day);
  forgetOld();

  function forgetOld(): void {
    const oldest = dayOf(now() - keepDays * DAY_MS);
    for (const name of readdirSync(folder)) {
      const written = named.exec(name)?.[1];
      if (written !== undefined && written < oldest) rmSync(join(folder, name));
    }
  }

  return {
    write(line) {
      const today = dayOf(now());
      if (today !== day) {
        file.end();
        day = today;
        file = open(day);
        forgetOld();
      }
      file.write(line);
      if (echo) process.stdout.write(line);
    },
    close: () => file.end(),
  };
}

/** UTC, as the times in the lines. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
