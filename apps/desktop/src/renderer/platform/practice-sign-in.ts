import type { PracticeSignIn } from '../../shared/desk-platform.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * `#sign-in=<person>:<password>` (both percent-encoded) of a page on this machine signs in by itself: the first run and tests.
 * With `&ready` behind it the seat is ready (示闲) at once.
 * On any other host it is ignored: nobody's real password belongs into an address.
 */
export function readPracticeSignIn(
  address: Pick<Location, 'hash' | 'hostname'>,
): PracticeSignIn | null {
  if (!LOOPBACK.has(address.hostname)) return null;
  const match = /^#sign-in=([^:]+):([^&]+)(&ready)?$/u.exec(address.hash);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  try {
    return {
      person: decodeURIComponent(match[1]),
      password: decodeURIComponent(match[2]),
      ready: match[3] !== undefined,
    };
  } catch {
    return null;
  }
}
