/** 认领: a missed call is one seat's to call back, until it gives it back, signs out, or a leader frees it. */
import type { Answer, Command } from '@hotline/domain/protocol';
import { done, refuse } from './answers.ts';
import type { DeskCore } from './desk-core.ts';

export function claimCallBack(
  core: DeskCore,
  seatId: string,
  command: Extract<Command, { readonly name: 'call-back.claim' | 'call-back.release' }>,
): Answer {
  const { id, args } = command;
  const { callId } = args;
  const now = core.now();
  const task = core.book.callBacks.get(callId);
  if (task === undefined) return refuse(id, 'no-such-call');
  const { claim, state } = task;
  if (command.name === 'call-back.release') {
    if (claim === null) return done(id);
    const isLeader = core.seats.get(seatId, now).person?.role === 'leader';
    if (claim.seatId !== seatId && !isLeader) return refuse(id, 'not-your-call');
    core.record(now, { kind: 'call-back-claimed', callId, seatId, isClaimed: false });
    return done(id);
  }
  if (claim?.seatId === seatId) return done(id);
  if (claim !== null || state !== 'open') return refuse(id, 'already');
  core.record(now, { kind: 'call-back-claimed', callId, seatId, isClaimed: true });
  return done(id);
}
