/** 认领: a missed call is one seat's to call back, until it gives it back, signs out, or a leader frees it. 关闭: nobody's any more. */
import { mayClose, type ClosureRefusal } from '@hotline/domain/call-back';
import type { Answer, Command, RefusalCode } from '@hotline/domain/protocol';
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

const refusals: Readonly<Record<ClosureRefusal, RefusalCode>> = {
  already: 'already',
  'under-way': 'call-not-in-state',
  'not-yours': 'not-your-call',
  'too-few-tries': 'too-few-tries',
};

/** With it the citizen's other missed calls are closed, each by a fact of its own: figures know calls, not citizens. */
export function closeCallBack(
  core: DeskCore,
  seatId: string,
  { id, args }: Extract<Command, { readonly name: 'call-back.close' }>,
): Answer {
  const { callId, reason, note } = args;
  const { callBacks } = core.book;
  const now = core.now();
  const task = callBacks.get(callId);
  if (task === undefined) return refuse(id, 'no-such-call');
  const isLeader = core.seats.get(seatId, now).person?.role === 'leader';
  const { callBackTries } = core.options.config.hotline;
  const allowed = mayClose(task, { seatId, isLeader }, reason, callBackTries);
  if (!allowed.ok) return refuse(id, refusals[allowed.error]);
  for (const each of callBacks.openOf(callId))
    core.record(now, { kind: 'call-back-closed', callId: each.callId, seatId, reason, note });
  return done(id);
}
