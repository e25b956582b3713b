/**
 * One WebSocket of a seat.
 *
 *   opened ──hello──► live ──────────► closed
 *      │ 5 s, other version,   ▲ refused: superseded, signed-out, too-large, malformed, too-many
 *      └ bad token ────────────┘ dropped: too slow, no pong, peer gone
 */
import type { WebSocket } from 'ws';
import {
  PROTOCOL_VERSION,
  type Answer,
  type Command,
  type Hello,
  type ServerMessage,
} from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import { readMessage } from './read-message.ts';
import { tokenBucket } from './token-bucket.ts';

const HELLO_WITHIN_MS = 5000;
/** One pong may be late, for a machine under load; two are not there. */
const MOST_UNANSWERED = 2;
/** A seat that is this far behind is closed and reads the state anew, instead of filling our memory. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

const BEAT = JSON.stringify({ type: 'beat' } satisfies ServerMessage);

export type RefusedCode = Extract<ServerMessage, { type: 'refused' }>['code'];

/** WebSocket close codes, private range (RFC 6455 §7.4.2). The `refused` message before it says the same in words. */
const closeCodes: Readonly<Record<RefusedCode, number>> = {
  'protocol-version': 4000,
  'bad-token': 4001,
  superseded: 4002,
  'signed-out': 4003,
  'too-large': 4004,
  malformed: 4005,
  'too-many': 4006,
};

export type ConnectionHost = {
  /** A good hello: attaches the connection to its seat and sends the first message, or refuses. */
  hello(connection: SeatConnection, hello: Hello): void;
  command(connection: SeatConnection, command: Command): void;
  refused(code: RefusedCode, detail: string): void;
  malformed(kind: string): void;
  dropped(why: 'slow' | 'no-pong'): void;
  closed(connection: SeatConnection): void;
  now(): number;
};

export type SeatConnection = {
  /** One server message, as JSON or its UTF-8 bytes. */
  send(message: string | Buffer): void;
  readonly answer: (answer: Answer) => void;
  refuse(code: RefusedCode, detail?: string): void;
  /** Called every `BEAT_EVERY_MS`: a beat for the page, a ping for us; drops a peer that answered none of the last two. */
  beat(): void;
  /** The bridge stops. */
  goAway(): void;
  /** Bounded wait for `goAway` is over. */
  terminate(): void;
};

export function openConnection(socket: WebSocket, host: ConnectionHost): SeatConnection {
  let state: 'opened' | 'live' | 'closing' = 'opened';
  let unanswered = 0;
  // A person at a desk: bursts when a ticket is filed, never a stream.
  const allow = tokenBucket(100, 20);

  const connection: SeatConnection = {
    send(message) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MAX_BUFFERED_BYTES) {
        host.dropped('slow');
        socket.terminate();
        return;
      }
      // A text frame either way.
      socket.send(message, { binary: false });
    },
    answer: (answer) => connection.send(JSON.stringify(answer)),
    refuse(code, detail = code) {
      if (state === 'closing') return;
      state = 'closing';
      host.refused(code, detail);
      const message: ServerMessage =
        code === 'protocol-version'
          ? { type: 'refused', code, speaks: [PROTOCOL_VERSION] }
          : { type: 'refused', code };
      connection.send(JSON.stringify(message));
      socket.close(closeCodes[code], code);
    },
    beat() {
      if (unanswered >= MOST_UNANSWERED) {
        host.dropped('no-pong');
        socket.terminate();
        return;
      }
      unanswered += 1;
      if (state === 'live') connection.send(BEAT);
      if (socket.readyState === socket.OPEN) socket.ping();
    },
    goAway() {
      state = 'closing';
      socket.close(1001, 'bridge stops');
    },
    terminate: () => socket.terminate(),
  };

  const helloTimer = setTimeout(
    () => connection.refuse('malformed', 'no hello in time'),
    HELLO_WITHIN_MS,
  );

  function received(data: Buffer, isBinary: boolean): void {
    if (state === 'closing') return;
    if (!allow(host.now())) {
      connection.refuse('too-many');
      return;
    }
    const message = readMessage(data, isBinary);
    switch (message.kind) {
      case 'hello':
        if (state === 'live') {
          connection.refuse('malformed', 'hello twice');
          return;
        }
        clearTimeout(helloTimer);
        state = 'live';
        host.hello(connection, message.hello);
        // The page watches for silence from the first beat on, so it is given one at once (nothing to a refused one).
        connection.send(BEAT);
        return;
      case 'other-version':
        connection.refuse('protocol-version');
        return;
      case 'too-large':
        host.malformed('too-large');
        connection.refuse('too-large');
        return;
      case 'malformed':
        host.malformed('message');
        connection.refuse('malformed', message.detail);
        return;
      case 'bad-command':
        host.malformed(message.code);
        if (state === 'opened') connection.refuse('malformed', 'command before hello');
        else {
          connection.answer({
            type: 'answer',
            id: message.id,
            ok: false,
            error: { code: message.code, detail: message.detail },
          });
        }
        return;
      case 'command':
        if (state === 'opened') connection.refuse('malformed', 'command before hello');
        else host.command(connection, message.command);
        return;
      default:
        assertNever(message);
    }
  }

  // One buffer a message: @fastify/websocket leaves ws's default binaryType (nodebuffer) alone.
  socket.on('message', (data, isBinary) => received(data as Buffer, isBinary));
  socket.on('pong', () => (unanswered = 0));
  // A frame beyond the hard limit, a bad UTF-8 text, a broken frame: ws closes with the code of RFC 6455 itself.
  socket.on('error', () => host.malformed('frame'));
  socket.on('close', () => {
    clearTimeout(helloTimer);
    state = 'closing';
    host.closed(connection);
  });
  return connection;
}
