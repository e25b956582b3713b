import type { TicketDraft } from '@hotline/domain/draft';

/** A draft as tabs and lists show it. */
export type DraftCard = {
  readonly draftId: string;
  readonly title: string;
  readonly status: 'open' | 'parked' | 'to-file' | 'filed';
  /** Why it was put aside, in words; null: it was not. */
  readonly parkedFor: string | null;
  readonly ticketNo: string | null;
  /** Written during a call. */
  readonly fromCall: boolean;
  readonly channel: TicketDraft['channel'];
  /** Belongs to the call that is at the seat now. */
  readonly ofThisCall: boolean;
  /** The bridge refused it: a person must act. */
  readonly needsYou: boolean;
  readonly savedAt: number;
};
