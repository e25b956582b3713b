import { createHmac, timingSafeEqual } from 'node:crypto';

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

/** Whether these headers are ours or those of somebody with the same secret, made within `withinMs` of `now` (ms). */
export function isSignedBy(
  secret: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  now: number,
  withinMs = 300_000,
): boolean {
  const key = headers['idempotency-key'];
  const given = headers['x-hotline-signature'];
  const at = Number(headers['x-hotline-timestamp']) * 1000;
  if (typeof key !== 'string' || typeof given !== 'string') return false;
  if (!(Math.abs(now - at) <= withinMs)) return false;
  const right = Buffer.from(signatureHeaders(secret, key, body, at)['x-hotline-signature'] ?? '');
  const found = Buffer.from(given);
  return right.length === found.length && timingSafeEqual(right, found);
}
