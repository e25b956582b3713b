/** Which pages may talk to the bridge. A browser names the page's origin itself; a page cannot lie about it. */
import { isLoopback } from '../config/loopback.ts';

export type Origins = {
  /** Of the bridge's own page, for this machine's names where it listens on loopback. */
  readonly own: readonly string[];
  /** No origin: not a browser's page (a test, a tool); its token is what counts. */
  readonly allows: (origin: string | undefined) => boolean;
};

/**
 * The bridge's own origin comes from where it listens, never from the request's Host header: a page whose name was
 * rebound to our address would name itself there.
 */
export function originsOf(
  listen: { readonly host: string; readonly port: number; readonly tls: boolean },
  allowed: readonly string[],
): Origins {
  const scheme = listen.tls ? 'https' : 'http';
  const names = isLoopback(listen.host) ? ['127.0.0.1', 'localhost', '[::1]'] : [listen.host];
  const own = names.map((name) => new URL(`${scheme}://${name}:${listen.port}`).origin);
  const all = new Set([...own, ...allowed]);
  return { own, allows: (origin) => origin === undefined || all.has(origin) };
}
