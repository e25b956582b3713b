import type { ComparedField } from '@hotline/domain/draft';

/** The words of a field of the draft, as its label says. */
export const fieldLabels = {
  channel: 'intake.channel',
  kind: 'draft.kind',
  title: 'draft.title',
  text: 'draft.text',
  categoryCode: 'draft.category',
  urgency: 'draft.urgency',
  unrest: 'draft.unrest',
  place: 'draft.place',
  personsConcerned: 'draft.concerned',
  callerName: 'draft.callerName',
  callerSex: 'intake.sex',
  callerKind: 'intake.callerKind',
  enterprise: 'intake.enterprise',
  callerAddress: 'intake.callerAddress',
  specialGroup: 'intake.specialGroup',
  idNumber: 'intake.idNumber',
  contactNumber: 'draft.contactNumber',
  contactPreference: 'draft.preference',
  secret: 'draft.secret',
  replyWanted: 'draft.replyWanted',
  handling: 'draft.handling',
  units: 'intake.units',
  refusal: 'intake.refusalReason',
  tags: 'draft.tags',
} as const satisfies Readonly<Record<ComparedField, string>>;
