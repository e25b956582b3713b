/** A program of this project as a process of its own, as it runs in a centre: watched, stopped, or killed. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.resolve(import.meta.dirname, '..');
const TAIL_LINES = 30;

export type OwnProcess = {
  readonly pid: number | undefined;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Its last lines, for the words of a failure. */
  tail(): string;
  /** It is up: from now on an end that nobody asked for is told on stderr, with its last lines. */
  watch(): void;
  /** Sends the signal if it is still there, and waits for its end. */
  end(signal: NodeJS.Signals): Promise<void>;
};

export type OwnProcessOptions = {
  readonly env: Readonly<Record<string, string>>;
  /** Each line that it prints. */
  readonly onLog?: (line: string) => void;
};

/** Runs `<file>` (below the project) on the project's Node 24. */
export function startOwnProcess(file: string, { env, onLog }: OwnProcessOptions): OwnProcess {
  const child = spawn(path.join(root, 'node_modules', '.bin', 'node'), [path.join(root, file)], {
    cwd: root,
    // Ctrl-C in a terminal reaches the whole group; who started it decides when it ends.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  const lines: string[] = [];
  let isAsked = false;
  let isWatched = false;
  // Whoever waits for what it no longer does would only see the time run out.
  child.once('close', (code, signal) => {
    if (isWatched && !isAsked)
      console.error(`${file} ended by itself (${code ?? signal}):\n${lines.join('\n')}`);
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > TAIL_LINES) lines.shift();
      onLog?.(line);
    });
  }
  return {
    pid: child.pid,
    ended,
    tail: () => lines.join('\n'),
    watch() {
      isWatched = true;
    },
    async end(signal) {
      isAsked = true;
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}

/** Asks again and again until it is so. @throws with the process's last lines when it ends first, or when it takes too long. */
export async function untilUp(
  own: OwnProcess,
  what: string,
  isUp: () => Promise<boolean>,
  withinMs: number,
): Promise<void> {
  let hasEnded = false;
  void own.ended.then(() => {
    hasEnded = true;
    return undefined;
  });
  const until = performance.now() + withinMs;
  while (!(await isUp())) {
    if (hasEnded) throw new Error(`${what} ended by itself:\n${own.tail()}`);
    if (performance.now() > until) {
      throw new Error(`${what} is not up within ${withinMs} ms:\n${own.tail()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  own.watch();
}
