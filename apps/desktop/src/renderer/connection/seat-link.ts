import {
  command as commandSchema,
  MAX_MESSAGE_BYTES,
  PROTOCOL_VERSION,
  serverMessage,
  SILENCE_LIMIT_MS,
  type Command,
  type CommandName,
  type RefusalCode,
  type SeatEventMessage,
} from '@hotline/domain/protocol';
import { assertNever, err, ok, type Result } from '@hotline/domain/result';
import { createSilenceWatch } from './silence-watch.ts';
import { idleLink, transition, type Link, type LinkEffect, type LinkInput } from './link-state.ts';

/** One WebSocket: what it tells, and what can be done with it. Nothing is told after `close`. */
export type SocketEnds = {
  readonly opened: () => void;
  readonly closed: () => void;
  readonly received: (data: unknown) => void;
};
type Socket = { send(text: string): void; close(): void };
type CommandArgs<N extends CommandName> = Extract<Command, { name: N }>['args'];
export type CommandError = RefusalCode | 'disconnected';
export type CommandOutcome = Result<Readonly<Record<string, unknown>>, CommandError>;

export type SeatLinkPorts = {
  /** `ws:` or `wss:` address of the bridge's seat end. */
  readonly url: string;
  readonly token: string;
  readonly openSocket: (url: string, ends: SocketEnds) => Socket;
  readonly now: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  readonly setTimer: (run: () => void, ms: number) => () => void;
  readonly onLink: (link: Link) => void;
  readonly onStateRead: (how: 'welcome' | 'resumed') => void;
  readonly onEvent: (event: SeatEventMessage) => void;
};

export type SeatLink = {
  open(): void;
  close(): void;
  /** Do not trust the present socket: take a new one now. */
  renew(): void;
  /** Exactly one outcome; `disconnected` means: not confirmed, and never sent again by itself. */
  command<N extends CommandName>(name: N, args: CommandArgs<N>): Promise<CommandOutcome>;
};

/** No answer within this time: the socket is dead though nobody closed it. */
const ANSWER_LIMIT_MS = 5_000;
/** No connection or no greeting within this time: try again. */
const GREETING_LIMIT_MS = 5_000;

/** Runs the state machine of `link-state.ts` on real sockets and timers. */
export function createSeatLink(ports: SeatLinkPorts): SeatLink {
  let link = idleLink;
  let socket: Socket | null = null;
  let socketNumber = 0;
  let stopTimer: (() => void) | null = null;
  const silence = createSilenceWatch(ports, SILENCE_LIMIT_MS, () =>
    step({ kind: 'renew', at: ports.now() }),
  );
  const pending = new Map<string, { settle: (o: CommandOutcome) => void; stop: () => void }>();

  function step(input: LinkInput): void {
    const next = transition(link, input);
    link = next.link;
    ports.onLink(link);
    for (const effect of next.effects) run(effect);
  }

  function run(effect: LinkEffect): void {
    switch (effect.kind) {
      case 'connect':
        return connect();
      case 'disconnect':
        return drop();
      case 'hello':
        return socket?.send(
          JSON.stringify({
            type: 'hello',
            v: PROTOCOL_VERSION,
            token: ports.token,
            ...(effect.lastSeen === null ? {} : { lastSeen: effect.lastSeen }),
          }),
        );
      case 'retry-in':
        return timer(() => step({ kind: 'retry' }), effect.ms);
      case 'settle': {
        const { answer } = effect;
        const waiting = pending.get(answer.id);
        // A late answer: its command was already told to have failed. The state says what became of it.
        if (waiting === undefined) return undefined;
        pending.delete(answer.id);
        waiting.stop();
        return waiting.settle(answer.ok ? ok(answer.result) : err(answer.error.code));
      }
      case 'fail-pending':
        for (const waiting of pending.values()) {
          waiting.stop();
          waiting.settle(err('disconnected'));
        }
        return pending.clear();
      case 'state-read':
        stopTimer?.();
        stopTimer = null;
        return ports.onStateRead(effect.how);
      case 'tell':
        return ports.onEvent(effect.event);
      default:
        return assertNever(effect);
    }
  }

  function timer(then: () => void, ms: number): void {
    stopTimer?.();
    stopTimer = ports.setTimer(() => {
      stopTimer = null;
      then();
    }, ms);
  }

  function connect(): void {
    // A socket that was given up may still speak; it is no longer listened to.
    const number = (socketNumber += 1);
    const whenMine =
      <A extends unknown[]>(then: (...args: A) => void) =>
      (...args: A) => {
        if (number === socketNumber) then(...args);
      };
    socket = ports.openSocket(ports.url, {
      opened: whenMine(() => step({ kind: 'socket-open' })),
      closed: whenMine(() => {
        silence.stop();
        socket = null;
        step({ kind: 'socket-closed', at: ports.now(), random: ports.random() });
      }),
      received: whenMine(read),
    });
    timer(() => step({ kind: 'renew', at: ports.now() }), GREETING_LIMIT_MS);
  }

  function drop(): void {
    silence.stop();
    stopTimer?.();
    stopTimer = null;
    const old = socket;
    socket = null;
    socketNumber += 1;
    old?.close();
  }

  function read(data: unknown): void {
    const message = parse(data);
    silence.heard(message?.type === 'beat');
    if (message === null) step({ kind: 'malformed' });
    else step({ kind: 'message', message, at: ports.now() });
  }

  return {
    open: () => step({ kind: 'open' }),
    close: () => step({ kind: 'close' }),
    renew: () => step({ kind: 'renew', at: ports.now() }),
    command(name, args) {
      if (link.phase.kind !== 'live' || socket === null)
        return Promise.resolve(err('disconnected'));
      const id = ports.newId();
      const checked = commandSchema.safeParse({ type: 'command', id, name, args });
      if (!checked.success) return Promise.resolve(err('malformed'));
      const text = JSON.stringify(checked.data);
      if (new TextEncoder().encode(text).length > MAX_MESSAGE_BYTES) {
        return Promise.resolve(err('too-large'));
      }
      const sent = socket;
      return new Promise((settle) => {
        const stop = ports.setTimer(
          () => step({ kind: 'renew', at: ports.now() }),
          ANSWER_LIMIT_MS,
        );
        pending.set(id, { settle, stop });
        sent.send(text);
      });
    },
  };
}

function parse(data: unknown) {
  if (typeof data !== 'string') return null;
  try {
    const checked = serverMessage.safeParse(JSON.parse(data));
    return checked.success ? checked.data : null;
  } catch {
    return null;
  }
}
