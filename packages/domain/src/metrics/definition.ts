/**
 * 指标口径: what the figures of a day mean. Definitions are dated and never changed once in force, so that a past day
 * keeps the figures it was reported with; every report names the ones that made it.
 */
import type { ServiceLevelVariant } from './rate.ts';

/** Where the hotline's day begins. China has one zone and no summer time, so an offset is exact there. */
export type DayBoundary = {
  /** Local time minus UTC. */
  readonly utcOffsetMinutes: number;
  /** Minute of the local day. */
  readonly startsAtMinute: number;
};

export type Definition = {
  /** Printed on every report, e.g. `2026-01`. */
  readonly id: string;
  /** First and last moment in force, ms since 1970 UTC; `until` is the first one no longer, null: still in force. */
  readonly from: number;
  readonly until: number | null;
  /** `queue-entry`: the wait for a person. `trunk-answer`: with the announcement before the queue. Cities differ. */
  readonly clockStart: 'queue-entry' | 'trunk-answer';
  /** Y of the service levels; GB/T 33358-2016: 15 s. */
  readonly thresholdMs: number;
  /** Of queues that have one of their own. */
  readonly thresholdMsOf: Readonly<Record<string, number>>;
  /** Abandons within this are short; 0: none is. No text of the hotlines leaves them out. */
  readonly shortAbandonMs: number;
  readonly serviceLevels: readonly ServiceLevelVariant[];
  /** 接通率, GB/T 33358-2016: 0.95. */
  readonly connectionTarget: number | null;
  /** 重复来电: the same number within this time before. */
  readonly repeatMs: number;
  readonly day: DayBoundary;
};

/** In the order of their time, without holes: `checkDefinitions` has seen to it. */
export type Definitions = readonly [Definition, ...Definition[]];

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** Between trunk answer and queue. */
const LONGEST_BEFORE_QUEUE_MS = DAY;

export type DefinitionProblem =
  | { readonly code: 'none' }
  | { readonly code: 'same-id'; readonly id: string; readonly at: number }
  /** Figures of today would be made by a rule that nobody has applied to a day yet. */
  | { readonly code: 'future'; readonly id: string; readonly at: number }
  | { readonly code: 'empty'; readonly id: string; readonly at: number }
  | {
      readonly code: 'overlap';
      readonly id: string;
      readonly before: string;
      readonly at: number;
    }
  | { readonly code: 'hole'; readonly id: string; readonly before: string; readonly at: number }
  /** The last one has ended: nothing says what today's figures mean. */
  | { readonly code: 'ended'; readonly id: string; readonly at: number };

/** `at` is the place in the list. The list may come in any order. */
export function checkDefinitions(
  definitions: readonly Definition[],
  now: number,
): readonly DefinitionProblem[] {
  if (definitions.length === 0) return [{ code: 'none' }];
  const problems: DefinitionProblem[] = [];
  const placed = definitions.map((definition, at) => ({ ...definition, at }));
  const ids = definitions.map(({ id }) => id);
  for (const { id, at, from, until } of placed) {
    if (ids.indexOf(id) !== at) problems.push({ code: 'same-id', id, at });
    if (from > now) problems.push({ code: 'future', id, at });
    if (until !== null && until <= from) problems.push({ code: 'empty', id, at });
  }
  const inOrder = placed.sort((a, b) => a.from - b.from);
  for (const [index, { id, from, at }] of inOrder.entries()) {
    const before = inOrder[index - 1];
    if (before === undefined) continue;
    if (before.until === null || before.until > from)
      problems.push({ code: 'overlap', id, before: before.id, at });
    else if (before.until < from) problems.push({ code: 'hole', id, before: before.id, at });
  }
  const last = inOrder.at(-1);
  if (last !== undefined && last.until !== null && last.until <= now)
    problems.push({ code: 'ended', id: last.id, at: last.at });
  return problems;
}

/** Of a moment; what was before the first definition is counted by the first. */
export function definitionAt(definitions: Definitions, at: number): Definition {
  let found: Definition = definitions[0];
  for (const definition of definitions) if (definition.from <= at) found = definition;
  return found;
}

/**
 * The definitions that can have counted a call whose clock started in this range (ms, `to` excluded), each with the
 * arrivals it speaks for. A call is counted by the definition of its arrival, also when its clock starts later.
 */
export function definitionsOf(
  definitions: Definitions,
  from: number,
  to: number,
): readonly { readonly definition: Definition; readonly from: number; readonly to: number }[] {
  return definitions
    .map((definition, index) => ({
      definition,
      from: index === 0 ? 0 : definition.from,
      to: definitions[index + 1]?.from ?? Number.MAX_SAFE_INTEGER,
    }))
    .filter((piece) => piece.from < to && piece.to > from - LONGEST_BEFORE_QUEUE_MS);
}

/** Start of the day that `at` is in; both ms since 1970 UTC. */
export function dayStart(at: number, { utcOffsetMinutes, startsAtMinute }: DayBoundary): number {
  const shift = (utcOffsetMinutes - startsAtMinute) * MINUTE;
  return Math.floor((at + shift) / DAY) * DAY - shift;
}

/** A day in which the definition changes begins anew with the new one. */
export function dayStartAt(definitions: Definitions, at: number): number {
  const { day, from } = definitionAt(definitions, at);
  const start = dayStart(at, day);
  return at >= from ? Math.max(start, from) : start;
}

export function thresholdOf({ thresholdMs, thresholdMsOf }: Definition, queueId: string): number {
  return thresholdMsOf[queueId] ?? thresholdMs;
}
