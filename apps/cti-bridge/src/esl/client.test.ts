import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientState } from './client-state.ts';
import {
  type ClientNotice,
  type EslClient,
  type EslClientOptions,
  createEslClient,
} from './client.ts';
import type { EslConnection } from './connection.ts';
import { type FakeLine, FakePbx, HandClock, jobIdOf } from './fake-pbx.ts';

let pbx: FakePbx;
let clock: HandClock;
let client: EslClient | undefined;

beforeEach(async () => {
  pbx = await FakePbx.listen();
  clock = new HandClock();
});
afterEach(async () => {
  client?.stop();
  await pbx.close();
});

type Resync = {
  connection: EslConnection;
  cause: string;
  done: () => void;
  fail: (error: Error) => void;
};

function start(change: Partial<EslClientOptions> = {}) {
  const delivered: string[] = [];
  const states: ClientState[] = [];
  const notices: ClientNotice[] = [];
  const resyncs: Resync[] = [];
  const created = createEslClient({
    host: '127.0.0.1',
    port: pbx.port,
    password: 'secret',
    events: ['CHANNEL_ANSWER', 'BACKGROUND_JOB'],
    customEvents: [],
    clock,
    random: () => 0,
    onResync: (connection, cause) =>
      new Promise((resolve, reject) => {
        resyncs.push({ connection, cause, done: resolve, fail: reject });
      }),
    onEvent: (event) => delivered.push(event.headers['note'] ?? ''),
    onState: (state) => states.push(state),
    onNotice: (notice) => notices.push(notice),
    ...change,
  });
  if (!created.ok) throw new Error(created.error.code);
  client = created.value;
  client.start();
  return { client, delivered, states, notices, resyncs };
}

const event = (note: string, sequence = 1, core = 'core-1'): Record<string, string> => ({
  'Event-Name': 'CHANNEL_ANSWER',
  'Event-Sequence': String(sequence),
  'Event-Date-Timestamp': '1795303970830875',
  'Core-UUID': core,
  note,
});

const stateIs = (kind: ClientState['kind']): Promise<void> =>
  vi.waitFor(() => expect(client?.state.kind).toBe(kind));

async function live(change?: Partial<EslClientOptions>) {
  const started = start(change);
  const line = await pbx.nextLine();
  await line.logIn();
  await stateIs('resyncing');
  started.resyncs[0]?.done();
  await stateIs('live');
  return { ...started, line };
}

/** Moves the clock to the next try, once one is due. */
async function untilRetry(): Promise<FakeLine> {
  await stateIs('away');
  const state = client?.state;
  if (state?.kind === 'away') clock.advance(state.retryAtMs - clock.now());
  return pbx.nextLine();
}

describe('the state is read before events are delivered', () => {
  it('events that come meanwhile are held and delivered after, in order', async () => {
    const { delivered, resyncs, client: own } = start();
    const line = await pbx.nextLine();
    await line.logIn();
    await stateIs('resyncing');
    expect(resyncs[0]?.cause).toBe('connected');
    line.event(event('one', 1));
    line.event(event('two', 2));
    await vi.waitFor(() => expect(own.counters().eventsHeld).toBe(2));
    // The application's own questions are answered meanwhile.
    const answer = resyncs[0]?.connection.api('conference json_list');
    expect(await line.commands.next()).toBe('api conference json_list');
    line.apiResponse('[]');
    expect(await answer).toEqual({ ok: true, value: '[]' });
    expect(delivered).toEqual([]);
    resyncs[0]?.done();
    await stateIs('live');
    line.event(event('three', 3));
    await vi.waitFor(() => expect(delivered).toEqual(['one', 'two', 'three']));
  });

  it('a resync that fails closes the line and tries again', async () => {
    const { resyncs, notices } = start();
    const line = await pbx.nextLine();
    await line.logIn();
    await stateIs('resyncing');
    resyncs[0]?.fail(new Error('no such table'));
    await stateIs('away');
    expect(client?.state).toMatchObject({ reason: 'resync-failed' });
    expect(notices).toMatchObject([{ kind: 'handler-failed', handler: 'onResync' }]);
    await (await untilRetry()).logIn();
    await vi.waitFor(() => expect(resyncs).toHaveLength(2));
  });

  it('a resync that never ends is given up', async () => {
    start({ resyncTimeoutMs: 3000, probeEveryMs: 60_000 });
    await (await pbx.nextLine()).logIn();
    await stateIs('resyncing');
    clock.advance(3000);
    expect(client?.state).toMatchObject({ kind: 'away', reason: 'resync-failed' });
  });

  it('an answer that comes after the line broke does not make the next one live', async () => {
    const { resyncs, delivered } = start();
    const first = await pbx.nextLine();
    await first.logIn();
    await stateIs('resyncing');
    first.event(event('of the first line'));
    first.hangUp();
    const second = await untilRetry();
    await second.logIn();
    await stateIs('resyncing');
    resyncs[0]?.done();
    await new Promise((resolve) => setImmediate(resolve));
    expect(client?.state.kind).toBe('resyncing');
    resyncs[1]?.done();
    await stateIs('live');
    expect(delivered).toEqual([]);
  });

  it('more events than are kept: the line is closed rather than a hole made', async () => {
    start({ maxHeldEvents: 2 });
    const line = await pbx.nextLine();
    await line.logIn();
    await stateIs('resyncing');
    for (const note of ['1', '2', '3']) line.event(event(note));
    await stateIs('away');
    expect(client?.state).toMatchObject({ reason: 'buffer-overflow' });
  });
});

describe('the line breaks', () => {
  it('nothing is ever sent twice', async () => {
    const { client: own, resyncs, line } = await live();
    const emergency = own.bgapi('originate 110');
    const killed = own.api('uuid_kill x');
    await vi.waitFor(() =>
      expect(pbx.received.some((one) => one.startsWith('api uuid_kill'))).toBe(true),
    );
    line.hangUp();
    expect(await emergency).toEqual({ ok: false, error: { code: 'connection-lost' } });
    expect(await killed).toEqual({ ok: false, error: { code: 'connection-lost' } });
    expect(await own.api('status')).toEqual({ ok: false, error: { code: 'not-connected' } });
    await (await untilRetry()).logIn();
    await vi.waitFor(() => expect(resyncs).toHaveLength(2));
    resyncs[1]?.done();
    await stateIs('live');
    expect(pbx.received.filter((one) => one.startsWith('bgapi originate 110'))).toHaveLength(1);
    expect(pbx.received.filter((one) => one === 'api uuid_kill x')).toHaveLength(1);
    expect(pbx.received.filter((one) => one === 'api status')).toHaveLength(0);
    expect(own.counters()).toMatchObject({ connections: 2, reconnects: 1, resyncs: 2 });
  });

  it('a wrong password is tried again slowly', async () => {
    const { client: own } = start();
    const line = await pbx.nextLine();
    await line.commands.next();
    line.reply('-ERR invalid');
    await stateIs('away');
    expect(client?.state).toMatchObject({
      reason: 'auth-refused',
      retryAtMs: clock.now() + 15_000,
    });
    expect(own.counters().authRefused).toBe(1);
    clock.advance(14_999);
    expect(client?.state.kind).toBe('away');
    clock.advance(1);
    await pbx.nextLine();
  });

  it('stop: no more tries', async () => {
    const { client: own, line } = await live();
    own.stop();
    await line.closed;
    expect(own.state).toEqual({ kind: 'stopped' });
    await vi.waitFor(() => expect(clock.waits).toEqual([]));
  });

  it('start after stop dials again', async () => {
    const { client: own, resyncs } = await live();
    own.stop();
    own.start();
    await (await pbx.nextLine()).logIn();
    await vi.waitFor(() => expect(resyncs).toHaveLength(2));
  });
});

describe('losses', () => {
  it('said by the PBX: the state is read again, events are held meanwhile', async () => {
    const { line, resyncs, delivered, client: own } = await live();
    const log = '[CRIT] mod_event_socket.c:392 Lost [12] events! Event Queue size: [1/100000]\n';
    line.say(`Content-Type: log/data\nContent-Length: ${log.length}\n\n${log}`);
    line.event(event('after the hole'));
    await vi.waitFor(() => expect(resyncs).toHaveLength(2));
    expect(resyncs[1]?.cause).toBe('events-lost');
    await vi.waitFor(() => expect(own.counters().eventsHeld).toBe(1));
    expect(delivered).toEqual([]);
    resyncs[1]?.done();
    await vi.waitFor(() => expect(delivered).toEqual(['after the hole']));
    expect(own.counters()).toMatchObject({ gaps: 1, eventsLost: 12, reconnects: 0 });
  });

  it('jumps of Event-Sequence are none', async () => {
    const { line, delivered, client: own, resyncs } = await live();
    for (const [note, sequence] of [
      ['a', 10],
      ['b', 500],
      ['c', 300],
    ] as const) {
      line.event(event(note, sequence));
    }
    await vi.waitFor(() => expect(delivered).toEqual(['a', 'b', 'c']));
    expect(own.counters()).toMatchObject({ gaps: 0, sequenceSkipped: 489, sequenceBackwards: 1 });
    expect(resyncs).toHaveLength(1);
  });

  it('another Core-UUID after a reconnect is told', async () => {
    const { line, notices, resyncs, delivered } = await live();
    line.event(event('before', 900));
    await vi.waitFor(() => expect(delivered).toHaveLength(1));
    line.hangUp();
    const second = await untilRetry();
    await second.logIn();
    await vi.waitFor(() => expect(resyncs).toHaveLength(2));
    second.event(event('after', 3, 'core-2'));
    await vi.waitFor(() =>
      expect(notices).toEqual([{ kind: 'pbx-restarted', coreUuid: 'core-2' }]),
    );
  });
});

const probed = async (line: FakeLine): Promise<string> => {
  const command = await line.commands.next();
  expect(command).toMatch(/^bgapi strepoch\n/);
  return jobIdOf(command);
};

const answerProbe = (line: FakeLine, jobId: string): void => {
  line.event({
    'Event-Name': 'BACKGROUND_JOB',
    'Job-UUID': jobId,
    'Job-Command': 'strepoch',
    _body: '1',
  });
};

describe('the probe', () => {
  it('reply and job: all is well, and nobody hears of it', async () => {
    const { line, delivered, client: own } = await live();
    for (let round = 0; round < 3; round++) {
      clock.advance(5000);
      const jobId = await probed(line);
      line.reply('+OK');
      answerProbe(line, jobId);
      await vi.waitFor(() => expect(clock.waits).toEqual([5000]));
    }
    expect(delivered).toEqual([]);
    expect(own.counters()).toMatchObject({ gaps: 0, timeouts: 0 });
  });

  it('neither: the line is silent', async () => {
    const { line } = await live();
    clock.advance(5000);
    await probed(line);
    clock.advance(5000);
    await stateIs('away');
    expect(client?.state).toMatchObject({ reason: 'silent' });
  });

  it('a reply without its job: events no longer reach us, so the state is read again', async () => {
    const { line, resyncs, notices, client: own } = await live();
    clock.advance(5000);
    await probed(line);
    line.reply('+OK');
    await vi.waitFor(() => expect(own.counters().frames).toBeGreaterThan(4));
    clock.advance(5000);
    await vi.waitFor(() => expect(resyncs).toHaveLength(2));
    expect(notices).toEqual([{ kind: 'events-lost', how: 'probe-job-missing', lost: undefined }]);
    expect(own.state.kind).toBe('resyncing');
  });
});

describe('the application’s mistakes', () => {
  it('an exception in onEvent costs that event only', async () => {
    const delivered: string[] = [];
    const {
      line,
      notices,
      client: own,
    } = await live({
      onEvent: (one) => {
        const note = one.headers['note'] ?? '';
        if (note === 'bad') throw new Error('stumbled');
        delivered.push(note);
      },
    });
    for (const note of ['a', 'bad', 'b']) line.event(event(note));
    await vi.waitFor(() => expect(delivered).toEqual(['a', 'b']));
    expect(own.counters().handlerErrors).toBe(1);
    expect(notices.map(({ kind }) => kind)).toContain('handler-failed');
  });

  it('settings that must not be used', () => {
    const settings = { host: '127.0.0.1', port: 1, events: ['HEARTBEAT'], customEvents: [] };
    const handlers = { onResync: async () => {}, onEvent: () => {} };
    for (const [password, code] of [
      ['ClueCon', 'password-well-known'],
      ['', 'password-empty'],
    ] as const) {
      expect(createEslClient({ ...settings, ...handlers, password })).toEqual({
        ok: false,
        error: { code },
      });
    }
  });
});
