import type { CalendarRefusal, Limit } from '../calendar/index.ts';
import type { Assignment, RefusalReason, Revisit, Rating, TicketKind } from './ticket.ts';

/** Every step that a person can ask for. Texts are as written; ids are the bridge's. */
export type TicketEvent =
  | { readonly kind: 'dispatch'; readonly assignment: Assignment }
  | { readonly kind: 'answer-directly'; readonly answer: string }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason; readonly explanation: string }
  | { readonly kind: 'merge'; readonly into: string }
  | { readonly kind: 'sign' }
  | { readonly kind: 'ask-return'; readonly reason: string }
  | { readonly kind: 'decide-return'; readonly upheld: boolean; readonly why: string }
  | { readonly kind: 'reassign'; readonly assignment: Assignment; readonly why: string }
  | { readonly kind: 'start' }
  /** 联系: the unit has spoken with the citizen, and what came of it. */
  | { readonly kind: 'contact'; readonly text: string }
  | { readonly kind: 'give-opinion'; readonly text: string }
  | { readonly kind: 'extend'; readonly why: string }
  | { readonly kind: 'answer'; readonly answer: string }
  | { readonly kind: 'audit'; readonly passed: boolean; readonly why: string }
  | { readonly kind: 'revisit'; readonly revisit: Revisit }
  | { readonly kind: 'rate'; readonly rating: Rating }
  | { readonly kind: 'redo' }
  | { readonly kind: 'close' }
  | { readonly kind: 'urge'; readonly text: string }
  | { readonly kind: 'supervise'; readonly why: string };

/**
 * What is noted on a ticket beside its way: no state changes. Each is written on every ticket it concerns.
 * 关联: two tickets that have to do with each other. 并入: another draft's words that did not become a ticket of their own.
 */
export type TicketNote =
  | { readonly kind: 'link' | 'unlink'; readonly ticketNo: string }
  | {
      readonly kind: 'join';
      readonly draftId: string;
      readonly callId: string | null;
      readonly title: string;
      readonly text: string;
    }
  /** 并单, on the ticket that goes on: the other was merged into it. */
  | { readonly kind: 'take-in'; readonly ticketNo: string };

/** Characters that a step's text may have. */
export const MAX_STEP_TEXT = 20_000;

export type TicketStep = TicketEvent['kind'];

export type TicketRole = 'agent' | 'leader' | 'dispatcher' | 'unit-clerk';

/** Who asks. Only a unit's clerk (承办单位) acts for a unit. */
export type Actor =
  | { readonly role: Exclude<TicketRole, 'unit-clerk'>; readonly person: string }
  | { readonly role: 'unit-clerk'; readonly person: string; readonly unit: string };

/** The first entry opens the ticket; the others are steps. */
export type HistoryEntry = {
  /** From 1, without gaps. */
  readonly no: number;
  /** Ms since 1970 UTC, never before the entry ahead of it. */
  readonly at: number;
  /** What the clock said, when it stood behind the last entry; else `null`. */
  readonly clock: number | null;
  readonly by: Actor;
  /** 办理时限 that the unit is given by this step: what it was told stays, though the place's limits change. */
  readonly given?: Limit;
  readonly event:
    | TicketEvent
    | TicketNote
    | { readonly kind: 'accept'; readonly ticketId: string; readonly ticketKind: TicketKind };
};

export type TicketRefusal = ContentRefusal | LimitRefusal;

/** A step that its person may not take, or that says something wrong. */
export type ContentRefusal = {
  readonly code:
    | 'not-allowed'
    | 'empty-text'
    | 'main-unit-is-joint'
    | 'unit-twice'
    | 'into-itself'
    | 'opinion-missing';
};

/** A step that its person may take, but not now. Times in ms since 1970 UTC. */
export type LimitRefusal =
  /** 退单 could be asked for until `at`. */
  | { readonly code: 'return-late'; readonly at: number }
  /** It was rejected, and reviewed as often as the place allows. */
  | { readonly code: 'return-final' }
  /** 延期 could be asked for until `at`, when the limit ran out. */
  | { readonly code: 'extension-late'; readonly at: number }
  /** Nobody was reached: to be tried again from `at`. */
  | { readonly code: 'revisit-too-early'; readonly at: number }
  /** To be tried `left` more times before it is closed as not reached. */
  | { readonly code: 'revisit-tries-left'; readonly left: number }
  | CalendarRefusal;
