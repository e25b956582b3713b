/** A peer whose network died says nothing, and TCP alone would not notice for minutes: real sockets, one that answers no ping. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { openConnection, type SeatConnection } from './seat-connection.ts';

let server: WebSocketServer;
let clients: WebSocket[];
let dropped: string[];
beforeEach(async () => {
  dropped = [];
  clients = [];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
});
afterEach(async () => {
  for (const client of clients) client.terminate();
  await new Promise((resolve) => server.close(resolve));
});

/** One seat's socket, at both ends. `autoPong` false: the peer is there for TCP, and answers nothing. */
async function connected(autoPong: boolean) {
  const accepted = once(server, 'connection') as Promise<[WebSocket]>;
  const { port } = server.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong });
  clients.push(client);
  const [[socket]] = await Promise.all([accepted, once(client, 'open')]);
  const closed = once(client, 'close');
  const connection: SeatConnection = openConnection(socket, {
    hello: () => undefined,
    command: () => undefined,
    refused: () => undefined,
    malformed: () => undefined,
    dropped: (why) => dropped.push(why),
    closed: () => undefined,
    now: () => 0,
  });
  return { client, socket, connection, closed };
}

it('a peer that answers no ping is dropped at the third beat, not before', async () => {
  const { client, socket, connection, closed } = await connected(false);
  for (let beat = 0; beat < 2; beat += 1) {
    const pinged = once(client, 'ping');
    connection.beat();
    await pinged;
  }
  expect([dropped, socket.readyState]).toEqual([[], WebSocket.OPEN]);
  connection.beat();
  expect(dropped).toEqual(['no-pong']);
  // Cut, without a farewell that nobody would read: 1006 is "no close frame" (RFC 6455, 7.1.5).
  expect((await closed)[0]).toBe(1006);
});

it('one that answers stays, however many beats there are', async () => {
  const { socket, connection } = await connected(true);
  for (let beat = 0; beat < 6; beat += 1) {
    const answered = once(socket, 'pong');
    connection.beat();
    await answered;
  }
  expect([dropped, socket.readyState]).toEqual([[], WebSocket.OPEN]);
});

it('one late pong is enough to stay: the count begins anew', async () => {
  const { client, socket, connection } = await connected(false);
  connection.beat();
  connection.beat();
  const answered = once(socket, 'pong');
  client.pong();
  await answered;
  connection.beat();
  connection.beat();
  expect([dropped, socket.readyState]).toEqual([[], WebSocket.OPEN]);
  connection.beat();
  expect(dropped).toEqual(['no-pong']);
});
