export type {
  Actor,
  HistoryEntry,
  TicketEvent,
  TicketRefusal,
  TicketRole,
  TicketStep,
} from './event.ts';
export { fold } from './history.ts';
export { stepsOf } from './rights.ts';
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
export type { TicketStepTaken } from './transition.ts';
export { accept, transition } from './transition.ts';
