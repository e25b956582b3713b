import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { duesOf } from './due.ts';
import type { Actor, HistoryEntry, TicketEvent } from './event.ts';
import { fold } from './history.ts';
import type { Circumstances } from './limit-refusal.ts';
import type { TicketRules } from './place.ts';
import { stepsOf } from './rights.ts';
import { reasonsToSupervise, superviseFrom } from './supervision.ts';
import {
  agent,
  at,
  dispatcher,
  HOUR,
  leader,
  maoming,
  matter,
  roads,
  water,
} from './testing/play.ts';
import { hasEnded, type Assignment, type Score, type Ticket } from './ticket.ts';
import { accept, transition } from './transition.ts';

const actors: readonly Actor[] = [agent, leader, dispatcher, water, roads];
const texts = ['已核实', '已告知', '待料', ''] as const;
const scores: readonly (Score | null)[] = ['satisfied', 'dissatisfied', 'very-dissatisfied', null];
const assignments: readonly Assignment[] = [
  { main: 'water', joint: [] },
  { main: 'water', joint: ['roads'] },
  { main: 'water', joint: ['water'] },
];
const chosen = <T>(from: readonly T[], by: number): T => {
  const one = from[by % from.length];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
};

/** One wish of each kind, of which the play takes one that its actor may take; what they say goes by `words`. */
function wishesOf(words: number): readonly TicketEvent[] {
  const text = chosen(texts, words);
  const assignment = chosen(assignments, words >> 2);
  const [isRight, reached] = [(words >> 4) % 2 === 0, (words >> 5) % 2 === 0];
  return [
    { kind: 'dispatch', assignment },
    { kind: 'reassign', assignment, why: text },
    { kind: 'sign' },
    { kind: 'start' },
    { kind: 'contact', text },
    { kind: 'redo' },
    { kind: 'close' },
    { kind: 'answer', answer: text },
    { kind: 'answer-directly', answer: text },
    { kind: 'give-opinion', text },
    { kind: 'urge', text },
    { kind: 'extend', why: text },
    { kind: 'supervise', why: text },
    { kind: 'ask-return', reason: text },
    { kind: 'decide-return', upheld: isRight, why: text },
    { kind: 'audit', passed: isRight, why: text },
    { kind: 'revisit', revisit: { reached, contactedByUnit: isRight, solved: null } },
    {
      kind: 'rate',
      rating: { acceptance: chosen(scores, words >> 6), handling: chosen(scores, words >> 8) },
    },
    { kind: 'merge', into: chosen(['t1', 't2', ''], words >> 4) },
    { kind: 'refuse', reason: 'litigation', explanation: text },
  ];
}
/**
 * `pick` chooses among what is allowed; a forged step is any actor's any wish. Between two steps minutes pass, or days
 * over weekends and holidays, or the clock is set back.
 */
const doing = fc.record({
  words: fc.noBias(fc.nat(1023)),
  pick: fc.noBias(fc.nat(1_000_000)),
  forged: fc.nat(3).map((one) => one === 0),
  hours: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(0, 0.1, 1) },
    { weight: 3, arbitrary: fc.constantFrom(5, 26, 75) },
    { weight: 1, arbitrary: fc.constant(-3) },
  ),
});
const doings = fc.array(doing, { minLength: 60, maxLength: 120, size: 'max' });
/** Plays begin around the holidays, and where the calendar ends. */
const begin = fc.constantFrom(
  '2026-02-12T10:00:00',
  '2026-09-18T16:00:00',
  '2026-11-25T12:00:00',
  '2026-12-18T12:00:00',
);
const place = fc.constantFrom<TicketRules>(maoming, {
  ...maoming,
  handling: [
    {
      kind: null,
      urgency: null,
      category: null,
      tag: null,
      limit: { count: 5, unit: 'working-days' },
    },
  ],
  askReturn: { count: 2, unit: 'working-days' },
  longestExtension: { count: 10, unit: 'working-days' },
  returnReviews: 0,
  tries: { again: { count: 1, unit: 'hours' }, most: 1 },
});
const play = fc.record({ doings, begin, rules: place });

type Play = {
  readonly doings: readonly {
    readonly words: number;
    readonly pick: number;
    readonly forged: boolean;
    readonly hours: number;
  }[];
  readonly begin: string;
  readonly rules: TicketRules;
};
type Played = {
  readonly ticket: Ticket;
  readonly history: readonly HistoryEntry[];
  /** What came of the steps that their actor had no right to. */
  readonly forgeries: readonly ReturnType<typeof transition>[];
  /** Every ticket on the way, with when it came to be so. */
  readonly way: readonly { readonly ticket: Ticket; readonly now: number }[];
};

function live({ doings: all, begin: from, rules }: Play): Played {
  let now = at(from);
  const first = accept({ ticketId: 't1', kind: 'help' }, agent, now);
  if (!first.ok) throw new Error(first.error.code);
  let { ticket } = first.value;
  const history = [first.value.entry];
  const forgeries: ReturnType<typeof transition>[] = [];
  const way = [{ ticket, now }];
  for (const { words, pick, forged, hours } of all) {
    now += hours * HOUR;
    const before = ticket;
    const events = wishesOf(words);
    const pairs = actors.flatMap((by) => {
      const rights = stepsOf(before, by);
      return events
        .filter(({ kind }) => rights.includes(kind) !== forged)
        .map((event) => ({ by, event }));
    });
    const one = pairs[pick % pairs.length];
    if (one === undefined) continue;
    const circumstances: Circumstances = { now, matter, rules };
    const outcome = transition(ticket, one.event, one.by, circumstances);
    if (forged) forgeries.push(outcome);
    if (!outcome.ok) continue;
    ({ ticket } = outcome.value);
    history.push(outcome.value.entry);
    way.push({ ticket, now });
  }
  return { ticket, history, forgeries, way };
}

const always = (holds: (played: Played, rules: TicketRules) => void, numRuns = 100): void =>
  fc.assert(
    fc.property(play, (one) => holds(live(one), one.rules)),
    { seed: 12_345, numRuns },
  );

test('a step without the right to it is refused', () => {
  always(({ forgeries }) => {
    for (const outcome of forgeries)
      expect(outcome).toEqual({ ok: false, error: { code: 'not-allowed' } });
  });
});

const count = (history: readonly HistoryEntry[], kind: HistoryEntry['event']['kind']): number =>
  history.filter((entry) => entry.event.kind === kind).length;

test('a ticket is the fold of its history, which is in order and without gaps', () => {
  always(({ ticket, history }) => {
    expect(fold(JSON.parse(JSON.stringify(history)) as HistoryEntry[])).toEqual(ticket);
    expect(history.map(({ no }) => no)).toEqual(history.map((_, index) => index + 1));
    for (const [index, entry] of history.entries())
      expect(entry.at).toBeGreaterThanOrEqual(history[index - 1]?.at ?? 0);
  });
});

/** What carries a ticket on, rather than being said beside its way. */
const carries = (kind: TicketEvent['kind']): boolean =>
  !['urge', 'supervise', 'extend', 'contact', 'give-opinion'].includes(kind);

test('no ticket is lost: until it has ended, somebody may take the step that carries it on', () => {
  always(({ ticket }) => {
    const steps = actors.flatMap((one) => stepsOf(ticket, one));
    expect(steps.some(carries)).toBe(!hasEnded(ticket));
  });
});

/** A step of any kind, in words that are right for each. */
const wish = (kind: TicketEvent['kind']): TicketEvent =>
  ({
    kind,
    revisit: { reached: true, contactedByUnit: true, solved: true },
    assignment: { main: 'water', joint: [] },
    answer: '好',
    explanation: '好',
    reason: 'litigation',
    into: 't2',
    text: '好',
    why: '好',
    upheld: false,
    passed: true,
    rating: { acceptance: 'satisfied', handling: 'satisfied' },
  }) as unknown as TicketEvent;

/** Waits for another than its limits: 会办 that has not spoken, or the calendar of a year in which a limit would begin. */
const waits = (ticket: Ticket): boolean =>
  (ticket.state.kind === 'handling' && ticket.state.assignment.joint.length > 0) ||
  (ticket.state.kind === 'accepted' && ticket.returns > 0) ||
  stepsOf(ticket, agent).includes('redo');

test('no limit bars the way: whatever has run out, a step that carries it on is taken all the same', () => {
  const seen = new Set<string>();
  const barred: Ticket[] = [];
  always(({ way }, rules) => {
    // Long after everything has run out, and where the calendar has ended.
    const circumstances = { now: at('2031-05-06T12:00:00'), matter, rules };
    for (const { ticket } of way) {
      if (hasEnded(ticket) || waits(ticket)) continue;
      seen.add(ticket.state.kind);
      const taken = actors.some((by) =>
        stepsOf(ticket, by)
          .filter(carries)
          .some((kind) => transition(ticket, wish(kind), by, circumstances).ok),
      );
      if (!taken) barred.push(ticket);
    }
    expect(barred).toEqual([]);
  }, 50);
  expect(seen.size).toBe(9);
});

/** Tries that reached nobody since the last 审核. */
function triesOf(history: readonly HistoryEntry[]): number {
  const last = history.findLastIndex(({ event }) => event.kind === 'audit');
  return history
    .slice(last)
    .filter(({ event }) => event.kind === 'revisit' && !event.revisit.reached).length;
}

test('extends once, redoes once, and reaches 办结 by every required step', () => {
  const ends = { handled: 0, redone: 0, unreached: 0 };
  always(({ ticket: { state }, history }, rules) => {
    expect(count(history, 'extend')).toBeLessThanOrEqual(1);
    expect(count(history, 'redo')).toBeLessThanOrEqual(1);
    const how = state.kind === 'closed' && state.how !== 'direct' ? state.how : null;
    const required = ['dispatch', 'sign', 'start', 'answer', 'audit', 'revisit'] as const;
    expect(how === null || required.every((kind) => count(history, kind) > 0)).toBe(true);
    const isRated = count(history, 'rate') === count(history, 'redo') + 1;
    expect(how !== 'handled' || isRated).toBe(true);
    expect(how !== 'not-reached' || triesOf(history) >= rules.tries.most).toBe(true);
    ends.handled += how === 'handled' ? 1 : 0;
    ends.unreached += how === 'not-reached' ? 1 : 0;
    ends.redone += how === 'handled' ? count(history, 'redo') : 0;
  }, 600);
  expect(Object.values(ends).every((times) => times > 0)).toBe(true);
});

test('a unit is never given a ticket whose due time nobody can tell, and 退单 never comes after its time', () => {
  always(({ way, history }, rules) => {
    for (const { ticket } of way) {
      const handle = duesOf(ticket, matter, rules).find(({ what }) => what === 'handle');
      expect(handle?.at.ok ?? true).toBe(true);
    }
    for (const [index, { event, at: asked }] of history.entries()) {
      if (event.kind !== 'ask-return') continue;
      const { assignedAt } = fold(history.slice(0, index));
      const days = rules.askReturn?.count ?? 0;
      // So many working days end within that and a long holiday.
      expect(asked - (assignedAt ?? 0)).toBeLessThan((days + 11) * 24 * HOUR);
    }
  });
});

test('what should be supervised is what the list finds, at any moment', () => {
  always(({ way }, rules) => {
    for (const [index, { ticket }] of way.entries()) {
      const from = superviseFrom(ticket, matter, rules);
      const until = way[index + 1]?.now ?? ticket.lastStep.at + 1000 * HOUR;
      for (const now of [ticket.lastStep.at, until, from ?? until]) {
        if (now < ticket.lastStep.at) continue;
        expect(from !== null && from <= now).toBe(
          reasonsToSupervise(ticket, matter, rules, now).length > 0,
        );
      }
    }
  });
});
