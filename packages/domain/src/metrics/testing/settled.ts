import type { CallLine } from '../call-line.ts';
import type { Definition } from '../definition.ts';
import { unrelated } from '../relations.ts';
import { count, type Tally } from '../tally.ts';

/** The share of one call that was queued and, after this wait, answered or given up. */
export function settled(
  outcome: 'answered' | 'abandoned',
  waitMs: number,
  definition: Definition,
  queueId = 'q1',
): Tally {
  const line: CallLine = {
    callId: 'c',
    number: '13800138000',
    queueId,
    skills: [],
    direction: 'in',
    isBookedLate: false,
    arrivedAt: 0,
    queuedAt: 0,
    answeredAt: outcome === 'answered' ? waitMs : null,
    seatId: null,
    abandonedAt: outcome === 'abandoned' ? waitMs : null,
    endedAt: null,
    waitingSince: null,
    parts: [],
    transfers: 0,
    consults: 0,
    requeues: 0,
    callBackOf: null,
    callBackClosedAt: null,
    survey: null,
    score: null,
  };
  return count(line, definition, unrelated);
}
