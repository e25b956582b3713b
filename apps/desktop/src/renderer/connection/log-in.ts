import { logInAnswer, logInRefusal, type LogInAnswer } from '@hotline/domain/protocol';
import { assertNever, err, ok, type Result } from '@hotline/domain/result';
import { z } from 'zod';

export type LogInProblem =
  | { readonly code: 'wrong-password'; readonly triesLeft: number | null }
  | { readonly code: 'locked'; readonly retryAfterMs: number | null }
  | { readonly code: 'tooMany' }
  | { readonly code: 'malformed' }
  | { readonly code: 'unreachable'; readonly url: string }
  /** The answer was not understood. */
  | { readonly code: 'internal' };

/** `POST /api/v1/log-in`. `bridgeUrl` is an origin without path. */
export async function logIn(
  fetcher: typeof fetch,
  bridgeUrl: string,
  person: string,
  password: string,
): Promise<Result<LogInAnswer, LogInProblem>> {
  let response: Response;
  try {
    response = await fetcher(new URL('/api/v1/log-in', bridgeUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person, password }),
      signal: AbortSignal.timeout(8_000),
    });
  } catch {
    return err({ code: 'unreachable', url: bridgeUrl });
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) {
    const answer = logInAnswer.safeParse(body);
    return answer.success ? ok(answer.data) : err({ code: 'internal' });
  }
  const refusal = logInRefusal.safeParse(body);
  if (!refusal.success) return err({ code: response.status === 429 ? 'tooMany' : 'internal' });
  const { code, retryAfterMs, triesLeft } = refusal.data;
  switch (code) {
    case 'wrong-password':
      return err({ code, triesLeft: triesLeft ?? null });
    case 'locked':
      return err({ code, retryAfterMs: retryAfterMs ?? null });
    case 'too-many':
      return err({ code: 'tooMany' });
    case 'malformed':
      return err({ code });
    default:
      return assertNever(code);
  }
}

/** `POST /api/v1/log-out`; its failure changes nothing here, the log-in runs out by itself. */
export async function logOut(
  fetcher: typeof fetch,
  bridgeUrl: string,
  token: string,
): Promise<void> {
  await fetcher(new URL('/api/v1/log-out', bridgeUrl), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(4_000),
  }).catch(() => null);
}

const hotlineInfo = z.object({ name: z.string(), practice: z.boolean().catch(false) });
export type HotlineInfo = z.infer<typeof hotlineInfo>;

/** `GET /api/v1/hotline`: what the sign-in screen says about the hotline; null when it cannot be had. */
export async function hotlineName(
  fetcher: typeof fetch,
  bridgeUrl: string,
): Promise<HotlineInfo | null> {
  try {
    const response = await fetcher(new URL('/api/v1/hotline', bridgeUrl), {
      signal: AbortSignal.timeout(4_000),
    });
    const info = hotlineInfo.safeParse(await response.json());
    return info.success ? info.data : null;
  } catch {
    return null;
  }
}

/** The bridge's WebSocket for seats is at the same origin as its HTTP. */
export function seatSocketUrl(bridgeUrl: string): string {
  const url = new URL('/ws/seat', bridgeUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
