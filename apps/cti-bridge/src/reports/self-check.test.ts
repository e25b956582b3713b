import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { demonstrationCalls } from '@hotline/domain/demonstration';
import type { LedgerFact } from '@hotline/domain/ledger';
import { Metrics, type Definitions } from '@hotline/domain/metrics';
import { createLogger } from '../observe/log.ts';
import { followLedger, openLedger, openStore, sqliteRunner, type Store } from '../store/index.ts';
import { testDefinition } from '../testing/test-definition.ts';
import { startSelfCheck } from './self-check.ts';

const midnight = Date.parse('2026-11-24T00:00+08:00');
const now = Date.parse('2026-11-24T20:00+08:00');
const definitions: Definitions = [{ ...testDefinition, id: 'a' }];
let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotline-check-'));
  const opened = openStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  store = opened.value;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

type Booked = { readonly at: number; readonly fact: LedgerFact };

const isMissed = (call: readonly Booked[]): boolean =>
  call.some(({ fact }) => fact.kind === 'call-abandoned');

/** What is done about a missed call: called back and reached, called back in vain and closed, or nothing. */
function laterOf(
  { callId, number, queueId }: Extract<LedgerFact, { kind: 'call-arrived' }>,
  n: number,
): readonly Booked[] {
  const back = `back-${n}`;
  const seatId = '1001';
  const dialled: LedgerFact = {
    kind: 'call-dialled',
    callId: back,
    seatId,
    number,
    queueId,
    callBackOf: callId,
  };
  if (n % 3 === 0)
    return [
      { at: now - 9_000, fact: dialled },
      { at: now - 8_000, fact: { kind: 'call-connected', callId: back, seatId, waitMs: 1_000 } },
    ];
  if (n % 3 === 1)
    return [
      { at: now - 9_000, fact: dialled },
      {
        at: now - 1_000,
        fact: { kind: 'call-back-closed', callId, seatId, reason: 'refused', note: '' },
      },
    ];
  return [];
}

/** A day of calls on the ledger and in the lines, a wallboard that watched it, and a clock that is told to run. */
async function checked() {
  const ledger = openLedger(store, [], { committed: () => {}, failed: () => {} });
  const live = new Metrics({ definitions, connectionRange: 'day', areaCode: '0710' });
  const day = { midnight, weekday: 2, isHoliday: false, stormAt: null };
  const options = { seed: 3, callsPerDay: 240, queueIds: ['q'], seatIds: ['1001'], skills: [] };
  const book = ({ at, fact }: Booked): void => {
    void ledger.append(at, fact);
    live.apply(at, fact);
  };
  const calls = [...demonstrationCalls(day, options)].filter((facts) =>
    facts.every(({ at }) => at <= now),
  );
  for (const call of calls) for (const each of call) book(each);
  for (const [n, call] of calls.filter(isMissed).entries()) {
    const [arrived] = call;
    if (arrived?.fact.kind === 'call-arrived')
      for (const each of laterOf(arrived.fact, n)) book(each);
  }
  const runner = sqliteRunner(store);
  const waits: { readonly ms: number; readonly run: () => void }[] = [];
  const check = startSelfCheck({
    ledger: runner,
    lines: runner,
    keeper: {
      async caughtUp() {
        // oxlint-disable-next-line no-await-in-loop -- one batch after the other
        while ((await followLedger(ledger, runner)) > 0);
      },
      stop: async () => {},
    },
    definitions,
    utcOffsetMinutes: 480,
    wallboard: () => [{ ...live.queueFigures('q', now), queueName: 'q', readySeats: 0 }],
    clock: {
      now: () => now,
      after: (ms, run) => {
        waits.push({ ms, run });
        return () => {};
      },
    },
    log: createLogger('error', { write: () => {} }),
  });
  return { check, waits };
}

it('runs at night, finds that all three agree, and again the next night', async () => {
  const { check, waits } = await checked();
  expect(check.last()).toBeNull();
  // From 20:00 to 03:30.
  expect(waits[0]?.ms).toBe(7.5 * 3_600_000);
  waits[0]?.run();
  await vi.waitFor(() => expect(check.last()).toMatchObject({ at: now, agrees: true }), 60_000);
  const rawOf = (figure: string) =>
    check.last()?.rows.find((row) => row.figure === figure)?.raw ?? 0;
  expect(rawOf('offered')).toBeGreaterThan(30);
  expect(rawOf('callBacksDone')).toBeGreaterThan(0);
  expect(rawOf('callBacksClosed')).toBeGreaterThan(0);
  expect(rawOf('callBacksDue')).toBeGreaterThan(rawOf('callBacksDone') + rawOf('callBacksClosed'));
  await vi.waitFor(() => expect(waits).toHaveLength(2), 60_000);
});

it('a row that is not the ledger’s is found', async () => {
  const { check } = await checked();
  await check.run();
  store.exec(
    "UPDATE call_line SET answered_at = NULL WHERE call_id = (SELECT MIN(call_id) FROM call_line WHERE answered_at IS NOT NULL AND direction = 'in')",
  );
  const { agrees, rows } = await check.run();
  expect(agrees).toBe(false);
  const answered = rows.find(({ figure }) => figure === 'answered');
  expect(answered?.raw).toBe(answered?.wallboard);
  expect(answered?.report).toBe((answered?.raw ?? 0) - 1);
});
