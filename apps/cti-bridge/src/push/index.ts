export { createSummaryPush } from './summary-push.ts';
export { post } from './post.ts';
export { waitBeforeRetry, type Failure, type RetryLimits } from './retry.ts';
export { isSignedBy, signatureHeaders } from './signature.ts';
