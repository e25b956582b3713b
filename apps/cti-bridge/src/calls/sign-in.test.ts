import { emptyDraft } from '@hotline/domain/draft';
import { describe, expect, test } from 'vitest';
import { Scene, person } from './testing/scene.ts';

const reject = { name: 'call.reject', args: { callId: 'c1' } } as const;
const hangUp = { name: 'call.hang-up', args: { callId: 'c1' } } as const;
const reveal = { name: 'caller.reveal', args: { callId: 'c1' } } as const;
const finish = { name: 'wrap.finish', args: { callId: 'c1' } } as const;
const signOut = { name: 'seat.sign-out', args: {} } as const;

function talking(...seats: readonly string[]): Scene {
  const scene = Scene.working('1001', ...seats);
  scene.pbx.arrive('c1');
  scene.pbx.answers('1001');
  return scene;
}

describe('signing in and out', () => {
  test('the program was restarted during a call: the same call, the same seat', () => {
    const scene = talking();
    scene.desk.setConnected('1001', false);
    scene.desk.signOut('1001', 'superseded');
    scene.desk.signIn(person('1001'));
    scene.desk.setConnected('1001', true);
    expect(scene.desk.snapshot('1001')).toMatchObject({
      seat: { activity: { kind: 'talking', callId: 'c1' } },
      call: { callId: 'c1', state: 'talking' },
    });
    expect(scene.pbx.hangUps).toEqual([]);
  });

  test('a second sign-in takes the seat over', () => {
    const scene = Scene.working('1001');
    scene.desk.signIn({ ...person('1001'), person: 'p-second' });
    expect(scene.activity('1001')).toMatchObject({ kind: 'busy', because: 'signed-in' });
    expect(scene.ledger.last('seat-signed-out')).toMatchObject({ why: 'superseded' });
    expect(scene.ledger.last('seat-signed-in')).toMatchObject({ person: 'p-second' });
  });

  test('signing out while ringing passes the caller on at once', async () => {
    const scene = Scene.working('1001', '1002');
    scene.pbx.arrive('c1');
    scene.pbx.rings('1001');
    await scene.command('1001', signOut);
    expect(scene.activity('1001').kind).toBe('signed-out');
    expect(scene.pbx.hangUps).toEqual(['leg-1']);
    expect(scene.pbx.dialOf('1002').callId).toBe('c1');
  });

  test('signing out while talking: after the call, and without a wrap-up', async () => {
    const scene = talking();
    expect(await scene.command('1001', signOut)).toMatchObject({ ok: true });
    expect(scene.activity('1001').kind).toBe('talking');
    scene.pbx.callerEnds('c1');
    expect(scene.activity('1001').kind).toBe('signed-out');
    expect(scene.ledger.ofCall('c1').slice(-3)).toEqual([
      'call-ended',
      'wrap-started',
      'wrap-finished',
    ]);
    expect(scene.ledger.last('wrap-finished')).toMatchObject({ by: 'sign-out' });
  });

  test('a rest asked for during a call begins after it', async () => {
    const scene = talking();
    const rest = { kind: 'rest', reason: 'meal' } as const;
    await scene.command('1001', { name: 'seat.set', args: { to: rest } });
    expect(scene.desk.snapshot('1001').seat.after).toEqual(rest);
    scene.pbx.callerEnds('c1');
    await scene.command('1001', { name: 'wrap.finish', args: { callId: 'c1' } });
    expect(scene.activity('1001')).toMatchObject({ kind: 'rest', reason: 'meal' });
  });

  test('nobody at the seat: nothing is done for it', async () => {
    const scene = new Scene();
    expect(await scene.command('1001', signOut)).toMatchObject({
      error: { code: 'not-allowed-now' },
    });
  });
});

describe('a seat can do to its own call only what its state allows', () => {
  test.each([
    ['another’s call hung up', '1002', hangUp, 'not-your-call'],
    ['another’s call rejected', '1002', reject, 'not-your-call'],
    ['another’s number', '1002', reveal, 'not-your-call'],
    ['another’s wrap-up', '1002', finish, 'not-your-call'],
    ['own wrap-up while talking', '1001', finish, 'call-not-in-state'],
    ['own call rejected while talking', '1001', reject, 'call-not-in-state'],
    ['no such call', '1001', { name: 'call.hang-up', args: { callId: 'x' } }, 'no-such-call'],
    ['no such number', '1001', { name: 'caller.reveal', args: { callId: 'x' } }, 'no-such-call'],
  ] as const)('%s', async (_, seatId, command, code) => {
    const scene = talking('1002');
    expect(await scene.command(seatId, command)).toMatchObject({ ok: false, error: { code } });
    expect(scene.desk.snapshot('1001').call).toMatchObject({ state: 'talking' });
    expect(scene.pbx.hangUps).toEqual([]);
  });

  test('the whole number is shown to the call’s own seat, and that is on the ledger', async () => {
    const scene = talking();
    expect(await scene.command('1001', reveal)).toMatchObject({
      ok: true,
      result: { number: '13800138000' },
    });
    expect(scene.ledger.last('number-revealed')).toMatchObject({ seatId: '1001', callId: 'c1' });
  });

  test('nothing that a seat is sent holds the whole number', () => {
    const scene = talking('1002');
    scene.clock.advance(1_000);
    expect(JSON.stringify(scene.seen)).not.toContain('13800138000');
    expect(JSON.stringify(scene.desk.snapshot('1001'))).not.toContain('13800138000');
  });
});

const file = (callId: string | null, key = 'k1') =>
  ({
    name: 'ticket.file',
    args: { idempotencyKey: key, draft: emptyDraft('d1', callId) },
  }) as const;

describe('a ticket', () => {
  test('is filed with the calling number, once', async () => {
    const scene = talking();
    const first = await scene.command('1001', file('c1'));
    expect(first).toMatchObject({ ok: true, result: { ticketNo: 'T-k1' } });
    expect(await scene.command('1001', file('c1'))).toMatchObject({ ok: true });
    expect(scene.tickets.filed.get('k1')).toEqual({
      seatId: '1001',
      person: 'p1001',
      callerNumber: '13800138000',
    });
    expect(scene.ledger.all.filter(({ fact }) => fact.kind === 'ticket-filed')).toHaveLength(1);
    expect(scene.desk.snapshot('1001').myDay).toMatchObject({
      ticketsFiled: 1,
      recentCalls: [{ callId: 'c1', ticketNo: 'T-k1' }],
    });
  });

  test('also after the call, after a restart of the bridge, and without a call', async () => {
    const scene = talking();
    scene.pbx.callerEnds('c1');
    scene.clock.advance(120_000);
    expect(await scene.command('1001', file('c1'))).toMatchObject({ ok: true });
    scene.restart();
    scene.desk.signIn(person('1001'));
    expect(await scene.command('1001', file('c1', 'k2'))).toMatchObject({ ok: true });
    expect(scene.tickets.filed.get('k2')?.callerNumber).toBe('13800138000');
    expect(await scene.command('1001', file(null, 'k3'))).toMatchObject({ ok: true });
  });

  test('not for another’s call', async () => {
    const scene = talking('1002');
    expect(await scene.command('1002', file('c1'))).toMatchObject({
      error: { code: 'not-your-call' },
    });
  });

  test('the store fails: said so, and nothing is on the ledger', async () => {
    const scene = talking();
    scene.tickets.isBroken = true;
    expect(await scene.command('1001', file('c1'))).toMatchObject({ error: { code: 'internal' } });
    expect(scene.ledger.last('ticket-filed')).toBeUndefined();
  });
});
