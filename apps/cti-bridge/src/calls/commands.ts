/** A command of a seat → its one answer. A seat can do to its own call only what its state allows. */
import type { Answer, Command, RefusalCode } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import { done, ofCall, refuse } from './answers.ts';
import {
  dialForTicket,
  dialOut,
  park,
  runCallCommand,
  startMonitor,
  take,
  toQueue,
  invite,
} from './call-commands.ts';
import type { DeskCore } from './desk-core.ts';
import { runEmergency, sealedTimeLine } from './emergency-commands.ts';
import { callView } from './call-view.ts';
import { claimCallBack, closeCallBack } from './claim-call-back.ts';
import { runDirection } from './seat-direction.ts';

export async function runCommand(
  core: DeskCore,
  seatId: string,
  command: Command,
): Promise<Answer> {
  const { id } = command;
  const { person } = core.seats.get(seatId, core.now());
  if (person === null) return refuse(id, 'not-allowed-now');
  switch (command.name) {
    case 'seat.set':
      core.seatEvent(seatId, { kind: 'ask', wish: command.args.to });
      return done(id);
    case 'seat.sign-out':
      core.seatEvent(seatId, { kind: 'sign-out', why: 'asked' });
      return done(id);
    case 'device.report':
      core.seatEvent(seatId, { kind: 'media', media: command.args.media });
      return done(id);
    case 'wrap.finish': {
      const { callId } = command.args;
      const event = { kind: 'wrap-finished', seat: seatId, by: 'seat' } as const;
      return ofCall(id, core.callEvent(callId, event));
    }
    case 'wrap.extend':
      return ofCall(
        id,
        core.callEvent(command.args.callId, { kind: 'wrap-extended', seat: seatId }),
      );
    case 'wrap.draft':
      return wrapDraft(core, seatId, command);
    case 'wrap.force':
      return forceWrap(core, seatId, command);
    case 'hand.raise':
    case 'hand.lower':
    case 'note.read':
    case 'leader.set-seat':
    case 'leader.sign-out':
    case 'leader.note':
    case 'leader.answer-hand':
      return runDirection(core, seatId, command);
    case 'alarm.acknowledge':
      return acknowledgeAlarm(core, seatId, command);
    case 'call-back.claim':
    case 'call-back.release':
      return claimCallBack(core, seatId, command);
    case 'call-back.close':
      return closeCallBack(core, seatId, command);
    case 'caller.reveal':
      return reveal(core, seatId, id, command.args.callId);
    case 'ticket.file':
      return fileTicket(core, seatId, command);
    case 'emergency.sealed':
      return sealedTimeLine(core, seatId, id, command.args.callId);
    default:
      // Everything else needs the PBX, now: it is never sent later.
      if (!core.isLive) return refuse(id, 'pbx-away');
      return withPbx(core, seatId, command);
  }
}

type PbxCommand = Exclude<
  Command,
  {
    readonly name:
      | 'seat.set'
      | 'seat.sign-out'
      | 'device.report'
      | 'wrap.finish'
      | 'wrap.extend'
      | 'wrap.draft'
      | 'wrap.force'
      | 'hand.raise'
      | 'hand.lower'
      | 'note.read'
      | 'leader.set-seat'
      | 'leader.sign-out'
      | 'leader.note'
      | 'leader.answer-hand'
      | 'alarm.acknowledge'
      | 'call-back.claim'
      | 'call-back.release'
      | 'call-back.close'
      | 'caller.reveal'
      | 'ticket.file'
      | 'emergency.sealed';
  }
>;

function withPbx(core: DeskCore, seatId: string, command: PbxCommand): Answer | Promise<Answer> {
  const { id } = command;
  switch (command.name) {
    case 'call.invite':
      return invite(core, seatId, id, command.args);
    case 'call.park':
      return park(core, seatId, id, command.args.callId);
    case 'call.take':
      return take(core, seatId, id, command.args.callId);
    case 'call.to-queue':
      return toQueue(core, seatId, id, command.args);
    case 'call.dial':
      return command.args.ticketNo === null
        ? dialOut(core, seatId, id, command.args)
        : dialForTicket(core, seatId, id, command.args.ticketNo);
    case 'emergency.start':
    case 'emergency.cancel':
    case 'emergency.acknowledge':
      return runEmergency(core, seatId, command);
    case 'monitor.start':
      if (!isLeader(core, seatId)) return refuse(id, 'not-allowed-now');
      return startMonitor(core, seatId, id, command.args);
    case 'monitor.mode':
      if (!isLeader(core, seatId)) return refuse(id, 'not-allowed-now');
      return event({ kind: 'leader-mode', seat: seatId, mode: command.args.mode });
    case 'monitor.take-over':
      if (!isLeader(core, seatId)) return refuse(id, 'not-allowed-now');
      return event({ kind: 'take-over', seat: seatId });
    case 'monitor.force-end':
      if (!isLeader(core, seatId)) return refuse(id, 'not-allowed-now');
      return event({ kind: 'force-end', seat: seatId });
    case 'call.reject':
    case 'call.hang-up':
    case 'call.leave':
    case 'call.hold':
    case 'call.retrieve':
    case 'call.mute':
    case 'call.dtmf':
    case 'call.cancel':
    case 'call.complete':
    case 'call.merge':
    case 'call.swap':
    case 'call.drop':
    case 'call.rebuild':
    case 'recording.pause':
      return event(runCallCommand(core, seatId, command));
    default:
      return assertNever(command);
  }

  function event(of: Parameters<DeskCore['callEvent']>[1]): Answer {
    const { args } = command;
    return ofCall(id, 'callId' in args ? core.callEvent(args.callId, of) : null);
  }
}

const isLeader = (core: DeskCore, seatId: string): boolean =>
  core.seats.get(seatId, core.now()).person?.role === 'leader';

function wrapDraft(
  core: DeskCore,
  seat: string,
  { id, args }: Extract<Command, { name: 'wrap.draft' }>,
): Answer {
  const { callId, draft } = args;
  const reasons = core.options.config.hotline.parkReasons;
  if (draft.kind === 'parked' && !reasons.some((one) => one.id === draft.reason))
    return refuse(id, 'no-such-reason');
  return ofCall(id, core.callEvent(callId, { kind: 'wrap-draft', seat, draft }));
}

function forceWrap(
  core: DeskCore,
  leader: string,
  { id, args }: Extract<Command, { name: 'wrap.force' }>,
): Answer {
  if (!isLeader(core, leader)) return refuse(id, 'not-allowed-now');
  const { callId, seatId: seat } = args;
  return ofCall(id, core.callEvent(callId, { kind: 'wrap-finished', seat, by: 'leader', leader }));
}

function acknowledgeAlarm(
  core: DeskCore,
  leader: string,
  { id, args }: Extract<Command, { name: 'alarm.acknowledge' }>,
): Answer {
  if (!isLeader(core, leader)) return refuse(id, 'not-allowed-now');
  const { alarmId, note } = args;
  const entry = core.book.alarms.get(alarmId);
  if (entry === undefined) return refuse(id, 'no-such-alarm');
  if (entry.acknowledged !== null) return refuse(id, 'already');
  const person = core.seats.get(leader, core.now()).person?.person ?? '';
  core.record(core.now(), { kind: 'alarm-acknowledged', alarmId, seatId: leader, person, note });
  return done(id);
}

/** The whole number, on the ledger as looked at by this seat. */
function reveal(core: DeskCore, seatId: string, id: string, callId: string): Answer {
  const entry = core.calls.get(callId);
  if (entry === undefined) return refuse(id, 'no-such-call');
  const view = callView(entry, seatId, core.options.config);
  if (view === null || view.part !== 'owner') return refuse(id, 'not-your-call');
  core.record(core.now(), { kind: 'number-revealed', seatId, callId });
  return done(id, { number: entry.number });
}

async function fileTicket(
  core: DeskCore,
  seatId: string,
  command: Extract<Command, { name: 'ticket.file' }>,
): Promise<Answer> {
  const { id, args } = command;
  const { draft, idempotencyKey } = args;
  const { callId } = draft;
  const known = callId === null ? undefined : core.book.archive.get(callId);
  // A call from before the archive's memory is taken on trust; one that is known to be another's is not.
  if (known !== undefined && !known.seats.has(seatId)) return refuse(id, 'not-your-call');
  const person = core.seats.get(seatId, core.now()).person?.person ?? '';
  const by = { seatId, person, callerNumber: known?.number ?? null };
  const now = core.now();
  try {
    const filed = await core.options.tickets.file(idempotencyKey, draft, by, now, args.over);
    if (filed === null) return refuse(id, 'not-allowed-now');
    const { ticketNo, isNew, refused, differs } = filed;
    if (isNew) core.record(now, { kind: 'ticket-filed', seatId, callId, ticketNo });
    if (differs !== null) return done(id, { ticketNo, differs });
    if (callId !== null)
      core.callEvent(callId, {
        kind: 'wrap-draft',
        seat: seatId,
        draft: refused === null ? { kind: 'filed' } : { kind: 'refused', reason: refused },
      });
    return done(id, { ticketNo });
  } catch (error) {
    core.options.logger.error({ err: error, seatId }, 'ticket was not filed');
    return refuse(id, 'internal' satisfies RefusalCode);
  }
}
