/** The seat program of a run (`draft-seat.ts`) as a process: its lines, its end, and what is done to its disk. */
import { execFile, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as passes } from 'node:timers/promises';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { root } from '../../scripts/run-step.ts';
import type { Chance } from './chance.ts';
import type { SeatLine, SeatOrders } from './draft-script.ts';

export type SeatProcess = {
  readonly ready: Promise<void>;
  /** Every line has been heard. */
  readonly ended: Promise<{ readonly lastLine: SeatLine['kind'] | null }>;
  readonly hasEnded: boolean;
  /** The next line of that kind, or the end. */
  heard(kind: SeatLine['kind']): Promise<void>;
  kill(): void;
  /** Now and then its disk is full for a while, or its file in use by another program. */
  disturb(luck: Chance): Promise<void>;
};

const FILE = 'drafts.sqlite';

/** `cache`: folder of compiled code. */
export function startSeatProcess(
  orders: SeatOrders,
  cache: string,
  hear: (line: SeatLine) => void,
): SeatProcess {
  const child = spawn(
    path.join(root, 'node_modules', '.bin', 'node'),
    [path.join(import.meta.dirname, 'draft-seat.ts')],
    {
      env: { ...process.env, NODE_COMPILE_CACHE: cache, ...orders },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const { pid, stdout } = child;
  if (pid === undefined) throw new Error('the seat does not start');
  const readiness = Promise.withResolvers<void>();
  readiness.promise.catch(() => undefined);
  const waiting: { kind: SeatLine['kind']; resolve: () => void }[] = [];
  let lastLine: SeatLine['kind'] | null = null;
  const lines = createInterface({ input: stdout });
  lines.on('line', (text) => {
    const line = JSON.parse(text) as SeatLine;
    if (line.kind !== 'pulse') lastLine = line.kind;
    hear(line);
    if (line.kind === 'ready') readiness.resolve();
    for (const each of waiting) if (each.kind === line.kind) each.resolve();
  });
  let hasEnded = false;
  const ended = Promise.all([
    new Promise((resolve) => child.once('exit', resolve)),
    new Promise((resolve) => lines.once('close', resolve)),
  ]).then(() => {
    hasEnded = true;
    readiness.reject(new Error('the seat ended before it was ready'));
    for (const each of waiting) each.resolve();
    return { lastLine };
  });
  const file = path.join(orders.CHAOS_FOLDER, FILE);
  return {
    ready: readiness.promise,
    ended,
    get hasEnded() {
      return hasEnded;
    },
    heard: (kind) =>
      hasEnded ? Promise.resolve() : new Promise((resolve) => waiting.push({ kind, resolve })),
    kill: () => void child.kill('SIGKILL'),
    async disturb(luck) {
      const dice = luck.next();
      const forMs = luck.between(20, 400);
      if (dice < 0.15) await lock(file, forMs);
      else if (dice < 0.3 && process.platform === 'linux') await fill(pid, file, forMs);
    },
  };
}

/** Somebody else is in the file for a while. */
async function lock(file: string, forMs: number): Promise<void> {
  const other = new Database(file, { timeout: 50 });
  try {
    other.exec('BEGIN IMMEDIATE');
    await passes(forMs);
    other.exec('ROLLBACK');
  } catch {
    // The seat was writing all the time.
  } finally {
    other.close();
  }
}

/** No file of the seat may grow any more (RLIMIT_FSIZE), as on a full disk. */
async function fill(pid: number, file: string, forMs: number): Promise<void> {
  const { size } = statSync(`${file}-wal`);
  const limit = (bytes: string) =>
    promisify(execFile)('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]).catch(
      // Killed meanwhile.
      () => undefined,
    );
  await limit(String(size));
  await passes(forMs);
  await limit('unlimited');
}
