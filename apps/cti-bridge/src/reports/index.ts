export {
  makeReport,
  openFileFolder,
  writeReportFiles,
  type ReportFileWriter,
} from './files/index.ts';
export { addReportRoutes } from './routes.ts';
export { createReportService, type ReportService } from './report-service.ts';
export { startSelfCheck, type SelfCheck } from './self-check.ts';
export { createTicketReport, type TicketReport } from './ticket-report.ts';
export { keepLines } from './keep-lines.ts';
