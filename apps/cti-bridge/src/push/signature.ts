import { createHmac } from 'node:crypto';

/**
 * Headers that let the other side know who sent this and when: HMAC-SHA256 over `<timestamp>.<idempotency key>.<body>`,
 * the body byte for byte. The time keeps an old summary from being sent again by somebody who has seen it.
 * `at` in ms; the header holds whole seconds.
 */
export function signatureHeaders(
  secret: string,
  idempotencyKey: string,
  body: string,
  at: number,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', secret)
    .update(`${timestamp}.${idempotencyKey}.${body}`)
    .digest('hex');
  return {
    'idempotency-key': idempotencyKey,
    'x-hotline-timestamp': timestamp,
    'x-hotline-signature': `v1=${signature}`,
  };
}
