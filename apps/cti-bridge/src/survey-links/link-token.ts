/**
 * What a satisfaction link ends with: the call's id and a proof that we made it, so that nothing has to be kept for a link
 * and none can be guessed. 16 + 12 bytes in base64url, 38 characters.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const ID_BYTES = 16;
const PROOF_BYTES = 12;
/** The same secret signs what goes to the SMS gateway; a proof is no signature of such a message. */
const PURPOSE = 'survey-link:';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** null: a call without a UUID has no link. */
export function linkToken(secret: string, callId: string): string | null {
  if (!uuid.test(callId)) return null;
  const id = Buffer.from(callId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, proofOf(secret, callId)]).toString('base64url');
}

/** The call's id; null: nothing that we have made. */
export function callOfToken(secret: string, token: string): string | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== ID_BYTES + PROOF_BYTES) return null;
  const callId = bytes
    .subarray(0, ID_BYTES)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return timingSafeEqual(bytes.subarray(ID_BYTES), proofOf(secret, callId)) ? callId : null;
}

const proofOf = (secret: string, callId: string): Buffer =>
  createHmac('sha256', secret).update(PURPOSE).update(callId).digest().subarray(0, PROOF_BYTES);
