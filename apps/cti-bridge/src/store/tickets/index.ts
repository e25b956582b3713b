export type { Attempted, DueDelivery } from './deliveries.ts';
export type { TicketCursor, TicketView } from './list-tickets.ts';
export { openPostgres } from './postgres-runner.ts';
export type { SqlRunner } from './sql-script.ts';
export { sqliteRunner } from './sqlite-runner.ts';
export type { TicketRecord } from './ticket-record.ts';
export { createTicketStore, type TicketStore } from './ticket-store.ts';
