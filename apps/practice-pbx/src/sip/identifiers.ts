import { randomBytes, randomUUID } from 'node:crypto';

/** RFC 3261 section 8.1.1.7: every branch begins so. */
export const newBranch = (): string =>
  `z9hG4bK${randomBytes(9).toString('base64url').replace(/[-_]/g, 'x')}`;

export const newTag = (): string => randomBytes(8).toString('hex');

export const newCallId = (): string => randomUUID();
