export { addReportRoutes } from './routes.ts';
export { createReportService, type ReportService } from './report-service.ts';
export { startSelfCheck, type SelfCheck } from './self-check.ts';
export { keepLines } from './keep-lines.ts';
