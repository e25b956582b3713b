/**
 * The bridge as its own process on a PBX, without a screen: a seat is one WebSocket to the bridge and one SIP telephone,
 * so that what goes wrong here is the bridge's or the PBX's.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logInAnswer, type SeatEventMessage } from '@hotline/domain/protocol';
import { connectSeat, type SeatClient } from '../../apps/cti-bridge/src/testing/seat-client.ts';
import { TestSeat } from '../../apps/practice-pbx/src/testing/test-seat.ts';
import { eventually } from '../support/eventually.ts';
import { startStack, type Stack } from '../support/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ config: 'tests/contract/hotline.yaml' });
});
afterAll(async () => {
  await stack.stop();
});

type Desk = {
  readonly seatId: string;
  readonly token: string;
  readonly socket: SeatClient;
  readonly telephone: TestSeat;
  event<K extends SeatEventMessage['kind']>(
    kind: K,
    when?: (event: Extract<SeatEventMessage, { kind: K }>) => boolean,
  ): Promise<Extract<SeatEventMessage, { kind: K }>>;
};

async function logIn(person: string): Promise<Response> {
  return fetch(`${stack.address}/api/v1/log-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person, password: stack.password }),
  });
}

async function attach(token: string): Promise<Pick<Desk, 'socket' | 'event'>> {
  const socket = await connectSeat(stack.address);
  socket.hello(token);
  return {
    socket,
    async event(kind, when = () => true) {
      for (;;) {
        const { event } = await socket.nextOf('event');
        if (event.kind === kind && when(event as never)) return event as never;
      }
    },
  };
}

async function sitDown(person: string): Promise<Desk> {
  const { token, seatId, sip } = logInAnswer.parse(await (await logIn(person)).json());
  const telephone = await TestSeat.connect(sip.server, seatId, sip.password, sip.domain);
  expect((await telephone.register()).status).toBe(200);
  const { socket, event } = await attach(token);
  await socket.nextOf('welcome');
  socket.command('media', 'device.report', { media: 'ok' });
  socket.command('ready', 'seat.set', { to: { kind: 'ready' } });
  await event(
    'seat-changed',
    ({ seat }) => seat.activity.kind === 'ready' && seat.device.registered,
  );
  return { seatId, token, socket, telephone, event };
}

async function leave({ socket, telephone }: Desk): Promise<void> {
  socket.command('leave', 'seat.sign-out');
  expect(await socket.nextOf('refused')).toMatchObject({ code: 'signed-out' });
  await telephone.close();
}

describe('one call', () => {
  it('pops, rings, is answered, heard and hung up; the ledger says the same', async () => {
    const seat = await sitDown('first');
    const citizen = await stack.call({ number: '13900002001' });
    const { call } = await seat.event('call-offered');
    expect(call.caller.numberMasked).toBe('139****2001');
    const ringing = await seat.telephone.nextCall();
    expect(ringing.header('x-hotline-call')).toBe(call.callId);
    await ringing.answer();
    const talking = await seat.event('call-changed', (each) => each.call.state === 'talking');
    expect(talking.call.callId).toBe(call.callId);
    await ringing.hearing.hears({ hz: 440, withinMs: 5000 });
    seat.socket.command('h', 'call.hang-up', { callId: call.callId });
    expect(await seat.socket.nextOf('answer')).toMatchObject({ id: 'h', ok: true });
    await citizen.ended;
    await stack.ledger.fact(call.callId, 'wrap-finished');
    expect(stack.ledger.ofCall(call.callId).map(({ fact }) => fact.kind)).toEqual(
      expect.arrayContaining([
        'call-arrived',
        'call-queued',
        'call-offered',
        'call-answered',
        'call-ended',
        'wrap-started',
      ]),
    );
    await leave(seat);
  });
});

describe('a bridge that is killed', () => {
  it('while one talks and one waits: nobody is lost, the log-in holds, the talk and the wait go on', async () => {
    const seat = await sitDown('first');
    await stack.call({ number: '13900002002' });
    const { call } = await seat.event('call-offered');
    await (await seat.telephone.nextCall()).answer();
    await seat.event('call-changed', (each) => each.call.state === 'talking');
    const waiting = await stack.call({ number: '13900002003' });
    await seat.event('waiting-changed', (each) => each.waiting.length === 1);

    await stack.killBridge();
    expect(await Promise.race([waiting.ended, Promise.resolve('still there')])).toBe('still there');
    await stack.startBridge();

    const back = await attach(seat.token);
    const welcome = await back.socket.nextOf('welcome');
    expect(welcome.snapshot.call).toMatchObject({ callId: call.callId, state: 'talking' });
    expect(welcome.snapshot.waiting).toMatchObject([{ numberMasked: '139****2003' }]);
    back.socket.command('h', 'call.hang-up', { callId: call.callId });
    expect(await back.socket.nextOf('answer')).toMatchObject({ ok: true });
    const next = await back.event('call-offered');
    expect(next.call.caller.numberMasked).toBe('139****2003');
    await (await seat.telephone.nextCall()).answer();
    await back.event('call-changed', (each) => each.call.state === 'talking');
    back.socket.command('h2', 'call.hang-up', { callId: next.call.callId });
    await stack.ledger.fact(next.call.callId, 'wrap-finished');
    await leave({ ...seat, ...back });
  });
});

describe('a PBX that comes after the bridge', () => {
  it('is found: nobody is ready before, everybody after', async () => {
    await stack.stopPbx();
    const faults = await eventually('the bridge notices', async () => {
      const answer = await fetch(`${stack.bridge.address}/readyz`);
      return answer.status === 503 && answer.json();
    });
    expect(faults).toEqual({ ready: false, faults: { pbx: 'the PBX is away' } });
    const { token } = logInAnswer.parse(await (await logIn('second')).json());
    const { socket, event } = await attach(token);
    const welcome = await socket.nextOf('welcome');
    expect(welcome.snapshot.hotline.pbx).toBe('away');
    await stack.startPbx();
    await event('hotline-changed', ({ hotline }) => hotline.pbx === 'live');
    await stack.bridge.ready();
    socket.command('leave', 'seat.sign-out');
    await socket.nextOf('refused');
  });
});

describe('SIP credentials', () => {
  it('are good while the person is logged in, and for that seat only', async () => {
    const { sip, seatId, token } = logInAnswer.parse(await (await logIn('second')).json());
    const telephone = await TestSeat.connect(sip.server, seatId, sip.password, sip.domain);
    expect((await telephone.register()).status).toBe(200);
    const other = await TestSeat.connect(sip.server, '1001', sip.password, sip.domain);
    expect((await other.register()).status).toBe(403);
    await fetch(`${stack.address}/api/v1/log-out`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    expect((await telephone.register()).status).toBe(403);
    await telephone.close();
    await other.close();
  });
});
