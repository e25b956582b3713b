import { dayStart, definitionAt, type Definitions } from '@hotline/domain/metrics';
import { err, ok, type Result } from '@hotline/domain/result';
import type { Range } from '../store/index.ts';

export type RangeFault = 'malformed' | 'empty-range' | 'range-too-long';

const DAY = 86_400_000;
/** Fourteen months: a year and the one before it to compare is two reports. */
const MAX_DAYS = 430;

/** `2026-11-30` or a moment with its offset, as the route lets through; a last day is in it. */
export function readRange(
  asked: { readonly from: string; readonly to: string },
  definitions: Definitions,
): Result<Range, RangeFault> {
  const from = startOf(asked.from, definitions);
  const to = startOf(asked.to, definitions) + (asked.to.includes('T') ? 0 : DAY);
  // The thirteenth month.
  if (Number.isNaN(from) || Number.isNaN(to)) return err('malformed');
  if (to <= from) return err('empty-range');
  return to - from > MAX_DAYS * DAY ? err('range-too-long') : ok({ from, to });
}

function startOf(moment: string, definitions: Definitions): number {
  const at = Date.parse(moment);
  if (Number.isNaN(at)) return at;
  if (moment.includes('T')) return at;
  const { utcOffsetMinutes } = definitionAt(definitions, at).day;
  // The day that holds the end of this date is the day of this date, wherever in it the day begins.
  const lastMinute = at + DAY - (utcOffsetMinutes + 1) * 60_000;
  return dayStart(lastMinute, definitionAt(definitions, lastMinute).day);
}

/** Every day of the range by its date, also those without a call. */
export function daysOf({ from, to }: Range, definitions: Definitions): readonly string[] {
  const days: string[] = [];
  for (let at = from; at < to; at += DAY) {
    const { day } = definitionAt(definitions, at);
    const shift = (day.utcOffsetMinutes - day.startsAtMinute) * 60_000;
    days.push(new Date(at + shift).toISOString().slice(0, 10));
  }
  return days;
}
