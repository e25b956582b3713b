export { createTicketClient, type TicketClient, type TicketFailure } from './client.ts';
export { ticketEvent, ticketNote } from './event.ts';
export * from './shapes.ts';
export { holidayRefused, holidayTaken, holidayYears } from './holidays.ts';
export type { HeldStep, Pace } from './pace.ts';
export { ticketTerms, type TicketTerms } from './terms.ts';
