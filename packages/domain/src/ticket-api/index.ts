export { createTicketClient, type TicketClient, type TicketFailure } from './client.ts';
export * from './shapes.ts';
