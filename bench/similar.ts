/**
 * What a person waits for while they write and while they look at lists, at 100,000 open tickets, in SQLite and in
 * PostgreSQL (where it is installed). `--tickets N`. One JSON line: p50 and p99 in ms.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openStore, type TicketStore } from '../apps/cti-bridge/src/store/index.ts';
import {
  begun,
  fill,
  matter,
  next,
  onPostgres,
  onSqlite,
  timed,
  UNITS,
} from './ticket-stage/tickets.ts';

const { values: given } = parseArgs({
  options: { tickets: { type: 'string', default: '100000' } },
});
const total = Number(given.tickets);

const number = (): string => `138${String(next(60_000)).padStart(8, '0')}`;

async function measure(tickets: TicketStore) {
  const all = {
    view: { kind: 'all' },
    unit: null,
    state: null,
    matterKind: null,
    urgency: null,
    title: null,
    newestFirst: true,
    after: null,
    limit: 50,
  } as const;
  const now = begun + total * 60_000;
  return {
    similar: await timed(() => tickets.candidates(matter(), [number()])),
    unit: await timed(() => tickets.list({ ...all, unit: `unit-${next(UNITS)}` })),
    unitOverdue: await timed(() =>
      tickets.list({ ...all, unit: `unit-${next(UNITS)}`, view: { kind: 'overdue', now } }),
    ),
    newest: await timed(() => tickets.list(all)),
    counts: await timed(() =>
      tickets.count(
        [
          { ...all, view: { kind: 'mine', person: 'agent-7' } },
          { ...all, view: { kind: 'to-dispatch' } },
          { ...all, view: { kind: 'overdue', now } },
          { ...all, view: { kind: 'supervised' } },
          { ...all, view: { kind: 'to-revisit' } },
        ],
        1000,
      ),
    ),
    ofCaller: await timed(() => tickets.ofCaller(number(), 10)),
  };
}

const folder = mkdtempSync(path.join(tmpdir(), 'hotline-bench-similar-'));
try {
  const opened = openStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  const tickets = onSqlite(store);
  await fill(store, tickets, total);
  const sqlite = await measure(tickets);
  const postgres = await onPostgres(store, measure);
  store.close();
  console.log(JSON.stringify({ bench: 'similar', unit: 'ms', tickets: total, sqlite, postgres }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
