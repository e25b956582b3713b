export { callStepOf } from './call-step.ts';
export {
  createReportClient,
  type ReportClient,
  type ReportFailure,
  type TicketsAsked,
} from './client.ts';
export * from './file-shapes.ts';
export * from './shapes.ts';
export * from './spot-shapes.ts';
