/** 举手, 便条, and what a leader does to a seat: set it ready or busy, sign it out, write to it, go to a raised hand. */
import type { Answer, Command } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import { callOf, isTakeable, type SeatOutcome } from '@hotline/domain/seat';
import { done, refuse } from './answers.ts';
import { startMonitor } from './call-commands.ts';
import type { DeskCore } from './desk-core.ts';
import { seatName } from './seat-name.ts';

type DirectionCommand = Extract<
  Command,
  {
    readonly name:
      | 'hand.raise'
      | 'hand.lower'
      | 'note.read'
      | 'leader.set-seat'
      | 'leader.sign-out'
      | 'leader.note'
      | 'leader.answer-hand';
  }
>;

export function runDirection(core: DeskCore, by: string, command: DirectionCommand): Answer {
  const { id } = command;
  switch (command.name) {
    case 'hand.raise': {
      const { callId, brief } = command.args;
      return ofSeat(id, core.seatEvent(by, { kind: 'raise-hand', hand: { callId, brief } }));
    }
    case 'hand.lower':
      return ofSeat(id, core.seatEvent(by, { kind: 'lower-hand', leader: null }));
    case 'note.read':
      return ofSeat(id, core.seatEvent(by, { kind: 'note-read', noteId: command.args.noteId }));
    case 'leader.set-seat':
    case 'leader.sign-out':
    case 'leader.note':
    case 'leader.answer-hand':
      if (core.seats.get(by, core.now()).person?.role !== 'leader')
        return refuse(id, 'not-allowed-now');
      return runLeader(core, by, command);
    default:
      return assertNever(command);
  }
}

function runLeader(
  core: DeskCore,
  leader: string,
  command: Extract<DirectionCommand, { readonly name: `leader.${string}` }>,
): Answer {
  const { id } = command;
  switch (command.name) {
    case 'leader.set-seat': {
      const { seatId, to: wish } = command.args;
      return ofSeat(id, core.seatEvent(seatId, { kind: 'ask', wish, leader }));
    }
    case 'leader.sign-out': {
      const { seatId } = command.args;
      if (seatId === leader) return refuse(id, 'target-is-self');
      return ofSeat(id, core.seatEvent(seatId, { kind: 'sign-out', why: 'leader', leader }));
    }
    case 'leader.note': {
      const { seatIds, text } = command.args;
      const fromName = seatName(core, leader);
      const reached = [...new Set(seatIds)].filter((seatId) => {
        const note = { noteId: core.options.ids.newLeg(), from: leader, fromName, text };
        return core.seatEvent(seatId, { kind: 'note', note }).ok;
      });
      return reached.length === 0 ? refuse(id, 'no-such-seat') : done(id, { reached });
    }
    case 'leader.answer-hand':
      return answerHand(core, leader, id, command.args.seatId);
    default:
      return assertNever(command);
  }
}

/** The hand goes down when the leader comes: first into the call, if there is one they can come into. */
function answerHand(core: DeskCore, leader: string, id: string, seatId: string): Answer {
  const now = core.now();
  const seat = core.seats.get(seatId, now);
  if (seat.hand === null) return refuse(id, 'no-hand');
  const callId = callOf(seat);
  const isTalking = seat.activity.kind === 'talking' && callId !== null;
  const canCome = isTalking && core.isLive && isTakeable(core.seats.get(leader, now));
  const isIn = canCome && startMonitor(core, leader, id, { callId, mode: 'listen' }).ok;
  core.seatEvent(seatId, { kind: 'lower-hand', leader });
  return done(id, { callId: isIn ? callId : null });
}

/** A seat that is so already is what was asked for. */
function ofSeat(id: string, outcome: SeatOutcome): Answer {
  if (outcome.ok || outcome.error.code === 'no-change') return done(id);
  switch (outcome.error.code) {
    case 'no-hand':
      return refuse(id, 'no-hand');
    case 'signed-out':
      return refuse(id, 'no-such-seat');
    case 'not-ready':
    case 'other-call':
    case 'no-such-note':
      return refuse(id, 'not-allowed-now');
    default:
      return assertNever(outcome.error.code);
  }
}
