/**
 * Between a seat and its leader: 举手 (a raised hand) and 便条 (notes). Neither touches what the seat is doing.
 *
 *   hand:  down ──raise-hand──► up ──lower-hand (own, or a leader comes), sign-out──► down
 *   notes: note ──► unread ──note-read──► gone from the desk; the ledger keeps who read it and when
 */
import { err, ok } from '../result/index.ts';
import type { SeatEffect, SeatEvent, SeatOutcome } from './event.ts';
import { MOST_NOTES, type Seat } from './seat.ts';

type Of<K extends SeatEvent['kind']> = Extract<SeatEvent, { readonly kind: K }>;

/** Again with other words: the hand stays up since when it was raised. */
export function raiseHand(seat: Seat, { hand }: Of<'raise-hand'>, now: number): SeatOutcome {
  if (seat.person === null) return err({ code: 'signed-out' });
  const { seatId } = seat;
  const since = seat.hand?.since ?? now;
  const { callId, brief } = hand;
  return ok({
    seat: { ...seat, hand: { ...hand, since } },
    // What the draft says stays out of the ledger: it is the ticket's to keep.
    effects: [record(now, { kind: 'hand-raised', seatId, callId, reason: brief.reason })],
  });
}

export function lowerHand(seat: Seat, { leader }: Of<'lower-hand'>, now: number): SeatOutcome {
  if (seat.hand === null) return err({ code: 'no-hand' });
  return ok({
    seat: { ...seat, hand: null },
    effects: [record(now, { kind: 'hand-lowered', seatId: seat.seatId, leader })],
  });
}

export function takeNote(seat: Seat, { note }: Of<'note'>, now: number): SeatOutcome {
  if (seat.person === null) return err({ code: 'signed-out' });
  if (seat.notes.some(({ noteId }) => noteId === note.noteId)) return err({ code: 'no-change' });
  const { noteId, from, text } = note;
  return ok({
    seat: { ...seat, notes: [...seat.notes, { ...note, at: now }].slice(-MOST_NOTES) },
    effects: [record(now, { kind: 'note-sent', noteId, seatId: seat.seatId, leader: from, text })],
  });
}

export function readNote(seat: Seat, { noteId }: Of<'note-read'>, now: number): SeatOutcome {
  const notes = seat.notes.filter((note) => note.noteId !== noteId);
  if (notes.length === seat.notes.length) return err({ code: 'no-such-note' });
  return ok({
    seat: { ...seat, notes },
    effects: [record(now, { kind: 'note-read', seatId: seat.seatId, noteId })],
  });
}

function record(
  at: number,
  fact: Extract<SeatEffect, { readonly kind: 'record' }>['fact'],
): SeatEffect {
  return { kind: 'record', at, fact };
}
