export { openFileFolder } from './file-folder.ts';
export { makeReport } from './make-report.ts';
export { addReportFileRoutes } from './routes.ts';
export { writeReportFiles, type ReportFileWriter } from './write-files.ts';
