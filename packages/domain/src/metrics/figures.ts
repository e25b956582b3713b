/**
 * The live figures of calls, as a fold of the ledger: O(1) a fact, however many calls there have been.
 *
 *   fact ─► its call's facts ─► line ─► share of the figures ─► taken from, added to, the minute its clock started
 *
 * Nothing depends on the order of the facts of a call, nor on how often they come: a late one takes the call's old share
 * away and adds the new one where it belongs.
 */
import type { LedgerFact } from '../ledger/index.ts';
import { isOfLine, lineOf, type Booked, type CallLine } from './call-line.ts';
import { dayStartAt, definitionAt } from './definition.ts';
import { relationsOf, unrelated } from './relations.ts';
import type { MetricsRules } from './rules.ts';
import { clockStart, count, emptyTally, tallyKeys, type Relations, type Tally } from './tally.ts';
import { Minutes } from './windows.ts';

const QUARTER = 15 * 60_000;
const DAY = 86_400_000;
/** Ended calls are known for this long: their late facts, and the next call of the same number. */
const KEPT_MS = 2 * DAY;

export type Group =
  | 'all'
  | `queue:${string}`
  | `skill:${string}`
  | `seat:${string}`
  | `team:${string}`;

export type WindowName = 'quarter-hour' | 'today' | 'last-24h';

export type LiveFigures = {
  readonly waiting: number;
  /** ms since 1970. */
  readonly longestWaitingSince: number | null;
  readonly windows: Readonly<Record<WindowName, Tally>>;
  /** Start of today. */
  readonly from: number;
};

type Known = {
  readonly facts: Map<string, Booked>;
  line: CallLine | null;
  relations: Relations;
  share: { readonly at: number; readonly tally: Tally; readonly groups: readonly Group[] } | null;
  waitingIn: readonly Group[];
};

export class Figures {
  readonly #rules: MetricsRules;
  readonly #calls = new Map<string, Known>();
  readonly #ofNumber = new Map<string, Set<string>>();
  /** Missed calls whose citizen was reached by a call-back. */
  readonly #calledBack = new Set<string>();
  readonly #minutes = new Map<Group, Minutes>();
  readonly #waiting = new Map<Group, Map<string, number>>();
  #forgottenAt = 0;

  constructor(rules: MetricsRules) {
    this.#rules = rules;
  }

  /** `at` in ms since 1970 UTC, as on the ledger. */
  apply(at: number, fact: LedgerFact): void {
    if (!isOfLine(fact) || !('callId' in fact) || fact.callId === null) return;
    const call = this.#known(fact.callId);
    const key = `${at} ${JSON.stringify(fact)}`;
    if (call.facts.has(key)) return;
    call.facts.set(key, { at, fact });
    const before = call.line;
    call.line = lineOf([...call.facts.values()]);
    if (call.line === null) return;
    this.#waits(fact.callId, call, call.line);
    if (changesOthers(before, call.line)) this.#recountNumber(call.line);
    else this.#recount(call, call.line);
    if (at - this.#forgottenAt > DAY) this.#forget(at);
  }

  view(group: Group, now: number): LiveFigures {
    const from = dayStartAt(this.#rules.definitions, now);
    const minutes = this.#minutes.get(group);
    const sum = (window: WindowName, since: number): Tally =>
      minutes?.sum(window, since, now) ?? emptyTally;
    const waiting = this.#waiting.get(group);
    return {
      waiting: waiting?.size ?? 0,
      longestWaitingSince: least(waiting?.values() ?? []),
      windows: {
        'quarter-hour': sum('quarter-hour', Math.floor(now / QUARTER) * QUARTER),
        today: sum('today', from),
        // The minute of `now` and the 1,439 before it.
        'last-24h': sum('last-24h', now - DAY + 60_000),
      },
      from,
    };
  }

  #known(callId: string): Known {
    const known = this.#calls.get(callId);
    if (known !== undefined) return known;
    const call: Known = {
      facts: new Map(),
      line: null,
      relations: unrelated,
      share: null,
      waitingIn: [],
    };
    this.#calls.set(callId, call);
    return call;
  }

  #recountNumber(line: CallLine): void {
    const { number, callId, callBackOf, answeredAt } = line;
    if (number !== '') {
      const ids = this.#ofNumber.get(number) ?? new Set();
      this.#ofNumber.set(number, ids.add(callId));
    }
    const isReached = callBackOf !== null && answeredAt !== null;
    if (isReached) this.#calledBack.add(callBackOf);
    this.#recountAll(line);
    const missed = isReached ? (this.#calls.get(callBackOf)?.line ?? null) : null;
    // A withheld number has no group of its own.
    if (missed !== null && (number === '' || missed.number !== number)) this.#recountAll(missed);
  }

  /** Every call of this one's number; a withheld number has no other calls. */
  #recountAll({ number, callId }: CallLine): void {
    const ids = number === '' ? [callId] : (this.#ofNumber.get(number) ?? [callId]);
    const known = [...ids].flatMap((id) => this.#calls.get(id) ?? []);
    const relations = relationsOf(
      known.flatMap(({ line }) => line ?? []),
      (id) => this.#calledBack.has(id),
    );
    for (const call of known) {
      if (call.line === null) continue;
      call.relations = relations.get(call.line.callId) ?? unrelated;
      this.#recount(call, call.line);
    }
  }

  #recount(call: Known, line: CallLine): void {
    const share = this.#shareOf(line, call.relations);
    if (isSame(call.share, share)) return;
    if (call.share !== null) this.#book(call.share, -1);
    call.share = share;
    if (share !== null) this.#book(share, 1);
  }

  #book({ at, tally, groups }: NonNullable<Known['share']>, sign: 1 | -1): void {
    for (const group of groups) {
      const minutes = this.#minutes.get(group) ?? new Minutes();
      this.#minutes.set(group, minutes);
      minutes.add(at, tally, sign);
    }
  }

  #shareOf(line: CallLine, relations: Relations): Known['share'] {
    const { definitions } = this.#rules;
    const definition = definitionAt(definitions, line.arrivedAt);
    const at = clockStart(line, definition);
    return at === null
      ? null
      : { at, tally: count(line, definition, relations), groups: this.#groupsOf(line) };
  }

  #groupsOf({ queueId, skills, seatId }: CallLine): readonly Group[] {
    const team = seatId === null ? undefined : this.#rules.teamOf?.(seatId);
    return [
      'all',
      `queue:${queueId}`,
      ...skills.map((skill): Group => `skill:${skill}`),
      ...(seatId === null ? [] : [`seat:${seatId}` as const]),
      ...(team === undefined || team === null ? [] : [`team:${team}` as const]),
    ];
  }

  #waits(callId: string, call: Known, line: CallLine): void {
    for (const group of call.waitingIn) this.#waiting.get(group)?.delete(callId);
    const since = line.waitingSince;
    call.waitingIn = since === null ? [] : this.#groupsOf({ ...line, seatId: null });
    if (since === null) return;
    for (const group of call.waitingIn) {
      const waiting = this.#waiting.get(group) ?? new Map<string, number>();
      this.#waiting.set(group, waiting.set(callId, since));
    }
  }

  /** Once a day: O(calls of two days), so O(1) a call. */
  #forget(now: number): void {
    this.#forgottenAt = now;
    for (const [callId, { line }] of this.#calls) {
      if (line === null || line.endedAt === null || line.endedAt > now - KEPT_MS) continue;
      this.#calls.delete(callId);
      this.#calledBack.delete(callId);
      const ids = this.#ofNumber.get(line.number);
      ids?.delete(callId);
      if (ids?.size === 0) this.#ofNumber.delete(line.number);
    }
  }
}

/** Most facts of a call change no figure. */
function isSame(before: Known['share'], now: Known['share']): boolean {
  if (before === null || now === null) return before === now;
  return (
    before.at === now.at &&
    before.groups.length === now.groups.length &&
    before.groups.every((group, index) => group === now.groups[index]) &&
    tallyKeys.every((key) => before.tally[key] === now.tally[key])
  );
}

/** Whether the figures of the number's other calls may be others now. */
function changesOthers(before: CallLine | null, now: CallLine): boolean {
  return (
    before === null ||
    before.arrivedAt !== now.arrivedAt ||
    before.answeredAt !== now.answeredAt ||
    before.abandonedAt !== now.abandonedAt
  );
}

function least(values: Iterable<number>): number | null {
  let smallest: number | null = null;
  for (const value of values) if (smallest === null || value < smallest) smallest = value;
  return smallest;
}
