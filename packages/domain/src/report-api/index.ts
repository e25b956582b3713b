export { callStepOf } from './call-step.ts';
export { createReportClient, type ReportClient, type ReportFailure } from './client.ts';
export * from './file-shapes.ts';
export * from './shapes.ts';
export * from './spot-shapes.ts';
