/**
 * How a platform takes ticket events: it checks the signature, takes each event once, and puts what comes too early
 * aside. Written apart from the bridge, from docs/bridge.md alone. `behave` makes it fail in the ways that platforms do.
 */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type TicketEventSeen = {
  readonly ticketNo: string;
  readonly no: number;
  readonly state: string;
  readonly event: { readonly kind: string };
};

/** `fail`: that status, nothing taken. `silent`: taken, and no answer. `cut`: taken, and the connection is cut. */
export type Behaviour =
  | { readonly kind: 'take' | 'silent' | 'cut' }
  | { readonly kind: 'fail'; readonly status: number };

export type ReferenceReceiver = {
  readonly url: string;
  /** Requests with a good signature, duplicates included. */
  readonly requests: readonly TicketEventSeen[];
  /** Each event once, per ticket in its order. */
  taken(ticketNo: string): readonly TicketEventSeen[];
  /** Events whose predecessor was not here when they came. */
  readonly early: number;
  readonly forged: number;
  close(): Promise<void>;
};

export async function startReceiver(
  secret: string,
  behave: (event: TicketEventSeen, request: number) => Behaviour,
): Promise<ReferenceReceiver> {
  const requests: TicketEventSeen[] = [];
  const tickets = new Map<string, Map<number, TicketEventSeen>>();
  let early = 0;
  let forged = 0;

  function take(event: TicketEventSeen): void {
    const events = tickets.get(event.ticketNo) ?? new Map<number, TicketEventSeen>();
    tickets.set(event.ticketNo, events);
    if (event.no > 1 && !events.has(event.no - 1)) early += 1;
    events.set(event.no, event);
  }

  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const { 'x-hotline-timestamp': time, 'idempotency-key': key } = request.headers;
    const right = createHmac('sha256', secret).update(`${String(time)}.${String(key)}.${body}`);
    if (request.headers['x-hotline-signature'] !== `v1=${right.digest('hex')}`) {
      forged += 1;
      response.writeHead(401).end();
      return;
    }
    const event = JSON.parse(body) as TicketEventSeen;
    requests.push(event);
    const how = behave(event, requests.length);
    if (how.kind === 'fail') {
      response.writeHead(how.status).end();
      return;
    }
    take(event);
    if (how.kind === 'silent') return;
    if (how.kind === 'cut') request.socket.destroy();
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"receipt":"r1"}');
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tickets`,
    requests,
    taken: (ticketNo) => [...(tickets.get(ticketNo)?.values() ?? [])].sort((a, b) => a.no - b.no),
    get early() {
      return early;
    },
    get forged() {
      return forged;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
