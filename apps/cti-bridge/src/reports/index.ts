export { addReportRoutes } from './routes.ts';
export { keepLines } from './keep-lines.ts';
export { openReports, type Reports } from './open-reports.ts';
export { startSelfCheck, type SelfCheck } from './self-check.ts';
