import { ticketDraft, type TicketDraft } from './ticket-draft.ts';

/** 关联 is not among them: it stands on the histories of both tickets, and is taken back there. */
export type ComparedField = Exclude<keyof TicketDraft, 'draftId' | 'callId' | 'related'>;

/** Fields in which two texts of the same draft differ, in the order of the form. */
export function differences(one: TicketDraft, other: TicketDraft): readonly ComparedField[] {
  return (Object.keys(ticketDraft.shape) as (keyof TicketDraft)[]).filter(
    (field): field is ComparedField =>
      field !== 'draftId' &&
      field !== 'callId' &&
      field !== 'related' &&
      JSON.stringify(one[field]) !== JSON.stringify(other[field]),
  );
}

/** `one`, with those fields as `other` has them. */
export function withFieldsOf(
  one: TicketDraft,
  other: TicketDraft,
  fields: readonly ComparedField[],
): TicketDraft {
  return { ...one, ...Object.fromEntries(fields.map((field) => [field, other[field]])) };
}
