import { describe, expect, test } from 'vitest';
import { recover, recoverGone } from './index.ts';
import { T0, arrival, at, facts, taken } from './scenes.ts';

const found = {
  ...arrival,
  direction: 'in' as const,
  arrivedAt: T0,
  queuedAt: T0 + 100,
  booked: { arrived: true, queued: true, offered: false, answered: false },
  talkedMs: 0,
  seat: null,
  parties: [],
  emergencies: [],
  held: false,
  recording: 'on' as const,
  parked: null,
  handedOver: null,
};

const withSeat = { seatId: '1001', legId: 'leg-a', muted: false };

describe('read back from the PBX', () => {
  test('a waiting caller keeps place and waiting time', () => {
    const { call, effects } = recover(found, T0 + 30_000);
    expect(call).toMatchObject({ kind: 'waiting', queuedAt: T0 + 100 });
    expect(facts(effects)).toEqual(['call-recovered']);
    const next = taken(at(call, 31_000, { kind: 'offer', seat: '1001', leg: 'leg-b' }));
    expect(next.call.kind).toBe('offered');
  });

  test('a talking one goes on with the same seat', () => {
    const seat = { ...withSeat, offeredAt: T0 + 200, answeredAt: T0 + 3_000 };
    const booked = { arrived: true, queued: true, offered: true, answered: true };
    const { call, effects } = recover({ ...found, seat, booked }, T0 + 30_000);
    expect(call).toMatchObject({ kind: 'talking', answeredAt: T0 + 3_000 });
    expect(facts(effects)).toEqual(['call-recovered']);
    expect(taken(at(call, 40_000, { kind: 'hang-up', seat: '1001' })).call.kind).toBe('wrapping');
  });

  test('what the ledger does not have is booked with the PBX’s times', () => {
    const seat = { ...withSeat, offeredAt: T0 + 200, answeredAt: T0 + 3_000 };
    const booked = { arrived: false, queued: false, offered: false, answered: false };
    const { effects } = recover({ ...found, seat, booked }, T0 + 30_000);
    expect(
      effects.flatMap((one) => (one.kind === 'record' ? [[one.fact.kind, one.at]] : [])),
    ).toEqual([
      ['call-arrived', T0],
      ['call-queued', T0 + 100],
      ['call-offered', T0 + 200],
      ['call-answered', T0 + 3_000],
      ['call-recovered', T0 + 30_000],
    ]);
  });

  test('answered while nobody watched: the offer is on the ledger already', () => {
    const seat = { ...withSeat, offeredAt: T0 + 200, answeredAt: T0 + 3_000 };
    const booked = { arrived: true, queued: true, offered: true, answered: false };
    const { effects } = recover({ ...found, seat, booked }, T0 + 30_000);
    expect(facts(effects)).toEqual(['call-answered', 'call-recovered']);
  });

  test('a call that is gone: abandoned if nobody had answered it, ended in any case', () => {
    const open = { callId: 'call-1', queuedAt: T0, answeredAt: null, talkedMs: 0 };
    expect(facts(recoverGone(open, T0 + 9_000))).toEqual([
      'call-recovered',
      'call-abandoned',
      'call-ended',
    ]);
    const effects = recoverGone({ ...open, answeredAt: T0 + 1_000 }, T0 + 9_000);
    expect(effects).toMatchObject([
      { fact: { kind: 'call-recovered', state: 'gone' } },
      { fact: { kind: 'call-ended', by: 'network', talkMs: 8_000 } },
    ]);
  });
});
