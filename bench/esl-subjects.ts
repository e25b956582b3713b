/**
 * The four clients, each connected through its own public way: it dials, logs in, subscribes, and hands its event
 * objects to a listener. `read` takes one header out of such an object.
 */
import { createRequire } from 'node:module';
import { createEslClient } from '../apps/cti-bridge/src/esl/index.ts';

export type Received = { read(header: string): unknown };

export type Subject = (port: number, onEvent: (received: Received) => void) => void;

export const PASSWORD = 'bench-password';
const EVENTS = ['CHANNEL_CREATE', 'CHANNEL_PROGRESS', 'CHANNEL_ANSWER', 'CHANNEL_HANGUP_COMPLETE'];
const CUSTOM = 'conference::maintenance';

const require = createRequire(import.meta.url);

const ours: Subject = (port, onEvent) => {
  const client = createEslClient({
    host: '127.0.0.1',
    port,
    password: PASSWORD,
    events: EVENTS,
    customEvents: [CUSTOM],
    onResync: async () => {},
    onEvent: (event) => {
      onEvent({ read: (header) => event.headers[header] });
    },
    // The server of this bench answers no commands.
    probeEveryMs: 3_600_000,
  });
  if (!client.ok) throw new Error(client.error.code);
  client.value.start();
};

type ModeslEvent = { getHeader(name: string): unknown };
type ModeslConnection = {
  on(event: string, listener: (event: ModeslEvent) => void): void;
  subscribe(events: readonly string[]): void;
};
type Modesl = {
  Connection: new (
    host: string,
    port: number,
    password: string,
    ready: () => void,
  ) => ModeslConnection;
};

const modeslLike =
  (load: () => unknown): Subject =>
  (port, onEvent) => {
    const { Connection } = load() as Modesl;
    const connection = new Connection('127.0.0.1', port, PASSWORD, () => {
      connection.subscribe([...EVENTS, 'CUSTOM', CUSTOM]);
    });
    for (const event of [...EVENTS, 'CUSTOM']) {
      connection.on(`esl::event::${event}::*`, (received) => {
        onEvent({ read: (header) => received.getHeader(header) });
      });
    }
  };

type EslCall = {
  on(event: string, listener: (message: { body: Record<string, unknown> }) => void): void;
  event_json(...events: readonly string[]): Promise<unknown>;
};
type EslClient = {
  on(event: 'connect', listener: (call: EslCall) => void): void;
  connect(): void;
};

type Esl = { FreeSwitchClient: new (options: object) => EslClient };

const esl: Subject = (port, onEvent) => {
  const { FreeSwitchClient } = require('esl') as Esl;
  const silent = { debug() {}, info() {}, error() {} };
  const client = new FreeSwitchClient({ port, password: PASSWORD, logger: silent });
  client.on('connect', (call) => {
    for (const event of [...EVENTS, 'CUSTOM']) {
      call.on(event, ({ body }) => {
        onEvent({ read: (header) => body[header] });
      });
    }
    void call.event_json(...EVENTS, 'CUSTOM', CUSTOM);
  });
  client.connect();
};

export const SUBJECTS: Readonly<Record<string, Subject>> = {
  ours,
  modesl: modeslLike(() => require('modesl')),
  'drachtio-modesl': modeslLike(() => require('drachtio-modesl')),
  esl,
};
