export { duesOf, handlingDue, returnUntil, tryAgainAt } from './due.ts';
export type { Due, DueStep } from './due.ts';
export type {
  Actor,
  HistoryEntry,
  LimitRefusal,
  TicketEvent,
  TicketNote,
  TicketRefusal,
  TicketRole,
  TicketStep,
} from './event.ts';
export { MAX_STEP_TEXT } from './event.ts';
export { applyEntry, fold } from './history.ts';
export { limitRefusalOf } from './limit-refusal.ts';
export type { Circumstances } from './limit-refusal.ts';
export { linksOf, mayNote, note } from './note.ts';
export { limitOf } from './place.ts';
export type { HandlingLimit, Matter, PlaceRules, SupervisionRules, TicketRules } from './place.ts';
export { mayAccept, stepsOf } from './rights.ts';
export { isComplainantHidden, mayReveal } from './secrecy.ts';
export type { SecrecyRules, SecretMatter } from './secrecy.ts';
export { reasonsToSupervise, superviseFrom } from './supervision.ts';
export type { SupervisionReason } from './supervision.ts';
export { hasEnded, refusalReasons } from './ticket.ts';
export type {
  Assignment,
  Opinion,
  Rating,
  RefusalReason,
  Revisit,
  Score,
  Ticket,
  TicketKind,
  TicketState,
} from './ticket.ts';
export { isDissatisfied } from './ticket.ts';
export type { TicketStepTaken } from './transition.ts';
export { accept, transition } from './transition.ts';
