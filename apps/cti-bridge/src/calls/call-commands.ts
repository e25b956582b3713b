/** Commands on a call that need more than the call: the directory, free numbers, new legs. */
import type { SeatCallEvent } from '@hotline/domain/call';
import { dial } from '@hotline/domain/call';
import type { Answer, Command } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import { isTakeable } from '@hotline/domain/seat';
import { done, ofCall, refuse } from './answers.ts';
import { readArrival } from './arrival.ts';
import type { DeskCore } from './desk-core.ts';
import { dialable, targetOf } from './targets.ts';

type ArgsOf<N extends Command['name']> = Extract<Command, { readonly name: N }>['args'];

type PlainCommand = Extract<
  Command,
  {
    readonly name:
      | 'call.reject'
      | 'call.hang-up'
      | 'call.leave'
      | 'call.hold'
      | 'call.retrieve'
      | 'call.mute'
      | 'call.dtmf'
      | 'call.cancel'
      | 'call.complete'
      | 'call.merge'
      | 'call.swap'
      | 'call.drop'
      | 'call.rebuild'
      | 'recording.pause';
  }
>;

/** The command as the call's own event. */
export function runCallCommand(core: DeskCore, seat: string, command: PlainCommand): SeatCallEvent {
  switch (command.name) {
    case 'call.reject':
      return { kind: 'reject', seat };
    case 'call.hang-up':
      return { kind: 'hang-up', seat };
    case 'call.leave':
      return { kind: 'leave', seat, override: command.args.override };
    case 'call.hold':
      return { kind: 'hold', seat };
    case 'call.retrieve':
      return { kind: 'retrieve', seat };
    case 'call.mute':
      return { kind: 'mute', seat, muted: command.args.muted };
    case 'call.dtmf':
      return { kind: 'send-keys', seat, keys: command.args.digits };
    case 'call.cancel':
      return { kind: 'cancel-invite', seat, leg: command.args.legId };
    case 'call.complete':
      return { kind: 'complete', seat, leg: command.args.legId };
    case 'call.merge':
      return { kind: 'merge', seat };
    case 'call.swap':
      return { kind: 'swap', seat, leg: command.args.legId };
    case 'call.drop':
      return { kind: 'drop', seat, leg: command.args.legId };
    case 'call.rebuild':
      return { kind: 'rebuild', seat, leg: core.options.ids.newLeg() };
    case 'recording.pause':
      return { kind: 'pause-recording', seat, paused: command.args.paused };
    default:
      return assertNever(command);
  }
}

export function invite(
  core: DeskCore,
  seat: string,
  id: string,
  { callId, purpose, target, brief }: ArgsOf<'call.invite'>,
): Answer {
  const found = targetOf(core, seat, target);
  if (!found.ok) return refuse(id, found.error);
  const leg = core.options.ids.newLeg();
  const { ringMs: ringForMs } = core.options.config.transfer;
  return ofCall(
    id,
    core.callEvent(callId, {
      kind: 'invite',
      seat,
      leg,
      purpose,
      target: found.value,
      ringForMs,
      brief,
    }),
  );
}

/** The lowest number that no call waits under. */
export function park(core: DeskCore, seat: string, id: string, callId: string): Answer {
  const { from, to } = core.options.config.transfer.parkSlots;
  const taken = new Set(
    [...core.calls.all()].flatMap(({ call }) => (call.kind === 'parked' ? [call.slot] : [])),
  );
  for (let slot = from; slot <= to; slot += 1) {
    if (taken.has(String(slot))) continue;
    const event = { kind: 'park', seat, slot: String(slot) } as const;
    return ofCall(id, core.callEvent(callId, event), { slot: String(slot) });
  }
  return refuse(id, 'no-free-slot');
}

/** A parked call, one that rings at a colleague's (代接), or one that waits and that this seat has the skills for. */
export function take(core: DeskCore, seat: string, id: string, callId: string): Answer {
  const found = core.seats.get(seat, core.now());
  if (!isTakeable(found)) return refuse(id, 'not-allowed-now');
  const call = core.calls.get(callId)?.call;
  const able = new Set(found.person?.skills ?? []);
  if (call !== undefined && 'skills' in call && !call.skills.every((skill) => able.has(skill)))
    return refuse(id, 'not-allowed-now');
  const leg = core.options.ids.newLeg();
  return ofCall(id, core.callEvent(callId, { kind: 'take', seat, leg }));
}

export function toQueue(
  core: DeskCore,
  seat: string,
  id: string,
  { callId, skill, brief }: ArgsOf<'call.to-queue'>,
): Answer {
  if (!core.options.config.hotline.skills.some((known) => known.id === skill))
    return refuse(id, 'no-such-target');
  return ofCall(id, core.callEvent(callId, { kind: 'to-queue', seat, skills: [skill], brief }));
}

export function startMonitor(
  core: DeskCore,
  seat: string,
  id: string,
  { callId, mode }: ArgsOf<'monitor.start'>,
): Answer {
  if (!isTakeable(core.seats.get(seat, core.now()))) return refuse(id, 'not-allowed-now');
  const leg = core.options.ids.newLeg();
  const { ringMs: ringForMs } = core.options.config.transfer;
  return ofCall(id, core.callEvent(callId, { kind: 'monitor', seat, leg, mode, ringForMs }));
}

/** 外呼: the seat's own telephone answers by itself, then the citizen's rings. */
export function dialOut(
  core: DeskCore,
  seat: string,
  id: string,
  { number: typed, callBackOf, ticketNo }: ArgsOf<'call.dial'>,
): Answer {
  if (!isTakeable(core.seats.get(seat, core.now()))) return refuse(id, 'not-allowed-now');
  // 漏接回拨: one seat has it at a time.
  const task = callBackOf === null ? undefined : core.book.callBacks.get(callBackOf);
  if (task?.state === 'under-way') return refuse(id, 'already');
  // Of a call-back the bridge knows the number, and the seat does not have to.
  const wanted = typed ?? (callBackOf === null ? null : core.book.archive.get(callBackOf)?.number);
  if (wanted === undefined) return refuse(id, 'no-such-call');
  const number = dialable(core, wanted ?? '');
  if (!number.ok) return refuse(id, number.error);
  const { ids, config } = core.options;
  const callId = ids.newLeg();
  const callerLeg = ids.newLeg();
  const { arrival, entry } = readArrival(core, {
    callId,
    leg: callerLeg,
    number: number.value,
    queue: null,
    skill: null,
    mode: 'bridge',
  });
  const order = {
    callId,
    seat,
    seatLeg: ids.newLeg(),
    callerLeg,
    number: arrival.number,
    queueId: arrival.queueId,
    callBackOf,
    ticketNo,
    ringMs: config.outbound.ringMs,
  };
  core.addCall(entry, dial(order, core.now(), core.calls.rulesOf(arrival.queueId)));
  return done(id, { callId });
}

/** 回访: whom the ticket is about, at the number that stands in it. */
export async function dialForTicket(
  core: DeskCore,
  seat: string,
  id: string,
  ticketNo: string,
): Promise<Answer> {
  const number = await core.options.tickets.numberOf(ticketNo);
  // Meanwhile the PBX may have gone; what the seat may do, `dialOut` asks.
  if (!core.isLive) return refuse(id, 'pbx-away');
  return dialOut(core, seat, id, { number: number ?? '', callBackOf: null, ticketNo });
}
