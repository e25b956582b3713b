import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ledgerFact } from '../ledger/index.ts';
import type { Call, CallEffect, CallEvent } from './index.ts';
import { arrive, transition } from './index.ts';
import { T0, arrival, rules } from './scenes.ts';

const seat = fc.constantFrom('1001', '1002', '1003');
const leg = fc.constantFrom('caller-1', 'leg-a', 'leg-b', 'leg-c');
const cause = fc.constantFrom(
  'NORMAL_CLEARING',
  'USER_BUSY',
  'CALL_REJECTED',
  'NO_ANSWER',
  'USER_NOT_REGISTERED',
  'MEDIA_TIMEOUT',
  'SWITCH_CONGESTION',
  '',
  '__proto__',
);
const event: fc.Arbitrary<CallEvent> = fc.oneof(
  fc.constant<CallEvent>({ kind: 'caller-arrived' }),
  fc.record({
    kind: fc.constantFrom('leg-ringing', 'leg-answered', 'leg-joined', 'leg-left', 'offer-expired'),
    leg,
  }),
  // The steps of an ordinary life more often, so that the later states are reached.
  fc.constant<CallEvent>({ kind: 'leg-joined', leg: 'caller-1' }),
  fc.record({ kind: fc.constant('leg-joined' as const), leg }),
  fc.record({ kind: fc.constant('offer' as const), seat, leg }),
  fc.record({ kind: fc.constant('offer' as const), seat, leg }),
  fc.record({
    kind: fc.constant('leg-ended' as const),
    leg,
    cause,
    by: fc.constantFrom('peer', 'pbx', 'network'),
  }),
  fc.record({ kind: fc.constant('dial-failed' as const), leg, cause }),
  fc.record({ kind: fc.constant('bridged' as const), seat, leg }),
  fc.record({
    kind: fc.constantFrom('reject', 'withdraw', 'hang-up', 'wrap-extended'),
    seat,
  }),
  fc.record({ kind: fc.constant('seat-lost' as const), seat, why: cause }),
  fc.record({ kind: fc.constant('wrap-expired' as const), seat }),
  fc.record({
    kind: fc.constant('wrap-draft' as const),
    seat,
    draft: fc.constantFrom({ kind: 'open' as const }, { kind: 'filed' as const }),
  }),
  fc.record({
    kind: fc.constant('wrap-finished' as const),
    seat,
    by: fc.constantFrom('seat', 'sign-out'),
  }),
);
const history = fc.array(fc.tuple(fc.integer({ min: 0, max: 40_000 }), event), { maxLength: 60 });

/** Runs a history, checking after each step. */
function walk(
  steps: readonly (readonly [number, CallEvent])[],
  check: (call: Call, effects: readonly CallEffect[], before: Call) => void,
): Call {
  const first = arrive(arrival, T0);
  let call: Call = first.call;
  let now = T0;
  check(call, first.effects, call);
  for (const [ms, next] of steps) {
    now += ms;
    const outcome = transition(call, next, now, rules);
    if (!outcome.ok) continue;
    const before = call;
    call = outcome.value.call;
    check(call, outcome.value.effects, before);
  }
  return call;
}

/** Of the events above; the operations of a seat have their own property (room.property.test.ts). */
const reachable: readonly Call['kind'][] = [
  'arriving',
  'ended',
  'offered',
  'talking',
  'waiting',
  'wrapping',
];

const timersOf = (call: Call): readonly string[] => [
  ...(call.kind === 'offered' ? [`ring ${call.seat.legId}`] : []),
  ...('wraps' in call ? call.wraps.map(({ seatId }) => `wrap ${seatId}`) : []),
];

/** The seat in charge, or the one that writes up. */
const holdersOf = (call: Call): readonly string[] => [
  ...('seat' in call ? [call.seat.seatId] : []),
  ...('wraps' in call ? call.wraps.map(({ seatId }) => seatId) : []),
];

describe('whatever comes, in whatever order', () => {
  test('the histories below reach every state', () => {
    const seen = new Set<string>();
    for (const steps of fc.sample(history, { numRuns: 500, seed: 12345 }))
      walk(steps, (call) => seen.add(call.kind));
    expect([...seen].sort()).toEqual(reachable);
  });

  test('a timer runs exactly while its state lasts', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const running = new Set<string>();
        walk(steps, (call, effects) => {
          for (const effect of effects) {
            if (effect.kind === 'start-timer') running.add(`${effect.timer} ${effect.key}`);
            if (effect.kind === 'stop-timer') running.delete(`${effect.timer} ${effect.key}`);
          }
          expect([...running]).toEqual(timersOf(call));
        });
      }),
      { numRuns: 500 },
    );
  });

  test('ended is absorbing, and only stray legs are still hung up', () => {
    fc.assert(
      fc.property(history, (steps) => {
        walk(steps, (call, effects, before) => {
          if (before.kind !== 'ended') return;
          expect(call).toBe(before);
          expect(effects.every((effect) => effect.kind === 'hang-up-leg')).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('the facts come in a legal order, each end once, and are what the ledger takes', () => {
    const mayFollow: Readonly<Record<string, readonly string[]>> = {
      '': ['call-arrived'],
      'call-arrived': ['call-queued', 'call-ended'],
      'call-queued': ['call-offered', 'call-abandoned'],
      'call-offered': ['call-ringing', 'call-answered', 'offer-failed'],
      'call-ringing': ['call-answered', 'offer-failed'],
      'offer-failed': ['call-offered', 'call-abandoned'],
      'call-answered': ['call-requeued', 'call-ended'],
      'call-requeued': ['call-offered', 'call-abandoned'],
      'call-abandoned': ['call-ended'],
      'call-ended': ['wrap-started'],
      'wrap-started': ['wrap-overdue', 'wrap-finished'],
      // Extended after its time was over, and over again.
      'wrap-overdue': ['wrap-overdue', 'wrap-finished'],
      'wrap-finished': [],
    };
    fc.assert(
      fc.property(history, (steps) => {
        let last = '';
        walk(steps, (_, effects) => {
          for (const effect of effects) {
            if (effect.kind !== 'record') continue;
            expect(mayFollow[last]).toContain(effect.fact.kind);
            expect(ledgerFact.safeParse(effect.fact).success).toBe(true);
            last = effect.fact.kind;
          }
        });
      }),
      { numRuns: 500 },
    );
  });

  test('whoever is told of a call is told that it is gone, and one seat at a time has it', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const holders = new Set<string>();
        walk(steps, (call, effects) => {
          for (const effect of effects) {
            if (effect.kind !== 'tell-seat') continue;
            if (effect.news.kind === 'released') holders.delete(effect.seat);
            else holders.add(effect.seat);
          }
          expect([...holders]).toEqual(holdersOf(call));
          expect(holders.size).toBeLessThan(2);
        });
      }),
      { numRuns: 500 },
    );
  });
});
