import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  MAX_MESSAGE_BYTES,
  PROTOCOL_VERSION,
  type SeatEventMessage,
} from '@hotline/domain/protocol';
import { connectSeat, type SeatClient } from '../testing/seat-client.ts';
import { forget, startTestBridge, type TestBridge } from '../testing/test-bridge.ts';

let bridge: TestBridge;
beforeAll(async () => {
  bridge = await startTestBridge({
    change: (config) => ({
      ...config,
      signIn: { ...config.signIn, attemptsPerMinute: 1000 },
      people: [
        ...config.people,
        { id: 'wu.early', name: '早班', seat: '1777', role: 'agent', skills: [] },
        { id: 'qi.late', name: '晚班', seat: '1777', role: 'agent', skills: [] },
      ],
    }),
  });
});
afterAll(async () => {
  await bridge.stop();
  forget(bridge.folder);
});

async function welcomed(
  person = 'zhou.min',
): Promise<{ seat: SeatClient; token: string; seatId: string }> {
  const { token, seatId } = await bridge.grant(person);
  const seat = await connectSeat(bridge.origin);
  seat.hello(token);
  await seat.nextOf('welcome');
  return { seat, token, seatId };
}
const event: SeatEventMessage = { kind: 'waiting-changed', waiting: [] };

describe('hello', () => {
  it('is answered with a snapshot, the epoch and the bridge clock', async () => {
    const { token, seatId } = await bridge.grant('zhou.min');
    const seat = await connectSeat(bridge.origin);
    seat.hello(token);
    const welcome = await seat.nextOf('welcome');
    expect(welcome).toMatchObject({
      v: PROTOCOL_VERSION,
      epoch: bridge.epoch,
      snapshot: { seat: { seatId, personName: '周敏' } },
    });
    expect(Math.abs(welcome.now - Date.now())).toBeLessThan(2000);
    expect(bridge.desk.told).toContain(`connected ${seatId} true`);
  });

  it('of another version is refused with the versions spoken', async () => {
    const seat = await connectSeat(bridge.origin);
    seat.send({ type: 'hello', v: 0, anything: 'else' });
    expect(await seat.next()).toEqual({
      type: 'refused',
      code: 'protocol-version',
      speaks: [PROTOCOL_VERSION],
    });
    expect(await seat.closed).toBe(4000);
  });

  it('with a bad token is refused', async () => {
    const seat = await connectSeat(bridge.origin);
    seat.hello('not-a-token');
    expect(await seat.next()).toEqual({ type: 'refused', code: 'bad-token' });
    expect(await seat.closed).toBe(4001);
  });

  it('is due within five seconds', async () => {
    const seat = await connectSeat(bridge.origin);
    const opened = Date.now();
    expect(await seat.next()).toEqual({ type: 'refused', code: 'malformed' });
    expect(Date.now() - opened).toBeGreaterThan(4500);
  }, 10_000);

  it.each([
    ['a command first', { type: 'command', id: '1', name: 'seat.sign-out', args: {} }],
    ['no JSON', 'hello?'],
    ['a list', []],
    ['no token', { type: 'hello', v: PROTOCOL_VERSION }],
  ])('cannot be %s', async (_, first) => {
    const seat = await connectSeat(bridge.origin);
    seat.send(first);
    expect(await seat.next()).toEqual({ type: 'refused', code: 'malformed' });
    expect(await seat.closed).toBe(4005);
  });

  it('is followed by a beat at once: a way that dies in the next moment is noticed', async () => {
    const { seat } = await welcomed();
    expect(await seat.next()).toEqual({ type: 'beat' });
  });

  it('comes once', async () => {
    const { seat, token } = await welcomed();
    seat.hello(token);
    expect(await seat.nextOf('refused')).toMatchObject({ code: 'malformed' });
  });
});

describe('pages of other origins', () => {
  it('cannot connect, log in, or read', async () => {
    await expect(connectSeat(bridge.origin, 'https://evil.test')).rejects.toThrow('403');
    const evil = { headers: { origin: 'https://evil.test', 'content-type': 'application/json' } };
    expect((await fetch(`${bridge.origin}/api/v1/hotline`, evil)).status).toBe(403);
    expect(
      (await fetch(`${bridge.origin}/api/v1/log-in`, { ...evil, method: 'POST', body: '{}' }))
        .status,
    ).toBe(403);
  });

  it('can when the configuration names them, and the bridge’s own', async () => {
    for (const origin of ['hotline://desk', bridge.origin, `http://localhost:${bridge.port}`]) {
      (await connectSeat(bridge.origin, origin)).socket.close();
    }
    const preflight = await fetch(`${bridge.origin}/api/v1/log-in`, {
      method: 'OPTIONS',
      headers: {
        origin: 'hotline://desk',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('hotline://desk');
  });
});

describe('commands', () => {
  it('are executed and answered once each', async () => {
    const { seat, seatId } = await welcomed();
    seat.command('c1', 'seat.set', { to: { kind: 'ready' } });
    expect(await seat.nextOf('answer')).toEqual({ type: 'answer', id: 'c1', ok: true, result: {} });
    expect(bridge.desk.commands.filter(({ command }) => command.id === 'c1')).toMatchObject([
      { seatId },
    ]);
  });

  it('unknown, malformed and not the seat’s own are answered with the code', async () => {
    const { seat } = await welcomed();
    seat.command('u1', 'call.teleport', { callId: 'x' });
    seat.command('m1', 'call.hang-up', { call: 'x' });
    seat.command('n1', 'call.hang-up', { callId: 'of-another' });
    const codes = [];
    for (let each = 0; each < 3; each += 1) codes.push(await seat.nextOf('answer'));
    expect(codes.sort((a, b) => a.id.localeCompare(b.id))).toMatchObject([
      { id: 'm1', ok: false, error: { code: 'malformed' } },
      { id: 'n1', ok: false, error: { code: 'not-your-call' } },
      { id: 'u1', ok: false, error: { code: 'unknown-command' } },
    ]);
    expect(bridge.desk.commands.map(({ command }) => command.id)).not.toContain('m1');
  });

  it('that break the desk are answered "internal"', async () => {
    const { seat } = await welcomed();
    seat.command('b1', 'call.reject', { callId: 'x' });
    expect(await seat.nextOf('answer')).toMatchObject({
      id: 'b1',
      ok: false,
      error: { code: 'internal' },
    });
  });

  it('with an id that came before are answered again and not executed again, over a reconnect too', async () => {
    const { seat, token } = await welcomed('he.jing');
    const release = bridge.desk.hold();
    seat.command('d1', 'wrap.finish', { callId: 'x' });
    seat.command('d1', 'wrap.finish', { callId: 'x' });
    const again = await connectSeat(bridge.origin);
    again.hello(token);
    await again.nextOf('welcome');
    again.command('d1', 'wrap.finish', { callId: 'x' });
    again.command('later', 'wrap.finish', { callId: 'y' });
    release();
    expect(await again.nextOf('answer')).toMatchObject({ id: 'd1', ok: true });
    expect(await again.nextOf('answer')).toMatchObject({ id: 'later', ok: true });
    again.command('d1', 'wrap.finish', { callId: 'x' });
    expect(await again.nextOf('answer')).toMatchObject({ id: 'd1', ok: true });
    expect(bridge.desk.commands.filter(({ command }) => command.id === 'd1')).toHaveLength(1);
  });

  it('too large, or binary, end the connection with the reason', async () => {
    const { seat } = await welcomed();
    seat.send(JSON.stringify({ type: 'command', id: 'l1', x: 'x'.repeat(MAX_MESSAGE_BYTES) }));
    expect(await seat.nextOf('refused')).toEqual({ type: 'refused', code: 'too-large' });
    expect(await seat.closed).toBe(4004);
    const other = await welcomed();
    other.seat.socket.send(Buffer.from([1, 2, 3]));
    expect(await other.seat.nextOf('refused')).toMatchObject({ code: 'malformed' });
    const third = await welcomed();
    third.seat.send('x'.repeat(5 * MAX_MESSAGE_BYTES));
    expect(await third.seat.closed).toBe(1009);
  });

  it('in a flood end the connection', async () => {
    const { seat } = await welcomed();
    for (let each = 0; each < 200; each += 1)
      seat.command(`f${each}`, 'device.report', { media: 'ok' });
    expect(await seat.nextOf('refused')).toMatchObject({ code: 'too-many' });
  });
});

describe('events', () => {
  it('are numbered without a gap, and a seat that comes back is told what it missed', async () => {
    const { seat, token, seatId } = await welcomed('ma.tao');
    for (let each = 0; each < 3; each += 1) bridge.desk.emit(seatId, event);
    const first = await seat.nextOf('event');
    expect((await seat.nextOf('event')).seq).toBe(first.seq + 1);
    seat.socket.close();
    await seat.closed;
    bridge.desk.emit(seatId, event);
    const back = await connectSeat(bridge.origin);
    back.hello(token, { epoch: bridge.epoch, seq: first.seq + 1 });
    expect(await back.next()).toMatchObject({ type: 'resumed', from: first.seq + 1 });
    expect(await back.nextOf('event')).toMatchObject({ type: 'event', seq: first.seq + 2, event });
    expect(await back.nextOf('event')).toMatchObject({ type: 'event', seq: first.seq + 3, event });
    bridge.desk.emit(seatId, event);
    expect(await back.nextOf('event')).toMatchObject({ type: 'event', seq: first.seq + 4 });
  });

  it.each([
    ['of another run of the bridge', () => ({ epoch: 'another', seq: 0 })],
    ['from the future', () => ({ epoch: bridge.epoch, seq: 999 })],
  ])('missed %s are replaced by the snapshot', async (_, lastSeen) => {
    const { token } = await bridge.grant('guo.yan');
    const seat = await connectSeat(bridge.origin);
    seat.hello(token, lastSeen());
    expect(await seat.next()).toMatchObject({ type: 'welcome' });
  });

  it('too old to be kept are replaced by the snapshot', async () => {
    const { seat, token, seatId } = await welcomed('luo.wei');
    for (let each = 0; each < 600; each += 1) bridge.desk.emit(seatId, event);
    let seen = 0;
    while (seen < 600) seen = (await seat.nextOf('event')).seq;
    seat.socket.close();
    await seat.closed;
    const back = await connectSeat(bridge.origin);
    back.hello(token, { epoch: bridge.epoch, seq: 10 });
    expect(await back.next()).toMatchObject({ type: 'welcome', seq: 600 });
  });

  it('come in their order, whether they can wait or not', async () => {
    const { seat, seatId } = await welcomed('lin.asan');
    const gone: SeatEventMessage = { kind: 'call-gone', callId: 'c', why: 'lost' };
    const order = [event, event, gone, event, gone, event];
    for (const each of order) bridge.desk.emit(seatId, each);
    const received = [];
    for (const _ of order) received.push(await seat.nextOf('event'));
    expect(received.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(received.map((each) => each.event)).toEqual(order);
  });

  it('go to their seat only, and to nobody who is not logged in', async () => {
    const { seat, seatId } = await welcomed('song.ping');
    bridge.desk.emit('1002', event);
    bridge.desk.emit(seatId, { kind: 'figures-changed', figures: [] });
    expect(await seat.nextOf('event')).toMatchObject({ event: { kind: 'figures-changed' } });
  });

  it('that a seat does not read end its connection instead of filling memory', async () => {
    const { seat, seatId } = await welcomed('tang.xin');
    seat.socket.pause();
    const callId = 'x'.repeat(100_000);
    for (let each = 0; each < 400; each += 1) {
      bridge.desk.emit(seatId, { kind: 'call-gone', callId, why: 'lost' });
    }
    await expect.poll(() => bridge.desk.told).toContain(`connected ${seatId} false`);
    seat.socket.terminate();
  });
});

describe('one connection a seat', () => {
  it('the newer connection of the same log-in has it', async () => {
    const { seat, token, seatId } = await welcomed('huang.lei');
    const newer = await connectSeat(bridge.origin);
    newer.hello(token);
    await newer.nextOf('welcome');
    expect(await seat.nextOf('refused')).toMatchObject({ code: 'superseded' });
    expect(await seat.closed).toBe(4002);
    bridge.desk.emit(seatId, event);
    await newer.nextOf('event');
    expect(bridge.desk.told.filter((each) => each === `connected ${seatId} false`)).toEqual([]);
  });

  it('a second log-in of the same person has it, and the first token is worth nothing', async () => {
    const { seat, token, seatId } = await welcomed('xu.jiahui');
    const second = await bridge.grant('xu.jiahui');
    expect(await seat.nextOf('refused')).toEqual({ type: 'refused', code: 'superseded' });
    // Until the new program connects there is nowhere to show a call: the desk must not believe the old connection.
    const connections = bridge.desk.told.filter((each) => each.startsWith(`connected ${seatId} `));
    expect(connections.at(-1)).toBe(`connected ${seatId} false`);
    expect(bridge.desk.told).toContain(`flush ${seatId}`);
    const old = await connectSeat(bridge.origin);
    old.hello(token);
    expect(await old.next()).toMatchObject({ code: 'bad-token' });
    const fresh = await connectSeat(bridge.origin);
    fresh.hello(second.token);
    await fresh.nextOf('welcome');
  });
});

it('the PBX forgets what it knows of a seat before anybody is told its new password', async () => {
  const before = bridge.desk.told.length;
  // Nobody sits there: what it knows is from an answer that was on its way when they logged out.
  const { seatId } = await bridge.grant('tang.xin');
  expect(bridge.desk.told.slice(before)).toEqual([`flush ${seatId}`, `sign-in ${seatId} tang.xin`]);
});

describe('a seat that two people share', () => {
  it('is the newer person’s; the earlier one is told', async () => {
    const early = await welcomed('wu.early');
    const late = await welcomed('qi.late');
    expect(late.seatId).toBe(early.seatId);
    expect(await early.seat.nextOf('refused')).toMatchObject({ code: 'superseded' });
    expect(bridge.desk.told.slice(-4)).toEqual([
      `sign-out ${late.seatId} superseded`,
      `flush ${late.seatId}`,
      `sign-in ${late.seatId} qi.late`,
      `connected ${late.seatId} true`,
    ]);
    bridge.desk.emit(late.seatId, event);
    await late.seat.nextOf('event');
  });
});

describe('logging out', () => {
  it('by command: answered, told, closed, registration gone', async () => {
    const { seat, token, seatId } = await welcomed('deng.hao');
    seat.command('o1', 'seat.sign-out');
    expect(await seat.nextOf('answer')).toMatchObject({ id: 'o1', ok: true });
    expect(await seat.nextOf('refused')).toMatchObject({ code: 'signed-out' });
    expect(await seat.closed).toBe(4003);
    expect(bridge.desk.told).toContain(`flush ${seatId}`);
    const again = await connectSeat(bridge.origin);
    again.hello(token);
    expect(await again.next()).toMatchObject({ code: 'bad-token' });
  });

  it('by HTTP', async () => {
    const { token, seatId } = await bridge.grant('shen.an');
    const out = () =>
      fetch(`${bridge.origin}/api/v1/log-out`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await out()).status).toBe(204);
    expect(bridge.desk.told).toContain(`sign-out ${seatId} asked`);
    expect((await out()).status).toBe(401);
  });
});
