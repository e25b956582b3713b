export {
  addTicketTallies,
  countTicket,
  emptyTicketTally,
  ticketTallyKeys,
} from './count-ticket.ts';
export type { TicketTally } from './count-ticket.ts';
export { indicatorOf, ticketIndicators } from './indicators.ts';
export type { TicketIndicator } from './indicators.ts';
