/** The laws of a room (simulation/laws.ts) after every step of random histories, and after everybody has gone home. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Call, CallEvent, Outcome } from './index.ts';
import { isBinding } from './index.ts';
import { breaches } from './simulation/laws.ts';
import { OrderOfFacts } from './simulation/order-of-facts.ts';
import type { Doing } from './simulation/random-doing.ts';
import { doIt, doing, finish } from './simulation/random-doing.ts';
import { breachesOfRights } from './simulation/rights-law.ts';
import { SimulatedHotline } from './simulation/simulated-hotline.ts';

const history = fc.record({
  direction: fc.oneof(
    { weight: 5, arbitrary: fc.constant('in' as const) },
    { weight: 1, arbitrary: fc.constant('out' as const) },
  ),
  asksSatisfaction: fc.boolean(),
  // Two, so that short histories are few and a failing one still shrinks to the shortest.
  doings: fc
    .tuple(
      fc.array(doing, { maxLength: 20, size: 'max' }),
      fc.array(doing, { maxLength: 30, size: 'max' }),
    )
    .map(([first, second]) => [...first, ...second]),
});

type Told = (event: CallEvent | null, before: Call, outcome: Outcome) => void;

/** By choice, in the middle of an emergency: not by a telephone that dies. */
const choices = new Set<CallEvent['kind']>([
  'hang-up',
  'leave',
  'complete',
  'park',
  'to-queue',
  'invite',
  'merge',
  'swap',
  'hold',
  'drop',
]);

function staysWithCitizen(event: CallEvent | null, before: Call, outcome: Outcome): boolean {
  if (event === null || !outcome.ok || before.kind !== 'talking') return true;
  if (!choices.has(event.kind) || !before.emergencies.some(isBinding)) return true;
  if (event.kind === 'leave' && event.override) return true;
  const after = outcome.value.call;
  return (
    after.kind === 'talking' &&
    after.seat.legId === before.seat.legId &&
    (!after.held || before.held)
  );
}

function play(
  {
    direction,
    asksSatisfaction,
    doings,
  }: {
    readonly direction: 'in' | 'out';
    readonly asksSatisfaction: boolean;
    readonly doings: readonly Doing[];
  },
  watch: Told = () => {},
): void {
  const order = new OrderOfFacts();
  let seen = 0;
  const said: string[] = [];
  const world: SimulatedHotline = new SimulatedHotline({
    direction,
    rules: { asksSatisfaction },
    onStep: (event, before, outcome) => {
      watch(event, before, outcome);
      if (!staysWithCitizen(event, before, outcome))
        said.push(`left the citizen to ${event?.kind}`);
    },
  });
  const check = (after: string) => {
    for (; seen < world.facts.length; seen += 1) {
      const fact = world.facts[seen]?.fact;
      if (fact !== undefined) order.take(fact);
    }
    const all = [...said, ...breaches(world), ...breachesOfRights(world), ...order.breaches];
    if (all.length > 0) throw new Error([...all, `after ${after}`].join('\n'));
  };
  if (direction === 'in') world.pbx.do('caller-1', { kind: 'joins' });
  if (direction === 'in') world.deliverAll();
  check('the beginning');
  for (const one of doings) {
    // What is late has been tried by then, and is again at the end.
    if (world.call.kind === 'ended' && one.what.kind !== 'again') continue;
    doIt(world, one);
    check(JSON.stringify(one));
  }
  finish(world);
  check('the end');
  expect(world.call.kind).toBe('ended');
  expect(world.pbx.alive().map(({ id }) => id)).toEqual([]);
  expect([...world.timers.keys()]).toEqual([]);
  expect([...world.told]).toEqual([]);
  expect(order.open()).toEqual([]);
  expect(order.isOver).toBe(true);
}

/** How often the histories come to what, so that a law that is never put to the test is seen. */
function tally(runs: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  for (const one of fc.sample(history, { numRuns: runs, seed: 12_345 }))
    play(one, (event, before, outcome) => {
      if (!outcome.ok) {
        add(`refused ${outcome.error.code}`);
        return;
      }
      const { call, effects } = outcome.value;
      if (call.kind !== before.kind) add(`to ${call.kind}`);
      if (event !== null) add(`by ${event.kind}`);
      if (call.kind === 'talking' && before.kind === 'talking') {
        if (call.absent?.callBack != null && before.absent === null) add('to be called back');
        if (call.absent === null && before.absent !== null) add('called back');
      }
      for (const effect of effects) {
        if (effect.kind !== 'record') continue;
        const { fact } = effect;
        add(fact.kind);
        if (fact.kind === 'party-joined' && 'parties' in before) {
          const party = before.parties.find(({ legId }) => legId === fact.leg);
          add(`joined: ${party?.kind === 'guest' ? party.purpose : party?.kind}`);
        }
        if (fact.kind === 'emergency-step') add(`emergency ${fact.step}`);
        if (fact.kind === 'call-transferred' || fact.kind === 'call-handed-over')
          add(`${fact.kind}: ${fact.how}`);
        if (fact.kind === 'leader-mode') add(`leader ${fact.mode}`);
      }
    });
  return counts;
}

describe('a room, whatever comes', () => {
  test('keeps its laws after every step, and is empty in the end', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(history, (one) => play(one)),
      { numRuns: 600 },
    );
  }, 60_000);

  test('the histories come to everything that can happen', () => {
    const counts = tally(2_000);
    const seldom = [...atLeast].filter(([what, least]) => (counts.get(what) ?? 0) < least);
    expect(seldom.map(([what]) => `${what}: ${counts.get(what) ?? 0}`)).toEqual([]);
  }, 60_000);
});

const atLeast = new Map<string, number>([
  ...['waiting', 'offered', 'talking', 'parked', 'handed-over', 'wrapping', 'ended'].map(
    (kind) => [`to ${kind}`, 20] as const,
  ),
  ...['blind', 'attended', 'consult', 'conference', 'interpret', 'emergency', 'leader'].map(
    (purpose) => [`joined: ${purpose}`, 20] as const,
  ),
  ...['blind', 'attended', 'consult', 'left', 'take-over'].map(
    (how) => [`call-transferred: ${how}`, 5] as const,
  ),
  ...['blind', 'attended', 'consult', 'left'].map(
    (how) => [`call-handed-over: ${how}`, 20] as const,
  ),
  ...['listen', 'whisper', 'barge'].map((mode) => [`leader ${mode}`, 10] as const),
  ...[
    'acknowledged',
    'failed',
    'cancelled',
    'route-failed',
    'target-left',
    'overridden',
    'call-back',
    'call-back-failed',
    'caller-heard',
    'target-heard',
    'summary-received',
  ].map((step) => [`emergency ${step}`, 4] as const),
  ...[
    'by take',
    'by park-expired',
    'by return-due',
    'by swap',
    'by merge',
    'by complete',
    'by drop',
    'by cancel-invite',
    'by cancel-emergency',
    'by retrieve',
    'by rebuild',
    'by seat-lost',
    'by withdraw',
    'by bridged',
    'by emergency-found',
    'by leader-mode',
    'by pause-recording',
    'by party-expired',
    'by offer-expired',
    'called back',
    'leg-rebuilt',
    'call-connected',
    'survey-asked',
    'call-forced-end',
    'refused emergency-under-way',
    'refused emergency-unacknowledged',
    'refused not-heard-yet',
    'refused already-in-call',
    'refused target-is-self',
    'refused early',
  ].map((what) => [what, 1] as const),
]);
