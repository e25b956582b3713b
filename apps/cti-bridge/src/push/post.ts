/** One attempt over HTTP. Never throws: what happened is the answer. */
import { z } from 'zod';

export type Answered = {
  /** null: refused, unreachable, or not in time. */
  readonly status: number | null;
  readonly receiptId: string | null;
  readonly retryAfterMs: number | null;
  /** For the log, where nothing answered. */
  readonly fault: string | null;
};

/** A receipt is a line; what is longer is not read. */
const MAX_ANSWER_BYTES = 16 * 1024;

const receiptAnswer = z.object({
  receipt: z.union([z.string().trim().min(1).max(128), z.number()]).transform(String),
});

export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<Answered> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        accept: 'application/json',
        'user-agent': 'hotline-desk',
        ...headers,
      },
      body,
      // Whoever answers in place of the configured address gets nothing.
      redirect: 'manual',
      signal,
    });
    const text = await readShort(response);
    return {
      status: response.status,
      receiptId: response.ok ? receiptIn(text) : null,
      retryAfterMs: retryAfterOf(response),
      fault: null,
    };
  } catch (cause) {
    return { status: null, receiptId: null, retryAfterMs: null, fault: faultOf(cause) };
  }
}

async function readShort(response: Response): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  // Leaving the loop early cancels the body and with it the connection.
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) return '';
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** An answer without a receipt, or with something else in its place, is a delivery all the same. */
function receiptIn(text: string): string | null {
  try {
    const parsed = receiptAnswer.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.receipt : null;
  } catch {
    return null;
  }
}

/** Seconds only (RFC 9110 §10.2.3): a date would need the other side's clock. */
function retryAfterOf(response: Response): number | null {
  const seconds = /^\d{1,6}$/.exec(response.headers.get('retry-after') ?? '')?.[0];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

function faultOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner: unknown = cause.cause;
  if (inner instanceof Error && 'code' in inner) return String(inner.code);
  return cause.name;
}
