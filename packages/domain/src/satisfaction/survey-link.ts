/**
 * Whom the satisfaction link (满意度短信) is sent to: a citizen who was served and could not say by key how. By the call's
 * facts alone, so that it is the same before and after a restart.
 */
import type { LedgerFact } from '../ledger/index.ts';
import { lineOf, type Booked } from '../metrics/index.ts';

/** Nobody who was in danger, was cut off, or went on with somebody else; and nobody twice. */
const sparing: ReadonlySet<LedgerFact['kind']> = new Set([
  'emergency-step',
  'call-forced-end',
  'call-handed-over',
  'survey-link',
  'survey-answered',
]);

/**
 * `booked`: a call's facts, in any order. null: no link for this call, or not yet: it goes on, the question is still being
 * asked, it was answered or refused.
 */
export function numberForLink(booked: readonly Booked[]): string | null {
  const line = lineOf(booked);
  if (line === null || line.direction !== 'in' || line.number === '') return null;
  if (line.answeredAt === null || line.endedAt === null) return null;
  if (line.survey === 'asked' || line.survey === 'scored' || line.survey === 'refused') return null;
  return booked.some(({ fact }) => sparing.has(fact.kind)) ? null : line.number;
}
