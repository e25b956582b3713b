import type { LedgerFact } from '@hotline/domain/ledger';
import { readArrival } from './arrival.ts';
import type { DeskCore } from './desk-core.ts';
import { UNKNOWN_SEAT, type MissedCall } from './pbx-port.ts';

/**
 * Books a call that came and went without the bridge, with the PBX's times; once, however often it is reported. Of a
 * call that was open when the bridge stopped only what is missing.
 */
export function recordMissed(core: DeskCore, missed: MissedCall): void {
  const { callId, enteredAt, answeredAt, endedAt, cause } = missed;
  const { memory } = core.book;
  if (memory.ended.has(callId) || core.calls.get(callId) !== undefined) return;
  memory.ended.add(callId);
  const open = memory.open.get(callId);
  memory.open.delete(callId);
  const { arrival } = readArrival(core, { ...missed, leg: callId, skill: null, mode: 'fallback' });
  const { number, queueId, skills, priority } = arrival;
  const seatId = missed.seat ?? UNKNOWN_SEAT;
  const record = (at: number, fact: LedgerFact): void => core.record(at, fact);
  if (open === undefined)
    record(enteredAt, {
      kind: 'call-arrived',
      callId,
      number,
      queueId,
      skills: [...skills],
      mode: 'fallback',
    });
  if ((open?.queuedAt ?? null) === null)
    record(enteredAt, { kind: 'call-queued', callId, queueId, priority });
  if (answeredAt === null) {
    record(endedAt, { kind: 'call-abandoned', callId, waitMs: since(enteredAt, endedAt) });
  } else if ((open?.talk ?? null) === null) {
    const leg = `${callId}-away`;
    record(answeredAt, { kind: 'call-offered', callId, seatId, leg });
    const waitMs = since(enteredAt, answeredAt);
    record(answeredAt, { kind: 'call-answered', callId, seatId, leg, waitMs });
  }
  const talkMs = answeredAt === null ? 0 : since(answeredAt, endedAt);
  // Who hung up was not kept; a caller who gave up did.
  const by = answeredAt === null ? 'caller' : 'system';
  record(endedAt, { kind: 'call-ended', callId, by, talkMs, cause });
}

function since(from: number, until: number): number {
  return Math.max(0, until - from);
}
