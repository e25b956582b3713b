import { describe, expect, test } from 'vitest';
import type { LedgerFact } from '../ledger/index.ts';
import { CallBacks, mayClose, type CallBackTask } from './index.ts';

const NUMBER = '13800138000';
const arrived = (callId: string, number = NUMBER): LedgerFact => ({
  kind: 'call-arrived',
  callId,
  number,
  queueId: 'default',
  skills: [],
  mode: 'bridge',
});
const abandoned = (callId: string): LedgerFact => ({ kind: 'call-abandoned', callId, waitMs: 9 });
const answered = (callId: string): LedgerFact => ({
  kind: 'call-answered',
  callId,
  seatId: '1001',
  leg: 'l',
  waitMs: 1,
});
const ended = (
  callId: string,
  by: 'caller' | 'network',
  cause = 'NORMAL_CLEARING',
): LedgerFact => ({
  kind: 'call-ended',
  callId,
  by,
  talkMs: 0,
  cause,
});
const dialled = (callId: string, callBackOf: string): LedgerFact => ({
  kind: 'call-dialled',
  callId,
  seatId: '1001',
  number: NUMBER,
  queueId: 'default',
  callBackOf,
});
const after = (...facts: readonly LedgerFact[]): CallBacks => {
  const tasks = new CallBacks();
  facts.forEach((fact, at) => tasks.apply(at, fact));
  return tasks;
};
const missed = [arrived('a'), abandoned('a'), ended('a', 'caller')];

describe('a call-back task', () => {
  test('of a caller who gave up, once, with when and why', () => {
    expect(after(...missed).list()).toEqual([
      {
        callId: 'a',
        number: NUMBER,
        at: 2,
        queueId: 'default',
        why: 'abandoned',
        waitMs: 9,
        state: 'open',
        attempts: 0,
        lastAttemptAt: null,
        lastCause: null,
        seatId: null,
        claim: null,
        closed: null,
      },
    ]);
  });

  test('of a call that the PBX lost while they talked', () => {
    const tasks = after(arrived('a'), answered('a'), ended('a', 'network', 'GONE'));
    expect(tasks.list()).toMatchObject([{ why: 'lost', state: 'open' }]);
  });

  test.each([
    ['answered and ended by the caller', [arrived('a'), answered('a'), ended('a', 'caller')]],
    ['a withheld number', [arrived('a', ''), abandoned('a'), ended('a', 'caller')]],
  ])('none of %s', (_, facts) => {
    expect(after(...facts).list()).toEqual([]);
  });

  test('called back and reached', () => {
    const connected: LedgerFact = {
      kind: 'call-connected',
      callId: 'b',
      seatId: '1001',
      waitMs: 1,
    };
    const tasks = after(...missed, dialled('b', 'a'));
    expect(tasks.list()).toMatchObject([{ state: 'under-way', attempts: 1, seatId: '1001' }]);
    tasks.apply(9, connected);
    tasks.apply(10, ended('b', 'caller'));
    expect(tasks.list()).toMatchObject([{ state: 'reached', attempts: 1 }]);
  });

  test('called back and not reached: open again, with the attempt', () => {
    const tasks = after(...missed, dialled('b', 'a'), ended('b', 'caller', 'NO_ANSWER'));
    expect(tasks.list()).toMatchObject([{ state: 'open', attempts: 1, lastAttemptAt: 3 }]);
  });

  test('they called again and were answered: settled', () => {
    const tasks = after(...missed, arrived('c'), answered('c'));
    expect(tasks.list()).toMatchObject([{ callId: 'a', state: 'called-again' }]);
  });

  test('they called again and gave up again: two tasks, the oldest first', () => {
    const tasks = after(...missed, arrived('c'), abandoned('c'), ended('c', 'caller'));
    expect(tasks.list().map(({ callId }) => callId)).toEqual(['a', 'c']);
  });

  test('whoever gave up twice is called back once: both are claimed, and both open again if nobody came', () => {
    const tasks = after(...missed, arrived('c'), abandoned('c'), ended('c', 'caller'));
    tasks.apply(9, dialled('b', 'c'));
    expect(tasks.list()).toMatchObject([
      { callId: 'a', state: 'under-way', seatId: '1001', attempts: 1 },
      { callId: 'c', state: 'under-way', seatId: '1001', attempts: 1 },
    ]);
    tasks.apply(10, ended('b', 'caller', 'NO_ANSWER'));
    expect(tasks.list()).toMatchObject([{ state: 'open' }, { state: 'open' }]);
  });

  test('of another number nothing changes', () => {
    const tasks = after(
      ...missed,
      arrived('c', '13900139000'),
      abandoned('c'),
      ended('c', 'caller'),
      dialled('b', 'a'),
    );
    expect(tasks.list()).toMatchObject([{ state: 'under-way' }, { callId: 'c', state: 'open' }]);
  });
});

const claimed = (callId: string, isClaimed = true, seatId = '1001'): LedgerFact => ({
  kind: 'call-back-claimed',
  callId,
  seatId,
  isClaimed,
});

describe('a claim', () => {
  const again = [arrived('b'), abandoned('b'), ended('b', 'caller')];

  test('is of the citizen: their other missed calls, also the next one, go with it', () => {
    const tasks = after(...missed, claimed('a'), ...again);
    expect(tasks.list()).toMatchObject([
      { callId: 'a', claim: { seatId: '1001', at: 3 } },
      { callId: 'b', claim: { seatId: '1001', at: 3 } },
    ]);
  });

  test('lasts over a try that reached nobody, whose cause is told', () => {
    const tasks = after(
      ...missed,
      claimed('a'),
      dialled('x', 'a'),
      ended('x', 'caller', 'USER_BUSY'),
    );
    expect(tasks.list()).toMatchObject([
      { state: 'open', attempts: 1, lastCause: 'USER_BUSY', claim: { seatId: '1001' } },
    ]);
  });

  test.each<[string, LedgerFact]>([
    ['given back', claimed('a', false)],
    ['whose seat signs out', { kind: 'seat-signed-out', seatId: '1001', why: 'asked' }],
  ])('%s is nobody’s', (_, fact) => {
    expect(after(...missed, claimed('a'), fact).list()).toMatchObject([{ claim: null }]);
  });

  test('of another seat stays when somebody else goes home', () => {
    const out: LedgerFact = { kind: 'seat-signed-out', seatId: '1002', why: 'asked' };
    expect(after(...missed, claimed('a'), out).list()).toMatchObject([
      { claim: { seatId: '1001' } },
    ]);
  });

  test('says who had it when the citizen got through meanwhile', () => {
    const tasks = after(...missed, claimed('a'), arrived('b'), answered('b'));
    expect(tasks.list()).toMatchObject([{ state: 'called-again', claim: { seatId: '1001' } }]);
  });
});

const closed = (callId: string): LedgerFact => ({
  kind: 'call-back-closed',
  callId,
  seatId: '1901',
  reason: 'refused',
  note: '市民已自行解决',
});

describe('a closed task', () => {
  test('says by whom and why, and stands behind those that are open', () => {
    const tasks = after(
      ...missed,
      closed('a'),
      arrived('c', '13900139000'),
      abandoned('c'),
      ended('c', 'caller'),
    );
    expect(tasks.list()).toMatchObject([
      { callId: 'c', state: 'open' },
      {
        callId: 'a',
        state: 'closed',
        closed: { seatId: '1901', at: 3, reason: 'refused', note: '市民已自行解决' },
      },
    ]);
    expect(tasks.waiting).toEqual({ open: 1, underWay: 0 });
  });

  test('is not closed twice, nor under way, nor once they were reached', () => {
    const tasks = after(...missed, closed('a'));
    expect(tasks.apply(9, { ...closed('a'), note: '另一个' } as LedgerFact)).toBe(false);
    expect(after(...missed, dialled('b', 'a')).apply(9, closed('a'))).toBe(false);
    expect(after(...missed, arrived('c'), answered('c')).apply(9, closed('a'))).toBe(false);
  });

  test('whoever gets through after all is no longer counted as closed', () => {
    expect(after(...missed, closed('a'), arrived('c'), answered('c')).list()).toMatchObject([
      { state: 'called-again' },
    ]);
  });

  test('a new missed call of the same citizen is a new task', () => {
    const again = [arrived('c'), abandoned('c'), ended('c', 'caller')];
    expect(after(...missed, closed('a'), ...again).list()).toMatchObject([
      { callId: 'c', state: 'open' },
      { callId: 'a', state: 'closed' },
    ]);
  });
});

const seat = (seatId: string, isLeader = false) => ({ seatId, isLeader });

describe('who may close it', () => {
  const [task] = after(...missed).list();
  if (task === undefined) throw new Error('there is one');
  const claim = { seatId: '1001', at: 1 };
  test.each<[string, Partial<CallBackTask>, Parameters<typeof mayClose>[1], string]>([
    ['a seat that has nothing to do with it', {}, seat('1001'), 'not-yours'],
    ['who has claimed it', { claim }, seat('1001'), 'ok'],
    ['another than who has claimed it', { claim, seatId: '1002' }, seat('1002'), 'not-yours'],
    ['who tried it last', { seatId: '1002' }, seat('1002'), 'ok'],
    ['a leader', { claim }, seat('1901', true), 'ok'],
    ['a leader, while somebody calls', { state: 'under-way' }, seat('1901', true), 'under-way'],
    ['a leader, once they were reached', { state: 'reached' }, seat('1901', true), 'already'],
  ])('%s', (_, change, by, wanted) => {
    const may = mayClose({ ...task, ...change }, by, 'refused', 3);
    expect(may.ok ? 'ok' : may.error).toBe(wanted);
  });

  test.each([
    [2, 'too-few-tries'],
    [3, 'ok'],
  ] as const)('as unreachable after three tries, with %i: %s', (attempts, wanted) => {
    const may = mayClose({ ...task, attempts }, seat('1901', true), 'unreachable', 3);
    expect(may.ok ? 'ok' : may.error).toBe(wanted);
  });
});
