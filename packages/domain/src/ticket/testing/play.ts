/** For tests: people, a place's rules, and tickets played up to a state. Times: Wednesday 2026-11-25 at noon in China. */
import { workingCalendar } from '../../calendar/index.ts';
import { stateCouncilYears } from '../../calendar/testing/state-council.ts';
import type { Actor, TicketEvent } from '../event.ts';
import type { Matter, TicketRules } from '../place.ts';
import type { Ticket, TicketKind, TicketState } from '../ticket.ts';
import { accept, transition } from '../transition.ts';

// oxlint-disable-next-line no-restricted-globals -- arithmetic on a date that is given; no clock is read
export const at = (local: string): number => Date.parse(`${local}+08:00`);
export const noon = at('2026-11-25T12:00:00');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const agent: Actor = { role: 'agent', person: 'a' };
export const leader: Actor = { role: 'leader', person: 'l' };
export const dispatcher: Actor = { role: 'dispatcher', person: 'd' };
export const water: Actor = { role: 'unit-clerk', person: 'w', unit: 'water' };
export const roads: Actor = { role: 'unit-clerk', person: 'r', unit: 'roads' };
export const parks: Actor = { role: 'unit-clerk', person: 'p', unit: 'parks' };

export const matter: Matter = {
  urgency: 'normal',
  categoryCode: '030101',
  tags: [],
  unrest: false,
  replyWanted: true,
};

/** 茂名 2020 as in config/places, with the settings of config/hotline.yaml. */
export const maoming: TicketRules = {
  handling: [
    ['consult', 2],
    ['help', 4],
    [null, 10],
  ].map(([kind, count]) => ({
    kind: kind as TicketKind | null,
    urgency: null,
    category: null,
    tag: null,
    limit: { count: Number(count), unit: 'working-days' },
  })),
  dispatch: { count: 2, unit: 'working-days' },
  sign: { count: 24, unit: 'hours' },
  contact: { count: 30, unit: 'minutes' },
  reply: { count: 1, unit: 'working-days' },
  askReturn: { count: 1, unit: 'working-days' },
  decideReturn: null,
  audit: null,
  revisit: null,
  returnReviews: 1,
  longestExtension: null,
  tries: { again: { count: 4, unit: 'hours' }, most: 3 },
  supervise: { overdue: true, urged: 3, returns: 2, dissatisfied: 2, unrest: true },
  lastDayOffMoves: false,
  calendar: workingCalendar(stateCouncilYears),
  utcOffsetMinutes: 480,
};

/** Who does what, and when: in ms after noon; left out: at once. */
export type Doing = readonly [by: Actor, event: TicketEvent, after?: number];

export function accepted(kind: TicketKind = 'help'): Ticket {
  const taken = accept({ ticketId: 't1', kind }, agent, noon);
  if (!taken.ok) throw new Error(taken.error.code);
  return taken.value.ticket;
}

export function after(
  doings: readonly Doing[],
  rules: TicketRules = maoming,
  of: Matter = matter,
): Ticket {
  return doings.reduce((ticket, [by, event, ms = 0]) => {
    const taken = transition(ticket, event, by, { now: noon + ms, matter: of, rules });
    if (!taken.ok) throw new Error(`${event.kind}: ${taken.error.code}`);
    return taken.value.ticket;
  }, accepted());
}

export const assignment = { main: 'water', joint: ['roads'] };
export const dispatch: Doing = [dispatcher, { kind: 'dispatch', assignment }];
export const sign: Doing = [water, { kind: 'sign' }];
export const start: Doing = [water, { kind: 'start' }];
export const opinion: Doing = [roads, { kind: 'give-opinion', text: '路面已修复' }];
export const answer: Doing = [water, { kind: 'answer', answer: '已恢复供水' }];
export const audit: Doing = [dispatcher, { kind: 'audit', passed: true, why: '' }];
export const askReturn: Doing = [water, { kind: 'ask-return', reason: '非本单位职责' }];
export const rejectReturn: Doing = [
  dispatcher,
  { kind: 'decide-return', upheld: false, why: '职责清单' },
];
const revisit = (reached: boolean): TicketEvent => ({
  kind: 'revisit',
  revisit: reached
    ? { reached, contactedByUnit: true, solved: false }
    : { reached, contactedByUnit: null, solved: null },
});
const rate = (handling: 'satisfied' | 'dissatisfied'): Doing => [
  agent,
  { kind: 'rate', rating: { acceptance: 'satisfied', handling } },
];
export const redo: Doing = [agent, { kind: 'redo' }];
export const close: Doing = [agent, { kind: 'close' }];
export const handling: readonly Doing[] = [dispatch, sign, start];
export const answered: readonly Doing[] = [...handling, opinion, answer];
export const reached: Doing = [agent, revisit(true)];
export const unreached: Doing = [agent, revisit(false)];
export const round = (handlingScore: 'satisfied' | 'dissatisfied'): readonly Doing[] => [
  opinion,
  answer,
  audit,
  reached,
  rate(handlingScore),
];

/** A ticket in each of its states. */
export const inState: Readonly<Record<TicketState['kind'], () => Ticket>> = {
  accepted: () => after([]),
  dispatched: () => after([dispatch]),
  'return-asked': () => after([dispatch, askReturn]),
  signed: () => after([dispatch, sign]),
  handling: () => after(handling),
  answered: () => after(answered),
  revisiting: () => after([...answered, audit]),
  revisited: () => after([...answered, audit, reached]),
  rated: () => after([...handling, ...round('satisfied')]),
  closed: () => after([...handling, ...round('satisfied'), close]),
  refused: () =>
    after([[agent, { kind: 'refuse', reason: 'litigation', explanation: '已进入诉讼程序' }]]),
  merged: () => after([[agent, { kind: 'merge', into: 't2' }]]),
};
