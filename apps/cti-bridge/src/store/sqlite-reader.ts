/** Reads the bridge's database in a thread and on a connection of its own: a report of a month keeps no call waiting. */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Script, SqlRunner } from './tickets/sql-script.ts';

const answer = z.union([
  z.object({ id: z.number(), rows: z.array(z.unknown()) }),
  z.object({ id: z.number(), fault: z.string() }),
]);

type Waiting = {
  readonly resolve: (rows: readonly unknown[]) => void;
  readonly reject: (cause: Error) => void;
};

/** `path`: the database file, which exists. */
export function sqliteReader(path: string): Pick<SqlRunner, 'read' | 'close'> {
  const worker = new Worker(new URL('./sqlite-reader-thread.ts', import.meta.url), {
    workerData: { path },
  });
  // It alone keeps no process alive.
  worker.unref();
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let gone: Error | null = null;
  const lost = (cause: Error): void => {
    gone = cause;
    for (const { reject } of waiting.values()) reject(cause);
    waiting.clear();
  };
  worker.on('error', lost);
  worker.on('exit', () => lost(new Error('the reading thread has ended')));
  worker.on('message', (message: unknown) => {
    const said = answer.parse(message);
    const asked = waiting.get(said.id);
    waiting.delete(said.id);
    if ('rows' in said) asked?.resolve(said.rows);
    else asked?.reject(new Error(said.fault));
  });

  const ask = (text: string, values: readonly unknown[]): Promise<readonly unknown[]> =>
    new Promise((resolve, reject) => {
      if (gone !== null) {
        reject(gone);
        return;
      }
      last += 1;
      waiting.set(last, { resolve, reject });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage({ id: last, text, values });
    });

  return {
    async read<T>(script: () => Script<T>): Promise<T> {
      const running = script();
      let step = running.next();
      while (step.done !== true) {
        const { text, values } = step.value;
        // oxlint-disable-next-line no-await-in-loop -- a script's statements come one after the other
        step = running.next(await ask(text, values));
      }
      return step.value;
    },
    async close() {
      await worker.terminate();
    },
  };
}
