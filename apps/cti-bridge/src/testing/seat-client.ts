/** A seat without a screen, for tests: one WebSocket, messages in order. */
import { WebSocket } from 'ws';
import {
  PROTOCOL_VERSION,
  serverMessage,
  type Hello,
  type ServerMessage,
} from '@hotline/domain/protocol';

export type SeatClient = {
  readonly socket: WebSocket;
  send(message: unknown): void;
  hello(token: string, lastSeen?: Hello['lastSeen']): void;
  command(id: string, name: string, args?: unknown): void;
  /** The next message, checked against the protocol. Rejects when the connection closes before it comes. */
  next(): Promise<ServerMessage>;
  /** The next message of that type; others are passed over. */
  nextOf<T extends ServerMessage['type']>(type: T): Promise<Extract<ServerMessage, { type: T }>>;
  /** Close code. */
  closed: Promise<number>;
};

export async function connectSeat(
  origin: string,
  pageOrigin?: string,
  ca?: string,
): Promise<SeatClient> {
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/ws/seat`, {
    ...(pageOrigin === undefined ? {} : { origin: pageOrigin }),
    ...(ca === undefined ? {} : { ca }),
    maxPayload: 64 * 1024 * 1024,
  });
  const received: ServerMessage[] = [];
  const waiting: PromiseWithResolvers<ServerMessage>[] = [];
  socket.on('message', (data: Buffer) => {
    const message = serverMessage.parse(JSON.parse(data.toString('utf8')));
    const first = waiting.shift();
    if (first === undefined) received.push(message);
    else first.resolve(message);
  });
  const closed = new Promise<number>((resolve) =>
    socket.once('close', (code) => {
      for (const each of waiting.splice(0)) each.reject(new Error(`closed with ${code}`));
      resolve(code);
    }),
  );
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  // Later faults show as `closed`.
  socket.on('error', () => {});

  const client: SeatClient = {
    socket,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    hello: (token, lastSeen) =>
      client.send({
        type: 'hello',
        v: PROTOCOL_VERSION,
        token,
        ...(lastSeen === undefined ? {} : { lastSeen }),
      }),
    command: (id, name, args = {}) => client.send({ type: 'command', id, name, args }),
    next() {
      const ready = received.shift();
      if (ready !== undefined) return Promise.resolve(ready);
      if (socket.readyState >= socket.CLOSING) return Promise.reject(new Error('closed'));
      const wait = Promise.withResolvers<ServerMessage>();
      waiting.push(wait);
      return wait.promise;
    },
    async nextOf(type) {
      for (;;) {
        const message = await client.next();
        if (message.type === type) return message as never;
      }
    },
  };
  return client;
}
