import type { ComparedField } from '@hotline/domain/draft';

/** The words of a field of the draft, as its label says. */
export const fieldLabels = {
  kind: 'draft.kind',
  title: 'draft.title',
  text: 'draft.text',
  categoryCode: 'draft.category',
  urgency: 'draft.urgency',
  unrest: 'draft.unrest',
  place: 'draft.place',
  personsConcerned: 'draft.concerned',
  callerName: 'draft.callerName',
  contactNumber: 'draft.contactNumber',
  contactPreference: 'draft.preference',
  secret: 'draft.secret',
  replyWanted: 'draft.replyWanted',
  handling: 'draft.handling',
  tags: 'draft.tags',
} as const satisfies Readonly<Record<ComparedField, string>>;
