/**
 * How a platform lets its tickets be pulled: signed requests, pages by a cursor that is its own, newest versions at the
 * end. Written apart from the bridge, from docs/bridge.md alone. `behave` makes it fail in the ways that platforms do.
 */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type PlatformTicket = {
  readonly id: string;
  readonly version: number;
  readonly draft: unknown;
};

/**
 * `again`: the page before once more, with its own cursor. `reversed`: its tickets from the last to the first. `stuck`:
 * the same cursor for ever, and always more. `endless`: a cursor that goes on where there is nothing.
 */
export type PageBehaviour =
  | { readonly kind: 'answer' | 'again' | 'reversed' | 'stuck' | 'endless' | 'silent' | 'garbage' }
  | { readonly kind: 'fail'; readonly status: number };

export type ReferencePlatform = {
  readonly url: string;
  /** Cursors that were asked for with a good signature. */
  readonly asked: readonly string[];
  readonly forged: number;
  close(): Promise<void>;
};

export async function startPlatform(
  secret: string,
  log: readonly PlatformTicket[],
  behave: (request: number) => PageBehaviour,
): Promise<ReferencePlatform> {
  const asked: string[] = [];
  let forged = 0;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { search, searchParams } = new URL(request.url ?? '/', 'http://platform');
    const { 'x-hotline-timestamp': time, 'idempotency-key': key } = request.headers;
    const right = createHmac('sha256', secret).update(`${String(time)}.${String(key)}.${search}`);
    if (request.headers['x-hotline-signature'] !== `v1=${right.digest('hex')}`) {
      forged += 1;
      response.writeHead(401).end();
      return;
    }
    const after = searchParams.get('after') ?? '';
    asked.push(after);
    const how = behave(asked.length);
    const limit = Number(searchParams.get('limit'));
    const from = Number(after.replace('at-', ''));
    const send = (tickets: readonly unknown[], cursor: string, more: boolean): void => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ tickets, cursor, more }));
    };
    const tickets = log.slice(from, from + limit);
    const to = Math.min(from + limit, log.length);
    switch (how.kind) {
      case 'fail':
        response.writeHead(how.status).end();
        return;
      case 'silent':
        return;
      case 'garbage':
        response.writeHead(200).end('{"tickets":[{');
        return;
      case 'stuck':
        send(tickets, after, true);
        return;
      case 'endless':
        send([], `at-${from + 1}`, true);
        return;
      case 'again':
        send(
          log.slice(Math.max(0, from - limit), from),
          after === '' ? 'at-0' : after,
          from < log.length,
        );
        return;
      case 'reversed':
        send(tickets.toReversed(), `at-${to}`, to < log.length);
        return;
      case 'answer':
        send(tickets, `at-${to}`, to < log.length);
    }
  }

  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tickets`,
    asked,
    get forged() {
      return forged;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
