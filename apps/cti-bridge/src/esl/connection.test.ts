import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection, type ConnectionHandlers, type ConnectionOptions } from './connection.ts';
import { newCounters } from './counters.ts';
import type { EslEvent } from './event.ts';
import { type FakeLine, FakePbx, HandClock, eventFrame, jobIdOf } from './fake-pbx.ts';

let pbx: FakePbx;
let clock: HandClock;

beforeEach(async () => {
  pbx = await FakePbx.listen();
  clock = new HandClock();
});
afterEach(() => pbx.close());

function dial(change: Partial<ConnectionOptions> = {}) {
  const events: EslEvent[] = [];
  const counters = newCounters();
  const closed = vi.fn<ConnectionHandlers['onClosed']>();
  const lossNotices: number[] = [];
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();
  const connection = new Connection(
    {
      host: '127.0.0.1',
      port: pbx.port,
      password: 'secret',
      events: ['CHANNEL_ANSWER', 'BACKGROUND_JOB'],
      customEvents: [],
      lossNotices: true,
      clock,
      counters,
      ...change,
    },
    {
      onConnected: () => {},
      onReady: becomeReady,
      onEvent: (event) => events.push(event),
      onLossNotice: ({ lost }) => lossNotices.push(lost),
      onClosed: closed,
    },
  );
  return { connection, events, counters, closed, ready, lossNotices };
}

async function loggedIn(change?: Partial<ConnectionOptions>) {
  const dialled = dial(change);
  const line = await pbx.nextLine();
  await line.logIn();
  await dialled.ready;
  return { ...dialled, line };
}

const nextJob = async (line: FakeLine): Promise<string> => jobIdOf(await line.commands.next());

describe('logging in', () => {
  it('a wrong password ends the connection with the PBX’s words', async () => {
    const { closed } = dial();
    const line = await pbx.nextLine();
    expect(await line.commands.next()).toBe('auth secret');
    line.reply('-ERR invalid');
    await line.closed;
    await vi.waitFor(() => expect(closed).toHaveBeenCalledWith('auth-refused', '-ERR invalid'));
  });

  it('a PBX that says nothing is given up', async () => {
    const { closed } = dial();
    const line = await pbx.nextLine();
    expect(await line.commands.next()).toBe('auth secret');
    clock.advance(5000);
    expect(closed).toHaveBeenCalledWith('handshake-timed-out', '');
  });

  it('nobody listens', async () => {
    const port = pbx.port;
    await pbx.close();
    const { closed } = dial({ port });
    await vi.waitFor(() =>
      expect(closed).toHaveBeenCalledWith(
        'connect-failed',
        expect.stringContaining('ECONNREFUSED'),
      ),
    );
    pbx = await FakePbx.listen();
  });

  it('no command leaves before the login is through', async () => {
    const { connection } = dial();
    expect(await connection.api('status')).toEqual({ ok: false, error: { code: 'not-connected' } });
    expect(pbx.received).toEqual([]);
  });
});

describe('api', () => {
  it('answers go to the commands in order', async () => {
    const { connection, line } = await loggedIn();
    const answers = Promise.all([
      connection.api('one'),
      connection.api('two'),
      connection.api('three'),
    ]);
    expect([
      await line.commands.next(),
      await line.commands.next(),
      await line.commands.next(),
    ]).toEqual(['api one', 'api two', 'api three']);
    line.apiResponse('1: 一\n');
    line.reply('-ERR permission denied');
    line.apiResponse('-ERR No such channel!\n');
    expect(await answers).toEqual([
      { ok: true, value: '1: 一\n' },
      { ok: false, error: { code: 'refused', reply: '-ERR permission denied' } },
      { ok: false, error: { code: 'refused', reply: '-ERR No such channel!' } },
    ]);
  });

  it('a late answer is not taken for the next one’s', async () => {
    const { connection, line, counters } = await loggedIn();
    const slow = connection.api('slow', { timeoutMs: 100 });
    await line.commands.next();
    clock.advance(100);
    expect(await slow).toEqual({ ok: false, error: { code: 'timed-out', afterMs: 100 } });
    const next = connection.api('next');
    await line.commands.next();
    line.apiResponse('late');
    line.apiResponse('right');
    expect(await next).toEqual({ ok: true, value: 'right' });
    expect(counters).toMatchObject({ timeouts: 1, lateReplies: 1, commandsSent: 2 });
  });

  it.each(['status\n\napi system reboot', 'a\rb', 'a\nJob-UUID: x', 'a\0b'])(
    'a command with a line break in it is never sent: %j',
    async (command) => {
      const { connection } = await loggedIn();
      const before = pbx.received.length;
      expect(await connection.api(command)).toEqual({
        ok: false,
        error: { code: 'unsafe-command' },
      });
      expect(await connection.bgapi(command)).toEqual({
        ok: false,
        error: { code: 'unsafe-command' },
      });
      expect(pbx.received).toHaveLength(before);
    },
  );
});

describe('bgapi', () => {
  it('the job may be done before the reply', async () => {
    const { connection, line, events } = await loggedIn();
    const result = connection.bgapi('originate x');
    const jobId = await nextJob(line);
    line.job(jobId, '+OK leg\n');
    expect(await result).toEqual({ ok: true, value: { jobId, reply: '+OK leg\n' } });
    line.reply(`+OK Job-UUID: ${jobId}`, `Job-UUID: ${jobId}\n`);
    const next = connection.api('status');
    await line.commands.next();
    line.apiResponse('UP');
    expect(await next).toEqual({ ok: true, value: 'UP' });
    expect(events.map(({ name }) => name)).toEqual(['BACKGROUND_JOB']);
  });

  it('or long after it, in any order', async () => {
    const { connection, line } = await loggedIn();
    const both = Promise.all([connection.bgapi('a'), connection.bgapi('b')]);
    const [a, b] = [await nextJob(line), await nextJob(line)];
    line.reply(`+OK Job-UUID: ${a}`);
    line.reply(`+OK Job-UUID: ${b}`);
    line.job(b, '+OK b');
    line.job('somebody-elses', '+OK');
    line.job(a, '-ERR USER_BUSY\n');
    expect(await both).toEqual([
      { ok: false, error: { code: 'refused', reply: '-ERR USER_BUSY' } },
      { ok: true, value: { jobId: b, reply: '+OK b' } },
    ]);
  });

  it('a job that is lost ends in a time-out', async () => {
    const { connection, line, counters } = await loggedIn();
    const result = connection.bgapi('originate x', { timeoutMs: 30_000 });
    const jobId = await nextJob(line);
    line.reply(`+OK Job-UUID: ${jobId}`);
    await vi.waitFor(() => expect(clock.waits).toEqual([30_000]));
    clock.advance(30_000);
    expect(await result).toEqual({ ok: false, error: { code: 'timed-out', afterMs: 30_000 } });
    line.job(jobId, '+OK late');
    await vi.waitFor(() => expect(counters.lateJobs).toBe(1));
    expect(counters.timeouts).toBe(1);
  });

  it('a command that is refused never becomes a job', async () => {
    const { connection, line } = await loggedIn();
    const result = connection.bgapi('system reboot');
    await line.commands.next();
    line.reply('-ERR permission denied');
    expect(await result).toEqual({
      ok: false,
      error: { code: 'refused', reply: '-ERR permission denied' },
    });
    expect(clock.waits).toEqual([]);
  });
});

describe('the connection ends', () => {
  it('everything under way is told that its outcome is unknown', async () => {
    const { connection, line, closed } = await loggedIn();
    const job = connection.bgapi('originate 110');
    line.reply(`+OK Job-UUID: ${await nextJob(line)}`);
    const api = connection.api('uuid_kill x');
    await line.commands.next();
    line.hangUp();
    expect(await api).toEqual({ ok: false, error: { code: 'connection-lost' } });
    expect(await job).toEqual({ ok: false, error: { code: 'connection-lost' } });
    expect(closed.mock.calls.map(([reason]) => reason)).toEqual(['connection-lost']);
    expect(clock.waits).toEqual([]);
  });

  it('in the middle of a frame: what came before is delivered, the half is not', async () => {
    const { line, events, closed } = await loggedIn();
    const frame = eventFrame({ 'Event-Name': 'CHANNEL_ANSWER', note: '转接' });
    line.say(frame + frame.slice(0, -7));
    line.socket.end();
    await vi.waitFor(() => expect(closed).toHaveBeenCalledWith('connection-lost', ''));
    expect(events).toHaveLength(1);
  });

  it('with a goodbye: the PBX’s own words', async () => {
    const { line, closed } = await loggedIn();
    line.say(
      'Content-Type: text/disconnect-notice\nContent-Length: 44\n\nkilled listener because of lost events\nbye\n\n\n',
    );
    line.socket.end();
    await vi.waitFor(() =>
      expect(closed).toHaveBeenCalledWith(
        'disconnect-notice',
        expect.stringContaining('killed listener'),
      ),
    );
  });

  it('a length that cannot be believed ends it, a body that is too large does not', async () => {
    const { line, closed, counters, events } = await loggedIn({
      limits: { maxBodyBytes: 1000, maxHeaderBytes: 1000 },
    });
    line.say(eventFrame({ 'Event-Name': 'CHANNEL_ANSWER', large: 'x'.repeat(5000) }));
    line.event({ 'Event-Name': 'CHANNEL_ANSWER' });
    await vi.waitFor(() => expect(events).toHaveLength(1));
    expect(counters.malformedFrames).toBe(1);
    line.say('Content-Type: text/event-json\nContent-Length: -3\n\n{}\n\n');
    await vi.waitFor(() =>
      expect(closed).toHaveBeenCalledWith('protocol-broken', 'content-length-invalid'),
    );
  });
});

describe('what comes by itself', () => {
  it('broken events are counted, the next one is delivered', async () => {
    const { line, events, counters } = await loggedIn();
    line.say('Content-Length: 5\nContent-Type: text/event-json\n\n{"a":');
    line.say('Content-Length: 2\nContent-Type: text/unheard-of\n\nxx');
    line.say(`no colon here\n${eventFrame({ 'Event-Name': 'HEARTBEAT' })}`);
    line.event({ 'Event-Name': 'CHANNEL_ANSWER' });
    await vi.waitFor(() => expect(events).toHaveLength(2));
    expect(events.map(({ name }) => name)).toEqual(['HEARTBEAT', 'CHANNEL_ANSWER']);
    expect(counters).toMatchObject({ malformedHeaders: 1, malformedFrames: 1, malformedEvents: 1 });
  });

  it('a loss that the PBX writes into its log', async () => {
    const { line, lossNotices } = await loggedIn();
    const log = '[CRIT] mod_event_socket.c:392 Lost [12] events! Event Queue size: [1/100000]\n';
    line.say(`Content-Type: log/data\nContent-Length: ${log.length}\nLog-Level: 2\n\n${log}`);
    await vi.waitFor(() => expect(lossNotices).toEqual([12]));
  });

  it('a reply that nobody asked for is counted', async () => {
    const { line, counters } = await loggedIn();
    line.reply('+OK surprise');
    await vi.waitFor(() => expect(counters.unexpectedReplies).toBe(1));
  });
});
