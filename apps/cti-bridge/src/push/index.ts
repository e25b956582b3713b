export { createSummaryPush } from './summary-push.ts';
