/** All seats' connections: who is attached where, events out, commands in. The one writer of a seat's connection. */
import type { WebSocket } from 'ws';
import {
  BEAT_EVERY_MS,
  PROTOCOL_VERSION,
  type Answer,
  type Command,
  type Hello,
  type SeatEventMessage,
  type ServerMessage,
} from '@hotline/domain/protocol';
import type { Logger } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { LogInRegistry, SeatLogIn } from '../people/log-in-registry.ts';
import type { DeskPort } from '../ports.ts';
import { createOnceOnly, type OnceOnly } from './once-only.ts';
import {
  openConnection,
  type ConnectionHost,
  type RefusedCode,
  type SeatConnection,
} from './seat-connection.ts';
import { createSeatFeed, type SeatFeed } from './seat-feed.ts';

export type SeatHubOptions = {
  readonly desk: DeskPort;
  readonly logIns: LogInRegistry;
  /** Names this run of the bridge. */
  readonly epoch: string;
  readonly now: () => number;
  readonly log: Logger;
  readonly metrics: Metrics;
};

export type SeatHub = {
  /** A socket whose origin was allowed. */
  open(socket: WebSocket): void;
  /** An event of the desk, to one seat. */
  publish(seatId: string, event: SeatEventMessage): void;
  /** The seat's log-in has ended: its connection is told why and closed, its feed forgotten. */
  leave(seatId: string, code: RefusedCode): void;
  /** Every few seconds: keeps the log-ins of connected seats alive. */
  beat(): void;
  /** Closes all connections; those that do not close within `graceMs` are cut. */
  stop(graceMs: number): Promise<void>;
};

/** What belongs to a seat's log-in and outlives its connections. */
type Seat = {
  readonly logIn: SeatLogIn;
  readonly feed: SeatFeed;
  readonly commands: OnceOnly;
  connection: SeatConnection | null;
  /** Number of the last event that was given to the connection. */
  sent: number;
};

/** Lists and figures for everybody. They wait for what one person waits for: a pop goes before all of them. */
const forEverybody: ReadonlySet<SeatEventMessage['kind']> = new Set([
  'waiting-changed',
  'figures-changed',
  'my-day-changed',
  'hotline-changed',
]);
/** Seats served at one go with those; between two goes the PBX's events are read. About a millisecond. */
const SEATS_AT_A_GO = 25;
/** Well within what a feed keeps. */
const MOST_BEHIND = 100;

export function createSeatHub(options: SeatHubOptions): SeatHub {
  const { desk, logIns, epoch, now, log, metrics } = options;
  const seats = new Map<string, Seat>();
  const seatOf = new Map<SeatConnection, Seat>();
  const connections = new Set<SeatConnection>();
  /** Seats with events that are not sent yet. */
  const behind = new Set<Seat>();
  let allClosed: (() => void) | null = null;

  /** Made when its log-in first connects; a newer log-in of the seat starts anew. */
  function seatFor(logIn: SeatLogIn): Seat {
    const known = seats.get(logIn.seatId);
    if (known?.logIn.tokenHash === logIn.tokenHash) return known;
    const seat: Seat = {
      logIn,
      feed: createSeatFeed(),
      commands: createOnceOnly((command) => execute(logIn.seatId, command)),
      connection: null,
      sent: 0,
    };
    seats.set(logIn.seatId, seat);
    return seat;
  }

  async function execute(seatId: string, command: Command): Promise<Answer> {
    const stop = metrics.commandSeconds.startTimer();
    try {
      const answer = await desk.handle(seatId, command);
      metrics.commands.inc({ name: command.name, result: answer.ok ? 'ok' : answer.error.code });
      return answer;
    } catch (err) {
      log.error({ err, seatId, command: command.name }, 'command failed');
      metrics.commands.inc({ name: command.name, result: 'internal' });
      throw err;
    } finally {
      stop();
    }
  }

  function attach(connection: SeatConnection, { token, lastSeen }: Hello): void {
    const logIn = logIns.byToken(token, now());
    if (logIn === null || logIn.seatId === null) {
      connection.refuse('bad-token');
      return;
    }
    const seat = seatFor(logIn);
    const earlier = seat.connection;
    if (earlier !== null) {
      seatOf.delete(earlier);
      earlier.refuse('superseded');
    }
    seat.connection = null;
    seatOf.set(connection, seat);
    logIns.touch(logIn, now());
    // What this changes is numbered before the snapshot is read or the missed events are sent.
    desk.setConnected(logIn.seatId, true);

    const isKnown = lastSeen?.epoch === epoch && seat.feed.after(lastSeen.seq) !== null;
    const first: ServerMessage =
      isKnown && lastSeen !== undefined
        ? { type: 'resumed', epoch, from: lastSeen.seq, now: now() }
        : {
            type: 'welcome',
            v: PROTOCOL_VERSION,
            epoch,
            seq: seat.feed.seq,
            now: now(),
            snapshot: desk.snapshot(logIn.seatId),
          };
    connection.send(JSON.stringify(first));
    seat.connection = connection;
    seat.sent = first.type === 'resumed' ? first.from : first.seq;
    bringUpToDate(seat);
    countConnections();
  }

  /** Everything it has not been sent, in order. */
  function bringUpToDate(seat: Seat): void {
    behind.delete(seat);
    const { connection, feed } = seat;
    if (connection === null) return;
    const messages = feed.after(seat.sent);
    seat.sent = feed.seq;
    if (messages === null) throw new Error('a seat fell behind its own feed');
    for (const message of messages) connection.send(message);
  }

  function serveThoseBehind(): void {
    let served = 0;
    for (const seat of behind) {
      if (served === SEATS_AT_A_GO) {
        setImmediate(serveThoseBehind);
        return;
      }
      bringUpToDate(seat);
      served += 1;
    }
  }

  function detach(connection: SeatConnection): void {
    const seat = seatOf.get(connection);
    seatOf.delete(connection);
    if (seat?.connection !== connection) return;
    seat.connection = null;
    behind.delete(seat);
    countConnections();
    if (seats.get(seat.logIn.seatId) === seat) desk.setConnected(seat.logIn.seatId, false);
  }

  function countConnections(): void {
    metrics.seatConnections.set(seatOf.size);
  }

  const beating = setInterval(() => {
    for (const connection of connections) connection.beat();
  }, BEAT_EVERY_MS);

  const host: ConnectionHost = {
    hello(connection, hello) {
      try {
        attach(connection, hello);
      } catch (err) {
        // A fault of ours; the seat comes again.
        log.error({ err }, 'a seat could not be attached');
        connection.terminate();
      }
    },
    command(connection, command) {
      seatOf.get(connection)?.commands.take(command, now(), connection.answer);
    },
    refused(code, detail) {
      metrics.connectionsRefused.inc({ code });
      log.info({ code, detail }, 'seat connection refused');
    },
    malformed: (kind) => metrics.malformed.inc({ kind }),
    dropped(why) {
      metrics.connectionsRefused.inc({ code: why });
      log.warn({ why }, 'seat connection dropped');
    },
    closed(connection) {
      connections.delete(connection);
      detach(connection);
      if (connections.size === 0) allClosed?.();
    },
    now,
  };

  return {
    open(socket) {
      connections.add(openConnection(socket, host));
    },
    publish(seatId, event) {
      const seat = seats.get(seatId);
      if (seat === undefined) return;
      seat.feed.push(now(), event);
      if (seat.connection === null) return;
      metrics.eventsSent.inc({ kind: event.kind });
      const isLate = seat.feed.seq - seat.sent > MOST_BEHIND;
      if (isLate || !forEverybody.has(event.kind)) {
        bringUpToDate(seat);
        return;
      }
      if (behind.size === 0) setImmediate(serveThoseBehind);
      behind.add(seat);
    },
    leave(seatId, code) {
      const seat = seats.get(seatId);
      if (seat === undefined) return;
      seats.delete(seatId);
      bringUpToDate(seat);
      const { connection } = seat;
      seat.connection = null;
      if (connection === null) return;
      seatOf.delete(connection);
      connection.refuse(code);
      countConnections();
      desk.setConnected(seatId, false);
    },
    beat() {
      for (const { logIn } of seatOf.values()) logIns.touch(logIn, now());
    },
    async stop(graceMs) {
      clearInterval(beating);
      for (const connection of connections) connection.goAway();
      if (connections.size > 0) {
        await new Promise<void>((resolve) => {
          allClosed = resolve;
          setTimeout(resolve, graceMs);
        });
      }
      for (const connection of connections) connection.terminate();
    },
  };
}
