import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor, HistoryEntry, TicketEvent } from './event.ts';
import { fold } from './history.ts';
import { stepsOf } from './rights.ts';
import type { Assignment, Score, Ticket } from './ticket.ts';
import { accept, transition } from './transition.ts';

const actors: readonly Actor[] = [
  { role: 'agent', person: '1001' },
  { role: 'leader', person: '1002' },
  { role: 'dispatcher', person: '1003' },
  { role: 'unit-clerk', person: 'u1', unit: 'water' },
  { role: 'unit-clerk', person: 'u2', unit: 'roads' },
];
const text = fc.constantFrom('已核实', '已告知', '待料', '');
const score = fc.constantFrom<Score | null>('satisfied', 'dissatisfied', 'very-dissatisfied', null);
const assignment = fc.constantFrom<Assignment>(
  { main: 'water', joint: [] },
  { main: 'water', joint: ['roads'] },
  { main: 'water', joint: ['water'] },
);
const said = fc.oneof(fc.boolean(), fc.constant(null));
const revisit = fc.record({ reached: fc.boolean(), contactedByUnit: said, solved: said });

/** One wish of each kind, of which the play takes one that its actor may take. */
const wishes = fc.tuple(
  fc.record({ kind: fc.constant('dispatch' as const), assignment }),
  fc.record({ kind: fc.constant('reassign' as const), assignment, why: text }),
  fc.record({ kind: fc.constant('sign' as const) }),
  fc.record({ kind: fc.constant('start' as const) }),
  fc.record({ kind: fc.constant('redo' as const) }),
  fc.record({ kind: fc.constant('close' as const) }),
  fc.record({ kind: fc.constant('answer' as const), answer: text }),
  fc.record({ kind: fc.constant('answer-directly' as const), answer: text }),
  fc.record({ kind: fc.constant('give-opinion' as const), text }),
  fc.record({ kind: fc.constant('urge' as const), text }),
  fc.record({ kind: fc.constant('extend' as const), why: text }),
  fc.record({ kind: fc.constant('supervise' as const), why: text }),
  fc.record({ kind: fc.constant('ask-return' as const), reason: text }),
  fc.record({ kind: fc.constant('decide-return' as const), upheld: fc.boolean(), why: text }),
  fc.record({ kind: fc.constant('audit' as const), passed: fc.boolean(), why: text }),
  fc.record({ kind: fc.constant('revisit' as const), revisit }),
  fc.record({
    kind: fc.constant('rate' as const),
    rating: fc.record({ acceptance: score, handling: score }),
  }),
  fc.record({ kind: fc.constant('merge' as const), into: fc.constantFrom('t1', 't2', '') }),
  fc.record({
    kind: fc.constant('refuse' as const),
    reason: fc.constant('litigation' as const),
    explanation: text,
  }),
);
/** `pick` chooses among what is allowed; a forged step is any actor's any wish. Any clock, also one set back. */
const doing = fc.record({
  wishes,
  pick: fc.noBias(fc.nat(1_000_000)),
  forged: fc.nat(3).map((one) => one === 0),
  now: fc.nat(1_000_000),
});
const steps = fc.array(doing, { minLength: 60, maxLength: 120, size: 'max' });

type Doing = {
  readonly wishes: readonly TicketEvent[];
  readonly pick: number;
  readonly forged: boolean;
  readonly now: number;
};
type Played = {
  readonly ticket: Ticket;
  readonly history: readonly HistoryEntry[];
  /** What came of the steps that their actor had no right to. */
  readonly forgeries: readonly ReturnType<typeof transition>[];
};

function live(doings: readonly Doing[]): Played {
  const first = accept({ ticketId: 't1', kind: 'help' }, { role: 'agent', person: '1001' }, 500);
  const history = [first.entry];
  const forgeries: ReturnType<typeof transition>[] = [];
  let { ticket } = first;
  for (const { wishes: events, pick, forged, now } of doings) {
    const at = ticket;
    const pairs = actors
      .flatMap((by) => events.map((event) => ({ by, event })))
      .filter(({ by, event }) => stepsOf(at, by).includes(event.kind) !== forged);
    const chosen = pairs[pick % pairs.length];
    if (chosen === undefined) continue;
    const outcome = transition(ticket, chosen.event, chosen.by, now);
    if (forged) forgeries.push(outcome);
    if (!outcome.ok) continue;
    ({ ticket } = outcome.value);
    history.push(outcome.value.entry);
  }
  return { ticket, history, forgeries };
}

test('a step without the right to it is refused', () => {
  fc.assert(
    fc.property(steps, (doings) => {
      for (const outcome of live(doings).forgeries)
        expect(outcome).toEqual({ ok: false, error: { code: 'not-allowed' } });
    }),
    { seed: 12_345, numRuns: 100 },
  );
});

const count = (history: readonly HistoryEntry[], kind: HistoryEntry['event']['kind']): number =>
  history.filter((entry) => entry.event.kind === kind).length;

test('a ticket is the fold of its history, which is in order and without gaps', () => {
  fc.assert(
    fc.property(steps, (doings) => {
      const { ticket, history } = live(doings);
      expect(fold(history)).toEqual(ticket);
      expect(history.map(({ no }) => no)).toEqual(history.map((_, index) => index + 1));
      for (const [index, entry] of history.entries())
        expect(entry.at).toBeGreaterThanOrEqual(history[index - 1]?.at ?? 0);
    }),
    { seed: 12_345, numRuns: 100 },
  );
});

test('no ticket is lost: until it has ended, somebody may take the step that carries it on', () => {
  fc.assert(
    fc.property(steps, (doings) => {
      const { ticket } = live(doings);
      const hasEnded = ['closed', 'refused', 'merged'].includes(ticket.state.kind);
      const carries = actors.flatMap((one) => stepsOf(ticket, one));
      expect(carries.some((kind) => !['urge', 'supervise', 'extend'].includes(kind))).toBe(
        !hasEnded,
      );
    }),
    { seed: 12_345, numRuns: 100 },
  );
});

test('extends once, redoes once, and reaches 办结 by every required step', () => {
  let handled = 0;
  let redone = 0;
  fc.assert(
    fc.property(steps, (doings) => {
      const { ticket, history } = live(doings);
      expect(count(history, 'extend')).toBeLessThanOrEqual(1);
      expect(count(history, 'redo')).toBeLessThanOrEqual(1);
      if (ticket.state.kind !== 'closed' || ticket.state.how !== 'handled') return;
      handled += 1;
      redone += count(history, 'redo');
      for (const kind of [
        'dispatch',
        'sign',
        'start',
        'answer',
        'audit',
        'revisit',
        'rate',
      ] as const)
        expect(count(history, kind)).toBeGreaterThan(0);
      expect(count(history, 'rate')).toBe(count(history, 'redo') + 1);
    }),
    { seed: 12_345, numRuns: 400 },
  );
  expect(handled).toBeGreaterThan(0);
  expect(redone).toBeGreaterThan(0);
});
