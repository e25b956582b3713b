/** What draws charts, apart from the rest: the desk fetches it when the reports are opened, and not at its start. */
export { CallReport } from './reports/call-report.tsx';
export { TicketReport } from './reports/ticket-report.tsx';
