import { Pool, types, type PoolClient } from 'pg';
import { err, ok, type Result } from '@hotline/domain/result';
import type { OpenFailure } from '../database.ts';
import { fillPostgresTerms, postgresDraftTables } from './draft-tables.ts';
import { foldAnew, indexColumns } from './ticket-index.ts';
import {
  postgresLineClosure,
  postgresLineSatisfaction,
  postgresLineTables,
} from '../lines/line-tables.ts';
import { placeColumns } from './ticket-places.ts';
import { postgresTicketTables, titleIndex } from './ticket-tables.ts';
import type { Script, SqlRunner, Statement } from './sql-script.ts';

type TypeId = (typeof types.builtins)[keyof typeof types.builtins];

/** Forward only, like those of SQLite: what has been shipped is never edited. */
const steps: readonly { readonly sql: string; readonly fill?: () => Script<void> }[] = [
  { sql: postgresTicketTables },
  { sql: titleIndex },
  { sql: indexColumns('BIGINT'), fill: foldAnew },
  { sql: postgresDraftTables, fill: fillPostgresTerms },
  { sql: postgresLineTables },
  { sql: postgresLineSatisfaction },
  { sql: postgresLineClosure },
  { sql: placeColumns },
];

/** Any number, the same in every bridge: two that start at once take the steps one after the other. */
const STEPS_LOCK = 12_345;

/**
 * Scripts on PostgreSQL, brought up to date first. `address`: postgres://user:password@host/database.
 * `lost` is told when an idle connection breaks; the next script opens another.
 */
export async function openPostgres(
  address: string,
  lost: (cause: Error) => void,
): Promise<Result<SqlRunner, OpenFailure>> {
  const pool = new Pool({
    connectionString: address,
    max: 8,
    connectionTimeoutMillis: 5000,
    // Our times in ms and our counts are far below 2^53.
    types: {
      getTypeParser: ((oid: TypeId, format: 'text') =>
        oid === types.builtins.INT8
          ? Number
          : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  });
  pool.on('error', lost);
  try {
    const newer = await inTransaction(pool, takeSteps);
    if (newer !== null) {
      await pool.end();
      return err({ code: 'newer-than-program', found: newer, known: steps.length });
    }
  } catch (cause) {
    await pool.end();
    return err({
      code: 'cannot-open',
      detail: cause instanceof Error ? cause.message : String(cause),
    });
  }
  return ok({
    read: (script) => run(pool, script()),
    write: (script) => inTransaction(pool, (client) => run(client, script())),
    close: () => pool.end(),
  });
}

/** @returns the version found, when this program does not know it; then nothing was changed. */
async function takeSteps(client: PoolClient): Promise<number | null> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [STEPS_LOCK]);
  await client.query('CREATE TABLE IF NOT EXISTS hotline_schema (version BIGINT PRIMARY KEY)');
  const { rows } = await client.query<{ version: number | null }>(
    'SELECT MAX(version) AS version FROM hotline_schema',
  );
  const found = rows[0]?.version ?? 0;
  if (found > steps.length) return found;
  for (const [index, step] of steps.entries()) {
    if (index < found) continue;
    await client.query(step.sql);
    if (step.fill !== undefined) await run(client, step.fill());
    await client.query('INSERT INTO hotline_schema (version) VALUES ($1)', [index + 1]);
  }
  return null;
}

async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (cause) {
    await client.query('ROLLBACK').catch((error: Error) => (broken = error));
    throw cause;
  } finally {
    // A connection that cannot even roll back is not used again.
    client.release(broken);
  }
}

async function run<T>(on: Pick<PoolClient, 'query'>, script: Script<T>): Promise<T> {
  let step = script.next();
  while (step.done !== true) {
    const { rows } = await on.query(numbered(step.value), [...step.value.values]);
    step = script.next(rows);
  }
  return step.value;
}

/** `?` to `$1`, `$2`, … */
function numbered({ text }: Statement): string {
  let next = 0;
  return text.replaceAll('?', () => `$${(next += 1)}`);
}
