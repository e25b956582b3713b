import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyDraft } from '@hotline/domain/draft';
import type { LedgerFact } from '@hotline/domain/ledger';
import { fold } from '@hotline/domain/ticket';
import {
  callsByNumber,
  createTicketStore,
  explainOpenFailure,
  importProfiles,
  openCallerBook,
  openCredentials,
  openLedger,
  openLogIns,
  openStore,
  sqliteRunner,
  type Store,
} from './index.ts';
import { quickRules } from '../testing/ticket-rules.ts';
import { migrations } from './migrations.ts';

let folder: string;
let store: Store;
const quiet = { committed: () => {}, failed: () => {} };

function open(): Store {
  const opened = openStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotline-store-'));
  store = open();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const started = (epoch: string): LedgerFact => ({ kind: 'bridge-started', epoch });
const arrived = (callId: string, number: string): LedgerFact => ({
  kind: 'call-arrived',
  callId,
  number,
  queueId: 'default',
  skills: [],
  mode: 'bridge',
});

describe('openStore', () => {
  it('is durable, and for its owner only', () => {
    expect(store.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(store.pragma('synchronous', { simple: true })).toBe(2);
    expect(statSync(join(folder, 'bridge.sqlite')).mode & 0o077).toBe(0);
  });

  it('refuses a database that is newer than the program, and leaves it alone', () => {
    store.pragma('user_version = 99');
    store.close();
    const error = {
      code: 'newer-than-program',
      found: 99,
      known: migrations.at(-1)?.version ?? 0,
    } as const;
    expect(openStore(folder)).toEqual({ ok: false, error });
    expect(explainOpenFailure(error, folder)).toContain('newer program');
    store = new Database(join(folder, 'bridge.sqlite'));
    expect(store.prepare('SELECT COUNT(*) FROM call_event').pluck().get()).toBe(0);
  });

  it('takes a new step on top of old data, once', () => {
    const steps = [...migrations, { version: 1000, sql: 'CREATE TABLE added (x TEXT)' }];
    for (let each = 0; each < 2; each += 1) {
      const again = openStore(folder, steps);
      expect(again).toMatchObject({ ok: true });
      if (again.ok) again.value.close();
    }
  });

  it('says so when the folder cannot be used or the file is no database', () => {
    expect(openStore('/dev/null/x')).toMatchObject({ ok: false, error: { code: 'cannot-open' } });
  });
});

describe('ledger', () => {
  it('keeps the order of calls, many facts to a commit, and reads what is not yet durable', async () => {
    const commits: number[] = [];
    const ledger = openLedger(store, [], { ...quiet, committed: (facts) => commits.push(facts) });
    const appended = Array.from({ length: 2500 }, (_, n) => ledger.append(n, started(`e${n}`)));
    expect([...ledger.entries(2499)].map(({ seq }) => seq)).toEqual([2499, 2500]);
    const entries = await Promise.all(appended);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, n) => n + 1));
    expect(commits).toEqual([2500]);
    expect([...ledger.entries()]).toEqual(entries);
    expect(ledger.seqAt(1000)).toBe(1001);
    expect(ledger.seqAt(9999)).toBe(2501);
    ledger.close();
    const again = openLedger(store, [], quiet);
    expect((await again.append(1, started('next'))).seq).toBe(2501);
  });

  it('is append-only', async () => {
    const ledger = openLedger(store, [], quiet);
    await ledger.append(1, started('e'));
    expect(() => store.exec('UPDATE call_event SET at = 2')).toThrow('append-only');
    expect(() => store.exec('DELETE FROM call_event')).toThrow('append-only');
  });

  it('on a full disk keeps every fact in order, is unhealthy, and goes on when there is room', async () => {
    const failed = vi.fn<() => void>();
    const ledger = openLedger(store, [callsByNumber(store)], { ...quiet, failed });
    await ledger.append(0, arrived('c0', '13800000001'));
    const pages = Number(store.pragma('page_count', { simple: true }));
    store.pragma(`max_page_count = ${pages}`);
    const many = Array.from({ length: 400 }, (_, n) =>
      ledger.append(n, arrived(`c${n + 1}`, '13800000001')),
    );
    await vi.waitFor(() => expect(failed).toHaveBeenCalled());
    expect(ledger.healthy).toBe(false);
    expect([...ledger.entries()]).toHaveLength(1);
    store.pragma('max_page_count = 100000');
    const entries = await Promise.all(many);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, n) => n + 2));
    expect(ledger.healthy).toBe(true);
  });

  it('loses no acknowledged fact when its process is killed, and leaves no hole', async () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('fixtures/append-until-killed.ts', import.meta.url)), folder],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.push(line);
      if (acknowledged.length === 300) child.kill('SIGKILL');
    }
    if (child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');

    const found = [...openLedger(store, [], quiet).entries()];
    expect(found.map(({ seq }) => seq)).toEqual(found.map((_, n) => n + 1));
    const written = new Set(
      found.map(({ seq, fact }) => `${seq} ${fact.kind === 'bridge-started' ? fact.epoch : ''}`),
    );
    expect(acknowledged.filter((line) => !written.has(line))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(300);
  });

  it('rebuilds a projection that lags behind', async () => {
    const bare = openLedger(store, [], quiet);
    await bare.append(5, arrived('c1', '13800000001'));
    bare.close();
    openLedger(store, [callsByNumber(store)], quiet);
    expect(store.prepare('SELECT call_id FROM call_of_number').pluck().all()).toEqual(['c1']);
  });
});

describe('caller book', () => {
  const numbers = {
    normalise: (raw: string) => raw.replaceAll('-', ''),
    read: (number: string) =>
      ({
        numberMasked: `~${number.slice(-2)}`,
        numberKind: 'mobile',
        place: null,
        local: null,
      }) as const,
  };

  it('tells profile, earlier calls, tickets and the last seat; the call itself counts once', async () => {
    const ledger = openLedger(store, [callsByNumber(store)], quiet);
    const book = openCallerBook(store, {
      numbers,
      queueNames: new Map([['default', '综合受理']]),
      lastSeatDays: 7,
      ticketsElsewhere: null,
    });
    importProfiles(
      store,
      [
        {
          number: '138-00000001',
          name: '甲',
          specialGroup: '听障',
          contactPreference: 'text-only',
          note: null,
          tags: ['a'],
        },
      ],
      numbers.normalise,
    );
    const day = 86_400_000;
    const now = 100 * day;
    await Promise.all([
      ledger.append(now - 40 * day, arrived('old', '13800000001')),
      ledger.append(now - 2 * day, arrived('c1', '13800000001')),
      ledger.append(now - 2 * day, {
        kind: 'call-answered',
        callId: 'c1',
        seatId: '1002',
        leg: 'l',
        waitMs: 3,
      }),
      ledger.append(now - 2 * day, {
        kind: 'call-ended',
        callId: 'c1',
        by: 'caller',
        talkMs: 60_000,
        cause: 'NORMAL_CLEARING',
      }),
      ledger.append(now - day, arrived('c2', '13800000001')),
      ledger.append(now - day, { kind: 'call-abandoned', callId: 'c2', waitMs: 3 }),
      ledger.append(now, arrived('c3', '13800000001')),
    ]);
    const tickets = createTicketStore(sqliteRunner(store), {
      timeZone: 'Asia/Shanghai',
      targets: [],
      rules: () => quickRules,
    });
    await tickets.file({
      key: 'k',
      draft: { ...emptyDraft('k', 'c1'), title: '停水', kind: 'consult' },
      by: { role: 'agent', person: 'p' },
      seatId: '1002',
      callerNumber: '13800000001',
      now: now - 2 * day,
    });

    const view = book.lookUp('13800000001', now, 'c3');
    expect(view).toMatchObject({
      name: '甲',
      specialGroup: '听障',
      contactPreference: 'text-only',
      tags: ['a'],
      callsIn30Days: 3,
    });
    expect(
      view.earlierCalls.map(({ callId, outcome, talkMs }) => [callId, outcome, talkMs]),
    ).toEqual([
      ['c2', 'abandoned', 0],
      ['c1', 'answered', 60_000],
      ['old', 'under-way', 0],
    ]);
    expect(view.tickets).toMatchObject([{ title: '停水', state: 'accepted', seatId: '1002' }]);
    expect(book.lookUp('13800000001', now, 'not-on-the-ledger-yet').callsIn30Days).toBe(4);
    expect(book.lastSeat('13800000001', now)).toBe('1002');
    expect(book.lastSeat('13800000001', now + 8 * day)).toBeNull();
  });

  it('knows nothing about a withheld number', async () => {
    const ledger = openLedger(store, [callsByNumber(store)], quiet);
    await ledger.append(1, arrived('c1', ''));
    const book = openCallerBook(store, {
      numbers,
      queueNames: new Map(),
      lastSeatDays: 7,
      ticketsElsewhere: null,
    });
    expect(book.lookUp('', 2, 'c2')).toMatchObject({
      name: null,
      callsIn30Days: 1,
      earlierCalls: [],
      tickets: [],
    });
    expect(book.lastSeat('', 2)).toBeNull();
  });
});

describe('tickets of the first version', () => {
  it('become tickets with a history, under their numbers and keys', async () => {
    const old = join(folder, 'old');
    const before = openStore(old, migrations.slice(0, 3));
    if (!before.ok) throw new Error(before.error.code);
    const insert = before.value.prepare(
      `INSERT INTO ticket VALUES (?, ?, '20261122', ?, 7, 'accepted', ?, '停水', '1001', 'lin', '13800000001', 'c1', ?)`,
    );
    const draft = { ...emptyDraft('d', 'c1'), title: '停水', text: '𠮷' };
    insert.run('20261122-000001', 'k1', 1, 'consult', JSON.stringify(draft));
    insert.run('20261122-000002', 'k2', 2, '', JSON.stringify(draft));
    before.value.close();

    const after = openStore(old);
    if (!after.ok) throw new Error(JSON.stringify(after.error));
    const tickets = createTicketStore(sqliteRunner(after.value), {
      timeZone: 'UTC',
      targets: [],
      rules: () => quickRules,
    });
    const order = { draft, seatId: '1001', callerNumber: null, now: Date.UTC(2026, 10, 22) };
    const by = { role: 'agent', person: 'lin' } as const;
    expect(await tickets.file({ ...order, by, key: 'k1' })).toEqual({
      ticketNo: '20261122-000001',
      isNew: false,
      refused: null,
      differs: null,
    });
    expect((await tickets.file({ ...order, by, key: 'k3' })).ticketNo).toBe('20261122-000003');
    for (const [ticketNo, kind] of [
      ['20261122-000001', 'consult'],
      ['20261122-000002', 'help'],
    ] as const) {
      const found = await tickets.find(ticketNo);
      expect(found).toMatchObject({ draft, ticket: { kind }, callerNumber: '13800000001' });
      expect(found?.ticket).toEqual(fold(await tickets.history(ticketNo)));
    }
    after.value.close();
  });
});

describe('people', () => {
  it('keeps credentials, tries and log-ins over a restart; one log-in a person and a seat', () => {
    const credentials = openCredentials(store);
    credentials.setHash('p', 'h1', 1);
    credentials.setTries('p', { tries: 5, lockedUntil: 9 });
    const logIns = openLogIns(store);
    const row = {
      tokenHash: 't1',
      person: 'p',
      seatId: '1001',
      issuedAt: 1,
      expiresAt: 2,
      a1Hash: 'x',
    };
    logIns.put(row);
    logIns.put({ ...row, tokenHash: 't2', person: 'q' });
    logIns.extend('t2', 77);
    store.close();
    store = open();
    expect(openCredentials(store).triesOf('p')).toEqual({ tries: 5, lockedUntil: 9 });
    expect(openLogIns(store).all()).toEqual([
      { ...row, tokenHash: 't2', person: 'q', expiresAt: 77 },
    ]);
    openCredentials(store).setHash('p', 'h2', 2);
    expect(openCredentials(store).triesOf('p')).toEqual({ tries: 0, lockedUntil: 0 });
    expect(openCredentials(store).hashOf('p')).toBe('h2');
    expect(openCredentials(store).hashOf('nobody')).toBeNull();
  });
});
