/** 演示工单 of one day: some of its answered calls become tickets and go their way, as far as the clock of now allows. */
import {
  demonstrationMatter,
  type MatterOptions,
  type Random,
  type Rising,
} from '@hotline/domain/demonstration';
import { emptyDraft } from '@hotline/domain/draft';
import type { Booked } from '@hotline/domain/metrics';
import { transition, type Actor, type TicketEvent, type TicketRules } from '@hotline/domain/ticket';
import type { TicketStore } from '../store/index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Of the answered calls, those that become a ticket. */
const SHARE = 0.25;

export type FillTicketsOptions = {
  readonly store: TicketStore;
  readonly matters: MatterOptions;
  readonly rules: () => TicketRules;
  readonly units: readonly { readonly id: string; readonly clerk: string }[];
  readonly dispatcher: string;
  readonly personOf: (seatId: string) => string;
  /** Nothing happens after it, ms since 1970. */
  readonly until: number;
};

/** @returns the facts of filing, for the ledger. */
export async function fillTickets(
  calls: readonly (readonly Booked[])[],
  random: Random,
  rising: Rising | null,
  options: FillTicketsOptions,
): Promise<readonly Booked[]> {
  const filed: Booked[] = [];
  for (const facts of calls) {
    const arrived = facts.find(({ fact }) => fact.kind === 'call-arrived')?.fact;
    const ended = facts.find(({ fact }) => fact.kind === 'call-ended');
    const answered = facts.find(({ fact }) => fact.kind === 'call-answered')?.fact;
    if (random() >= SHARE || answered?.kind !== 'call-answered' || ended === undefined) continue;
    if (arrived?.kind !== 'call-arrived' || ended.at > options.until) continue;
    const { callId, seatId } = answered;
    const by: Actor = { role: 'agent', person: options.personOf(seatId) };
    // oxlint-disable-next-line no-await-in-loop -- one ticket after the other
    const { ticketNo } = await options.store.file({
      key: callId,
      draft: {
        ...emptyDraft(callId, callId),
        ...demonstrationMatter(random, options.matters, rising),
      },
      by,
      seatId,
      callerNumber: arrived.number === '' ? null : arrived.number,
      now: ended.at,
    });
    filed.push({ at: ended.at, fact: { kind: 'ticket-filed', seatId, callId, ticketNo } });
    // oxlint-disable-next-line no-await-in-loop -- one ticket after the other
    await goOn(ticketNo, ended.at, random, by, options);
  }
  return filed;
}

/** Step by step until a step lies after now, or is refused. */
async function goOn(
  ticketNo: string,
  filedAt: number,
  random: Random,
  agent: Actor,
  { store, rules, until, ...options }: FillTicketsOptions,
): Promise<void> {
  let at = filedAt;
  let version = 1;
  for (const [by, event, afterMs] of wayOf(random, agent, options)) {
    at += afterMs;
    if (at > until) return;
    const now = at;
    // oxlint-disable-next-line no-await-in-loop -- one step after the other
    const taken = await store.step(ticketNo, version, ({ ticket, draft }) =>
      transition(ticket, event, by, { now, matter: draft, rules: rules() }),
    );
    if (!taken.ok) return;
    version += 1;
  }
}

type Planned = readonly [Actor, TicketEvent, number];

function wayOf(
  random: Random,
  agent: Actor,
  { units, dispatcher }: Pick<FillTicketsOptions, 'units' | 'dispatcher'>,
): readonly Planned[] {
  const unit = units[Math.floor(random() * units.length)];
  const office: Actor = { role: 'dispatcher', person: dispatcher };
  if (unit === undefined || random() < 0.3)
    return [[agent, { kind: 'answer-directly', answer: '（演示）已当场答复。' }, 5 * MINUTE]];
  const clerk: Actor = { role: 'unit-clerk', person: unit.clerk, unit: unit.id };
  const within = (leastMs: number, mostMs: number): number =>
    Math.round(leastMs + random() * random() * (mostMs - leastMs));
  const round = (score: 'satisfied' | 'dissatisfied'): readonly Planned[] => [
    [clerk, { kind: 'contact', text: '（演示）已与市民联系。' }, within(10 * MINUTE, 20 * HOUR)],
    [clerk, { kind: 'answer', answer: '（演示）已处理并回复市民。' }, within(4 * HOUR, 9 * DAY)],
    [office, { kind: 'audit', passed: true, why: '' }, within(10 * MINUTE, 8 * HOUR)],
    [
      agent,
      {
        kind: 'revisit',
        revisit: { reached: true, contactedByUnit: true, solved: score === 'satisfied' },
      },
      within(2 * HOUR, 2 * DAY),
    ],
    [agent, { kind: 'rate', rating: { acceptance: 'satisfied', handling: score } }, MINUTE],
    [agent, { kind: score === 'satisfied' ? 'close' : 'redo' }, MINUTE],
  ];
  return [
    [
      office,
      { kind: 'dispatch', assignment: { main: unit.id, joint: [] } },
      within(5 * MINUTE, 4 * HOUR),
    ],
    [clerk, { kind: 'sign' }, within(10 * MINUTE, 10 * HOUR)],
    [clerk, { kind: 'start' }, MINUTE],
    ...(random() < 0.12 ? round('dissatisfied') : []),
    ...round('satisfied'),
  ];
}
