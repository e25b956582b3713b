import { expect } from 'vitest';
import type { SeatPage } from './seat-page.ts';
import type { Stack } from './stack.ts';

/** Facts of a call that is answered, hung up and wrapped up, in their only order. */
const answeredCall = [
  'call-arrived',
  'call-queued',
  'call-offered',
  'call-ringing',
  'call-answered',
  'call-ended',
  'wrap-started',
  'wrap-finished',
];

/** Of the recording, and of the citizen's satisfaction: where they stand is not the seat's doing. */
const aside: ReadonlySet<string> = new Set(['recording-step', 'survey-asked', 'survey-ended']);

/** The ledger holds the whole life of an answered call once, with times that never go back. */
export async function expectWholeLife(stack: Stack, callId: string): Promise<void> {
  await stack.ledger.fact(callId, 'wrap-finished');
  const facts = stack.ledger.ofCall(callId);
  const kinds = facts.map(({ fact }) => fact.kind);
  // The PBX says that it records when it does, which is before or after the bridge has written down the answer.
  expect(kinds.filter((kind) => !aside.has(kind))).toEqual(answeredCall);
  expect(kinds.filter((kind) => kind === 'recording-step')).toHaveLength(1);
  const times = facts.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
}

/** The pop had reached the seat before its phone was called. */
export function expectPopBeforeRing(seat: SeatPage): void {
  const pop = seat.log.findIndex(
    (entry) =>
      entry.wire === 'bridge' &&
      entry.message.type === 'event' &&
      entry.message.event.kind === 'call-offered',
  );
  const ring = seat.log.findIndex(
    (entry) => entry.wire === 'sip' && entry.start.startsWith('INVITE'),
  );
  expect(pop).toBeGreaterThanOrEqual(0);
  expect(pop).toBeLessThan(ring);
}
