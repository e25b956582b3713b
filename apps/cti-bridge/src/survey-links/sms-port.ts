/**
 * The port to whoever sends short messages, and the one adapter that is shipped: a signed POST to a gateway's address.
 * Another carrier's interface takes its place behind the same type.
 */
import { post, signatureHeaders, type Failure } from '../push/index.ts';

type ShortMessage = {
  /** The same for each attempt of one message. */
  readonly key: string;
  /** A Chinese mobile number, 11 digits. */
  readonly to: string;
  readonly text: string;
};

export type SmsPort = {
  /** One attempt; never throws. */
  send(
    message: ShortMessage,
    signal: AbortSignal,
  ): Promise<{ readonly isTaken: boolean; readonly fault: string | null } & Failure>;
};

/** `{"to", "text"}`, signed as summaries and ticket events are; any 2xx means taken. */
export function smsGateway(options: {
  readonly url: string;
  readonly secret: string;
  readonly now: () => number;
}): SmsPort {
  const { url, secret, now } = options;
  return {
    async send({ key, to, text }, signal) {
      const body = JSON.stringify({ to, text });
      const { status, retryAfterMs, fault } = await post(
        url,
        signatureHeaders(secret, key, body, now()),
        body,
        signal,
      );
      return {
        isTaken: status !== null && status >= 200 && status < 300,
        status,
        retryAfterMs,
        fault,
      };
    },
  };
}
