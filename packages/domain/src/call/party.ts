/**
 * Everybody in the room beside the citizen and the seat in charge: colleagues, specialists, people outside, 110, a
 * leader. A party is a leg with a purpose; what its coming and going does to the others depends on the purpose alone.
 */
import type { Leg } from './call.ts';

export type PartyTarget =
  | { readonly kind: 'seat'; readonly seatId: string; readonly isSpecialist: boolean }
  | {
      readonly kind: 'outside';
      /** Entry of the directory, null for a number that was typed. */
      readonly entryId: string | null;
      readonly number: string;
      readonly label: string;
    };

/** 释放转 blind, 成功转 attended, 咨询转 consult, 三方转 conference, 口译 interpret. */
export type Purpose = 'blind' | 'attended' | 'consult' | 'conference' | 'interpret';
/** 监听, 耳语, 强插. */
export type LeaderMode = 'listen' | 'whisper' | 'barge';

/** What the first seat tells whoever it brings in. */
export type Brief = {
  readonly reason: string;
  readonly language: string | null;
  readonly title: string;
  readonly text: string;
};

type Base = Leg & {
  readonly target: PartyTarget;
  /** Seat that asked for it. */
  readonly invitedBy: string;
  readonly ringUntil: number;
  readonly muted: boolean;
  readonly held: boolean;
};
export type Guest = Base & {
  readonly kind: 'guest';
  readonly purpose: Purpose;
  readonly brief: Brief | null;
};
export type EmergencyParty = Base & { readonly kind: 'emergency'; readonly caseId: string };
export type Leader = Base & { readonly kind: 'leader'; readonly mode: LeaderMode };
export type Party = Guest | EmergencyParty | Leader;

export const isIn = (leg: Leg): boolean => leg.state === 'in-room';
/** On the way into the room. */
export const isComing = (leg: Leg): boolean =>
  leg.state === 'dialling' || leg.state === 'ringing' || leg.state === 'answered';

/** 咨询 and 释放转: called while the citizen hears music, so that neither hears the other before it is wanted. */
export const isPrivate = (party: Party): boolean =>
  party.kind === 'guest' && (party.purpose === 'consult' || party.purpose === 'blind');

/** There, or on the way, and not on hold: the citizen must be. */
export const hearsInConfidence = (party: Party): boolean =>
  isPrivate(party) && !party.held && party.state !== 'left';

/** → 三方: whoever was called for one seat alone takes part. */
export const asConference = (guest: Guest): Guest =>
  guest.purpose === 'interpret' ? guest : { ...guest, purpose: 'conference' };

export function partyOf(parties: readonly Party[], leg: string): Party | undefined {
  return parties.find(({ legId }) => legId === leg);
}

export function partyOfSeat(parties: readonly Party[], seatId: string): Party | undefined {
  return parties.find(({ target }) => target.kind === 'seat' && target.seatId === seatId);
}

export const seatOf = ({ target }: Party): string | null =>
  target.kind === 'seat' ? target.seatId : null;

/** As it stands on the ledger and in a word of trouble. */
export const nameOf = ({ target }: { readonly target: PartyTarget }): string =>
  target.kind === 'seat' ? target.seatId : target.label;

/** Can be alone with the citizen: somebody who talks with them, not a leader who listens or whispers. */
export const talksWithCaller = (party: Party): boolean =>
  isIn(party) && !party.held && (party.kind !== 'leader' || party.mode === 'barge');

/** Talks with the citizen, or is on the way to do so: not a leader, who comes to listen to others. */
export const isThereForCaller = (party: Party): boolean =>
  talksWithCaller(party) || (party.kind !== 'leader' && isComing(party));
