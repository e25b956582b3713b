export { differences, withFieldsOf, type ComparedField } from './differences.ts';
export {
  emptyTrail,
  noteEdit,
  redoEdit,
  undoEdit,
  undoToVersion,
  type DraftField,
  type EditTrail,
  type TrailStep,
} from './edit-trail.ts';
export {
  idNumberProblem,
  idNumberShown,
  normaliseIdNumber,
  type IdNumberProblem,
} from './id-number.ts';
export {
  channels,
  complainantFields,
  emptyDraft,
  ticketDraft,
  withoutComplainant,
  type TicketDraft,
} from './ticket-draft.ts';
