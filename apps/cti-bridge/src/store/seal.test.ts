import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerFact } from '@hotline/domain/ledger';
import { openLedger, openStore, type Store } from './index.ts';
import { migrations, type Migration } from './migrations.ts';
import { runVerify } from './verify-command.ts';
import { verifyLedger } from './verify.ts';

let folder: string;
let store: Store;
const quiet = { committed: () => {}, failed: () => {} };
const root = fileURLToPath(new URL('../../../..', import.meta.url));

function open(steps: readonly Migration[] = migrations): Store {
  const opened = openStore(folder, steps);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotline-seal-'));
  store = open();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const offered = (callId: string): LedgerFact => ({
  kind: 'call-offered',
  callId,
  seatId: '1001',
  leg: '腿"\\',
});

/** Ten facts of two calls in turn: c1, c2, c1, … */
async function tenFacts(): Promise<void> {
  const ledger = openLedger(store, [], quiet);
  await Promise.all(
    Array.from({ length: 10 }, (_, n) => ledger.append(1000 + n, offered(`c${1 + (n % 2)}`))),
  );
  ledger.close();
}

/** What somebody with the file and an editor can do. */
function tamper(sql: string): void {
  store.exec(
    'DROP TRIGGER IF EXISTS call_event_no_update; DROP TRIGGER IF EXISTS call_event_no_delete',
  );
  store.exec(sql);
}

const verify = (...options: string[]) =>
  runVerify(options, { env: { HOTLINE_DATA: folder }, workingFolder: root });

describe('the chain', () => {
  it('is what anybody can compute from what is stored', async () => {
    await tenFacts();
    const rows = store
      .prepare<[], { seq: number; at: number; fact: string; hash: string }>(
        'SELECT seq, at, fact, hash FROM call_event ORDER BY seq',
      )
      .all();
    let previous = '0'.repeat(64);
    for (const { seq, at, fact, hash } of rows) {
      const text = `${previous}\n${seq}\n${at}\n${fact}`;
      previous = createHash('sha256').update(text).digest('hex');
      expect(hash).toBe(previous);
    }
    expect(verifyLedger(store)).toEqual({
      brokenAt: null,
      checked: 10,
      last: { seq: 10, hash: previous },
    });
  });

  it('goes on over a restart and holds for a part', async () => {
    await tenFacts();
    await tenFacts();
    expect(verifyLedger(store)).toMatchObject({ brokenAt: null, checked: 20 });
    expect(verifyLedger(store, 9, 12)).toMatchObject({ brokenAt: null, checked: 4 });
    expect(verifyLedger(store, 20)).toMatchObject({ brokenAt: null, checked: 1 });
  });

  it('of an empty ledger holds', () => {
    expect(verifyLedger(store)).toEqual({ brokenAt: null, checked: 0, last: null });
  });

  it.each([
    [
      'a fact changed',
      `UPDATE call_event SET fact = replace(fact, '1001', '1002') WHERE seq = 4`,
      4,
    ],
    ['only its spelling changed', `UPDATE call_event SET fact = fact || ' ' WHERE seq = 4`, 4],
    ['its time changed', 'UPDATE call_event SET at = at - 1 WHERE seq = 4', 4],
    ['moved to another call', `UPDATE call_event SET call_id = 'c1' WHERE seq = 4`, 4],
    ['hidden from its call', 'UPDATE call_event SET call_id = NULL WHERE seq = 4', 4],
    ['called something else', `UPDATE call_event SET kind = 'call-ended' WHERE seq = 4`, 4],
    ['moved to another seat', `UPDATE call_event SET seat_id = '1002' WHERE seq = 4`, 4],
    ['sealed by guess', `UPDATE call_event SET hash = '${'a'.repeat(64)}' WHERE seq = 4`, 4],
    ['taken out', 'DELETE FROM call_event WHERE seq = 4', 4],
    ['the first taken out', 'DELETE FROM call_event WHERE seq = 1', 1],
    [
      'taken out and the rest moved up',
      'DELETE FROM call_event WHERE seq = 4; UPDATE call_event SET seq = seq - 1 WHERE seq > 4',
      4,
    ],
    [
      'two in each other’s place',
      `UPDATE call_event SET seq = -4 WHERE seq = 4;
       UPDATE call_event SET seq = 4 WHERE seq = 6;
       UPDATE call_event SET seq = 6 WHERE seq = -4`,
      4,
    ],
    [
      'one added at the end',
      `INSERT INTO call_event SELECT 11, at, kind, call_id, seat_id, fact, hash FROM call_event WHERE seq = 10`,
      11,
    ],
  ])('%s: broken at fact %i', async (_, sql, brokenAt) => {
    await tenFacts();
    tamper(sql);
    expect(verifyLedger(store).brokenAt).toBe(brokenAt);
  });

  it('whose end was cut off holds, but not up to where it once went', async () => {
    await tenFacts();
    tamper('DELETE FROM call_event WHERE seq > 7');
    expect(verifyLedger(store)).toMatchObject({ brokenAt: null, checked: 7 });
    expect(verifyLedger(store, 1, 10).brokenAt).toBe(8);
    expect(verifyLedger(store, 12).brokenAt).toBe(11);
  });
});

it('gives one call’s facts with their seals, those not yet durable too', async () => {
  const ledger = openLedger(store, [], quiet);
  const appended = ['c1', 'c2', 'c1'].map((callId, n) => ledger.append(n, offered(callId)));
  const sealed = ledger.sealedOf('c1');
  await Promise.all(appended);
  expect(sealed.map(({ seq, at, fact }) => [seq, at, fact])).toEqual([
    [1, 0, offered('c1')],
    [3, 2, offered('c1')],
  ]);
  for (const { previous, seq, at, fact, hash } of sealed) {
    const text = `${previous}\n${seq}\n${at}\n${JSON.stringify(fact)}`;
    expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
  }
  expect(ledger.sealedOf('c2')[0]?.previous).toBe(sealed[0]?.hash);
  expect(ledger.sealedOf('nobody')).toEqual([]);
});

it('seals the ledger of an older database, once, and goes on from there', async () => {
  store.close();
  rmSync(folder, { recursive: true });
  store = open(migrations.slice(0, 1));
  const insert = store.prepare(
    'INSERT INTO call_event (seq, at, kind, call_id, seat_id, fact) VALUES (?, ?, ?, ?, ?, ?)',
  );
  store.transaction(() => {
    for (let seq = 1; seq <= 5001; seq += 1) {
      const fact = offered(`c${seq}`);
      insert.run(seq, seq, fact.kind, `c${seq}`, '1001', JSON.stringify(fact));
    }
  })();
  store.close();
  store = open();
  expect(verifyLedger(store)).toMatchObject({ brokenAt: null, checked: 5001 });
  expect(() => store.exec('DELETE FROM call_event')).toThrow('append-only');
  const ledger = openLedger(store, [], quiet);
  expect(ledger.seqAt(4000)).toBe(4000);
  await ledger.append(1, offered('c1'));
  expect(ledger.sealedOf('c1').map(({ seq }) => seq)).toEqual([1, 5002]);
  expect(verifyLedger(store)).toMatchObject({ brokenAt: null, checked: 5002 });
});

describe('the verifying command', () => {
  it('says in one line whether the ledger holds, while the bridge has it open', async () => {
    await tenFacts();
    const whole = verify();
    expect(whole.exitCode).toBe(0);
    expect(whole.text).toMatch(/^台账完好 intact: 10 facts, 10:[0-9a-f]{64}\n$/);
    const [seal = ''] = /10:[0-9a-f]{64}/.exec(whole.text) ?? [];
    expect(verify('--expect', seal).exitCode).toBe(0);
    tamper('DELETE FROM call_event WHERE seq = 10');
    expect(verify().exitCode).toBe(0);
    expect(verify('--expect', seal)).toEqual({
      exitCode: 1,
      text: expect.stringContaining('gone'),
    });
    store.exec('UPDATE call_event SET at = 7 WHERE seq = 5');
    expect(verify()).toEqual({ exitCode: 1, text: expect.stringContaining('fact 5\n') });
    expect(verify('--to', '4').exitCode).toBe(0);
  });

  it('as a process: the line on standard output, the verdict as the exit code', async () => {
    await tenFacts();
    tamper('DELETE FROM call_event WHERE seq = 3');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('verify-ledger.ts', import.meta.url))],
      { cwd: root, env: { ...process.env, HOTLINE_DATA: folder }, encoding: 'utf8' },
    );
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '台账在第 3 条处断裂 broken: fact 3\n',
      stderr: '',
    });
  });

  it.each([[['--from', '0']], [['--expect', '3']], [['--whatever']], [['more']]])(
    'refuses %j',
    (options) => {
      expect(verify(...options)).toEqual({ exitCode: 2, text: expect.stringContaining('usage') });
    },
  );

  it('says so when there is no ledger, or an older one', () => {
    store.pragma('user_version = 1');
    expect(verify()).toEqual({ exitCode: 2, text: expect.stringContaining('new bridge') });
    store.close();
    rmSync(folder, { recursive: true });
    expect(verify()).toEqual({ exitCode: 2, text: expect.stringContaining('opened') });
    store = open();
  });
});
