/** The thread of sqlite-reader.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { z } from 'zod';

const { path } = z.object({ path: z.string() }).parse(workerData);
const asked = z.object({
  id: z.number(),
  text: z.string(),
  values: z.array(z.union([z.string(), z.number(), z.null()])),
});
const store = new Database(path, { readonly: true, fileMustExist: true });

/** Reports ask the same few things. */
const prepared = new Map<string, Database.Statement>();
function kept(text: string): Database.Statement {
  const statement = prepared.get(text) ?? store.prepare(text);
  if (prepared.size < 200) prepared.set(text, statement);
  return statement;
}

parentPort?.on('message', (message: unknown) => {
  const { id, text, values } = asked.parse(message);
  try {
    const rows = kept(text).all(...values);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort?.postMessage({ id, rows });
  } catch (cause) {
    const fault = cause instanceof Error ? cause.message : String(cause);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort?.postMessage({ id, fault });
  }
});
