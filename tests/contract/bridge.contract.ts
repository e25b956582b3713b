/**
 * What the bridge as a process and a PBX owe each other beside calls, seen without a screen: a seat is one WebSocket to
 * the bridge and one SIP telephone. Calls themselves are in `call.contract.ts`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seatLogInAnswer } from '@hotline/domain/protocol';
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

async function logIn(person: string): Promise<Response> {
  return fetch(`${stack.address}/api/v1/log-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person, password: stack.password }),
  });
}

async function attach(token: string): Promise<SeatClient> {
  const socket = await connectSeat(stack.address);
  socket.hello(token);
  return socket;
}

describe('a PBX that comes after the bridge', () => {
  it('is found: nobody is ready before, everybody after', async () => {
    await stack.stopPbx();
    const faults = await eventually('the bridge notices', async () => {
      const answer = await fetch(`${stack.bridge.address}/readyz`);
      return answer.status === 503 && answer.json();
    });
    expect(faults).toEqual({ ready: false, faults: { pbx: 'the PBX is away' } });
    const { token } = seatLogInAnswer.parse(await (await logIn('second')).json());
    const socket = await attach(token);
    const welcome = await socket.nextOf('welcome');
    expect(welcome.snapshot.hotline.pbx).toBe('away');
    await stack.startPbx();
    let pbx: string = welcome.snapshot.hotline.pbx;
    while (pbx !== 'live') {
      const { event } = await socket.nextOf('event');
      if (event.kind === 'hotline-changed') ({ pbx } = event.hotline);
    }
    await stack.bridge.ready();
    socket.command('leave', 'seat.sign-out');
    await socket.nextOf('refused');
  });
});

describe('SIP credentials', () => {
  it('are good while the person is logged in, and for that seat only', async () => {
    const { sip, seatId, token } = seatLogInAnswer.parse(await (await logIn('second')).json());
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
