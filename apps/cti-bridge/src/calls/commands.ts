/** A command of a seat → its one answer. A seat can do to its own call only what its state allows. */
import type { CallRefusal, Outcome } from '@hotline/domain/call';
import type { Answer, Command, RefusalCode } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { DeskCore } from './desk-core.ts';
import { callView } from './seat-messages.ts';

export async function runCommand(
  core: DeskCore,
  seatId: string,
  command: Command,
): Promise<Answer> {
  const { id } = command;
  if (core.seats.get(seatId, core.now()).person === null) return refuse(id, 'not-allowed-now');
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
    case 'call.reject':
      if (!core.isLive) return refuse(id, 'pbx-away');
      return ofCall(id, core.callEvent(command.args.callId, { kind: 'reject', seat: seatId }));
    case 'call.hang-up':
      if (!core.isLive) return refuse(id, 'pbx-away');
      return ofCall(id, core.callEvent(command.args.callId, { kind: 'hang-up', seat: seatId }));
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
    case 'caller.reveal':
      return reveal(core, seatId, id, command.args.callId);
    case 'ticket.file':
      return fileTicket(core, seatId, command);
    default:
      return assertNever(command);
  }
}

const refusals: Readonly<Record<CallRefusal['code'], RefusalCode>> = {
  duplicate: 'call-not-in-state',
  late: 'call-not-in-state',
  early: 'call-not-in-state',
  'not-in-state': 'call-not-in-state',
  'already-offered': 'call-not-in-state',
  'not-your-call': 'not-your-call',
  'no-more-extensions': 'not-allowed-now',
};

function ofCall(id: string, outcome: Outcome | null): Answer {
  if (outcome === null) return refuse(id, 'no-such-call');
  return outcome.ok ? done(id) : refuse(id, refusals[outcome.error.code]);
}

/** The whole number, on the ledger as looked at by this seat. */
function reveal(core: DeskCore, seatId: string, id: string, callId: string): Answer {
  const entry = core.calls.get(callId);
  if (entry === undefined) return refuse(id, 'no-such-call');
  const { call } = entry;
  const owner = 'seat' in call ? call.seat.seatId : 'seatId' in call ? call.seatId : null;
  if (owner !== seatId || callView(entry) === null) return refuse(id, 'not-your-call');
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
    const { ticketNo, isNew } = await core.options.tickets.file(idempotencyKey, draft, by, now);
    if (isNew) core.record(now, { kind: 'ticket-filed', seatId, callId, ticketNo });
    return done(id, { ticketNo });
  } catch (error) {
    core.options.logger.error({ err: error, seatId }, 'ticket was not filed');
    return refuse(id, 'internal');
  }
}

function done(id: string, result: Readonly<Record<string, unknown>> = {}): Answer {
  return { type: 'answer', id, ok: true, result };
}

function refuse(id: string, code: RefusalCode): Answer {
  return { type: 'answer', id, ok: false, error: { code } };
}
