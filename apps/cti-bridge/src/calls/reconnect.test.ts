/** The line to the PBX breaks, or the bridge is restarted: what was under way goes on, and nothing is done twice. */
import { describe, expect, test, vi } from 'vitest';
import { plainLeg } from './testing/fake-pbx.ts';
import { Scene, START, person } from './testing/scene.ts';

/** c1 talks with 1001, c2 waits. */
function oneTalkingOneWaiting(): Scene {
  const scene = Scene.working('1001');
  scene.pbx.arrive('c1');
  scene.pbx.rings('1001');
  scene.clock.advance(2_000);
  scene.pbx.answers('1001');
  scene.clock.advance(1_000);
  scene.pbx.arrive('c2', { number: '13900139000' });
  scene.clock.advance(1_000);
  return scene;
}
const waitingSince = START + 3_001;

describe('the line to the PBX breaks and comes back', () => {
  test('waiting and talking go on as they were; no command is given again', () => {
    const scene = oneTalkingOneWaiting();
    const facts = scene.ledger.all.length;
    scene.pbx.cut();
    expect(scene.first('1001', 'hotline-changed')?.hotline.pbx).toBe('away');
    scene.clock.advance(5_000);
    scene.pbx.connect();
    expect(scene.desk.snapshot('1001')).toMatchObject({
      hotline: { pbx: 'live' },
      call: { callId: 'c1', state: 'talking' },
      waiting: [{ callId: 'c2', queuedAt: waitingSince, offeredTo: null }],
    });
    expect(scene.pbx.dials).toHaveLength(1);
    expect(scene.pbx.hangUps).toEqual([]);
    expect(scene.ledger.all).toHaveLength(facts);
  });

  test('calls that vanished meanwhile are ended: the waiting one abandoned, the talking one wrapped up', () => {
    const scene = oneTalkingOneWaiting();
    scene.pbx.cut();
    scene.pbx.callerEnds('c1');
    scene.pbx.seatEnds('1001');
    scene.pbx.callerEnds('c2');
    scene.pbx.connect();
    expect(scene.activity('1001').kind).toBe('wrapping');
    expect(scene.ledger.last('call-ended')).toMatchObject({ callId: 'c2', by: 'network' });
    expect(scene.ledger.ofCall('c2').slice(-3)).toEqual([
      'call-recovered',
      'call-abandoned',
      'call-ended',
    ]);
    expect(scene.ledger.ofCall('c1')).toContain('call-ended');
  });

  test('a call that came meanwhile is booked with the PBX’s time and offered', () => {
    const scene = Scene.working('1001');
    scene.pbx.cut();
    scene.pbx.arrive('c1');
    scene.clock.advance(7_000);
    scene.pbx.connect();
    expect(scene.first('1001', 'call-offered')?.call.queuedAt).toBe(START + 1);
    expect(scene.ledger.ofCall('c1')).toEqual([
      'call-arrived',
      'call-queued',
      'call-recovered',
      'call-offered',
    ]);
  });

  test('the seat was lost meanwhile: the caller is back in the queue', () => {
    const scene = oneTalkingOneWaiting();
    scene.pbx.cut();
    scene.pbx.seatEnds('1001', 'MEDIA_TIMEOUT', 'network');
    scene.pbx.connect();
    // It can be reached again, so it has its citizen back, before whoever waited.
    expect(scene.activity('1001')).toMatchObject({ kind: 'reserved', callId: 'c1' });
    expect(scene.desk.snapshot('1001').call).toMatchObject({ callId: 'c1', autoAnswer: true });
    expect(scene.desk.snapshot('1001').waiting.map(({ callId }) => callId)).toEqual(['c1', 'c2']);
  });

  test.each([
    ['answered meanwhile', 'talking', 0],
    ['still ringing', 'ringing', 0],
    ['gone: taken back without blame, offered anew on a new leg', 'reserved', 1],
  ] as const)('an offer under way, %s', (what, activity, newDials) => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.cut();
    if (what.startsWith('answered')) scene.pbx.answers('1001');
    if (what.startsWith('still')) scene.pbx.rings('1001');
    if (what.startsWith('gone')) scene.pbx.seatLegs.clear();
    scene.clock.advance(1_000);
    scene.pbx.connect();
    expect(scene.activity('1001').kind).toBe(activity);
    expect(scene.pbx.dials).toHaveLength(1 + newDials);
  });

  test('an offer whose channel was not there yet when the state was read goes on', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.clock.advance(100);
    // Events were lost, the line stands: the state is read again at once.
    const dialled = new Map(scene.pbx.seatLegs);
    scene.pbx.seatLegs.clear();
    scene.pbx.connect();
    for (const [leg, found] of dialled) scene.pbx.seatLegs.set(leg, found);
    scene.pbx.rings('1001');
    expect(scene.activity('1001').kind).toBe('ringing');
    expect(scene.pbx.dials).toHaveLength(1);
    expect(scene.pbx.hangUps).toEqual([]);
  });

  test('the ring time ends while the PBX is away: nobody is blamed, the stray leg is hung up on return', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.rings('1001');
    scene.pbx.cut();
    scene.clock.advance(20_000);
    expect(scene.activity('1001').kind).toBe('ready');
    expect(scene.pbx.dials).toHaveLength(1);
    scene.pbx.hangUps.length = 0;
    scene.pbx.connect();
    expect(scene.pbx.hangUps).toEqual(['leg-1']);
    expect(scene.pbx.dials).toHaveLength(2);
  });

  test('the ring time ends while the PBX is away, but the seat had answered: the two go on talking', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.rings('1001');
    scene.pbx.cut();
    scene.pbx.answers('1001');
    scene.clock.advance(20_000);
    scene.pbx.hangUps.length = 0;
    scene.pbx.connect();
    expect(scene.pbx.hangUps).toEqual([]);
    expect(scene.pbx.dials).toHaveLength(1);
    expect(scene.desk.snapshot('1001')).toMatchObject({
      seat: { activity: { kind: 'talking', callId: 'c1' } },
      call: { callId: 'c1', state: 'talking' },
      waiting: [],
    });
    expect(scene.ledger.last('call-answered')).toMatchObject({ seatId: '1001', leg: 'leg-1' });
  });

  test('while the PBX is away nothing is dialled, and a seat is told so', async () => {
    const scene = oneTalkingOneWaiting();
    scene.pbx.cut();
    const hangUp = { name: 'call.hang-up', args: { callId: 'c1' } } as const;
    expect(await scene.command('1001', hangUp)).toMatchObject({ error: { code: 'pbx-away' } });
    scene.works(person('1002'));
    expect(scene.pbx.dials).toHaveLength(1);
  });

  test('registrations are read, not remembered', () => {
    const scene = Scene.working('1001', '1002');
    scene.pbx.cut();
    scene.pbx.registered.delete('1001');
    scene.pbx.connect();
    expect(scene.desk.snapshot('1001').seat.device.registered).toBe(false);
    expect(scene.desk.snapshot('1002').seat.device.registered).toBe(true);
  });

  test('our own legs that no call wants are hung up; those the PBX rings by itself are not', () => {
    const scene = Scene.working();
    scene.pbx.arrive('c1');
    scene.pbx.cut();
    const leg = { callId: 'c1', seat: '1009', state: 'ringing', answeredAt: null } as const;
    scene.pbx.seatLegs.set('old', {
      ...plainLeg,
      ...leg,
      leg: 'old',
      mode: 'bridge',
      createdAt: START,
    });
    scene.pbx.seatLegs.set('own', {
      ...plainLeg,
      ...leg,
      leg: 'own',
      mode: 'fallback',
      createdAt: START,
    });
    scene.pbx.connect();
    expect(scene.pbx.hangUps).toEqual(['old']);
  });
});

describe('the bridge is restarted', () => {
  test('the waiting keep place and time, the talking their seat', () => {
    const scene = oneTalkingOneWaiting();
    scene.restart();
    scene.desk.signIn(person('1001'));
    scene.pbx.connect();
    expect(scene.desk.snapshot('1001')).toMatchObject({
      seat: { activity: { kind: 'talking', callId: 'c1' } },
      call: { callId: 'c1', state: 'talking', answeredAt: START + 2_001 },
      waiting: [{ callId: 'c2', queuedAt: waitingSince }],
    });
    expect(scene.ledger.ofCall('c1').at(-1)).toBe('call-recovered');
    expect(scene.pbx.dials).toHaveLength(1);
    expect(scene.pbx.hangUps).toEqual([]);
    expect(scene.desk.snapshot('1001').figures[0]).toMatchObject({
      offered: 2,
      answered: 1,
      waiting: 1,
      longestWaitingSince: waitingSince,
    });
  });

  test('the recovered call ends like any other', async () => {
    const scene = oneTalkingOneWaiting();
    scene.restart();
    scene.desk.signIn(person('1001'));
    scene.pbx.connect();
    const hangUp = { name: 'call.hang-up', args: { callId: 'c1' } } as const;
    expect(await scene.command('1001', hangUp)).toMatchObject({ ok: true });
    expect(scene.pbx.hangUps).toEqual(['c1', 'leg-1']);
    expect(scene.ledger.last('call-ended')).toMatchObject({ by: 'seat', talkMs: 2_000 });
  });

  test('the seat signs in only after the call was read back: it has its call', () => {
    const scene = oneTalkingOneWaiting();
    scene.restart();
    scene.pbx.connect();
    scene.desk.signIn(person('1001'));
    expect(scene.desk.snapshot('1001').call).toMatchObject({ callId: 'c1', state: 'talking' });
  });

  test('calls that are gone are closed on the ledger, each once', () => {
    const scene = oneTalkingOneWaiting();
    scene.pbx.callers.clear();
    scene.pbx.seatLegs.clear();
    scene.restart();
    scene.pbx.connect();
    scene.pbx.cut();
    scene.pbx.connect();
    expect(scene.ledger.ofCall('c1').slice(-2)).toEqual(['call-recovered', 'call-ended']);
    expect(scene.ledger.ofCall('c2').slice(-3)).toEqual([
      'call-recovered',
      'call-abandoned',
      'call-ended',
    ]);
    expect(scene.ledger.all.filter(({ fact }) => fact.kind === 'call-ended')).toHaveLength(2);
    scene.restart();
    scene.pbx.connect();
    expect(scene.ledger.all.filter(({ fact }) => fact.kind === 'call-ended')).toHaveLength(2);
  });

  test('a seat lost together with the bridge: its caller is back in the queue', () => {
    const scene = oneTalkingOneWaiting();
    scene.pbx.seatLegs.clear();
    scene.restart();
    scene.pbx.connect();
    expect(scene.desk.snapshot('1001').waiting.map(({ callId }) => callId)).toEqual(['c1', 'c2']);
    expect(scene.ledger.ofCall('c1').slice(-2)).toEqual(['call-requeued', 'call-recovered']);
  });

  test('an offer cut off by the restart is closed, its leg hung up, the caller offered anew', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.rings('1001');
    scene.restart();
    scene.pbx.connect();
    expect(scene.pbx.hangUps).toEqual(['leg-1']);
    expect(scene.ledger.last('offer-failed')).toMatchObject({ leg: 'leg-1', why: 'withdrawn' });
  });

  test('a wrap-up cut off by the restart is closed', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.answers('1001');
    scene.pbx.callerEnds('c1');
    scene.pbx.seatLegs.clear();
    scene.clock.advance(4_000);
    scene.restart();
    scene.pbx.connect();
    expect(scene.ledger.last('wrap-finished')).toMatchObject({ by: 'time', wrapMs: 4_000 });
  });

  test('the person’s wish is taken up again, once, and only by the same person in time', () => {
    const scene = Scene.working('1001', '1002');
    scene.restart();
    scene.desk.signIn(person('1001'));
    scene.desk.signIn({ ...person('1002'), person: 'somebody-else' });
    expect(scene.activity('1001').kind).toBe('ready');
    expect(scene.activity('1002')).toMatchObject({ kind: 'busy', because: 'signed-in' });
    scene.restart();
    scene.clock.advance(600_001);
    scene.desk.signIn(person('1001'));
    expect(scene.activity('1001')).toMatchObject({ kind: 'busy', because: 'signed-in' });
  });
});

describe('while the bridge was away the PBX answered by itself', () => {
  test('calls that came and went are booked once, with the PBX’s times', async () => {
    const scene = new Scene();
    const missed = { queue: 'default', enteredAt: START - 60_000, seat: null };
    scene.pbx.missed = [
      {
        ...missed,
        callId: 'm1',
        number: '13800138000',
        answeredAt: START - 50_000,
        endedAt: START - 20_000,
        seat: '1001',
        cause: 'NORMAL_CLEARING',
      },
      {
        ...missed,
        callId: 'm2',
        number: 'anonymous',
        answeredAt: null,
        endedAt: START - 55_000,
        cause: 'ORIGINATOR_CANCEL',
      },
    ];
    const again = [...scene.pbx.missed];
    scene.pbx.connect();
    expect(scene.ledger.ofCall('m1')).toEqual([
      'call-arrived',
      'call-queued',
      'call-offered',
      'call-answered',
      'call-ended',
    ]);
    expect(scene.ledger.last('call-abandoned')).toMatchObject({ callId: 'm2', waitMs: 5_000 });
    await vi.waitFor(() => expect(scene.pbx.forgotten).toEqual(['m1', 'm2']));
    const { length } = scene.ledger.all;
    // The PBX did not hear that it should forget them.
    scene.pbx.missed = again;
    scene.pbx.cut();
    scene.pbx.connect();
    expect(scene.ledger.all).toHaveLength(length);
    scene.pbx.missed = again;
    scene.restart();
    scene.pbx.connect();
    expect(scene.ledger.ofCall('m1')).toHaveLength(5);
  });

  test('a conversation that the PBX made goes on with its seat', () => {
    const scene = new Scene();
    scene.pbx.arrive('c1', { mode: 'fallback', isInRoom: false });
    scene.pbx.seatLegs.set('own', {
      ...plainLeg,
      callId: 'c1',
      leg: 'own',
      seat: '1001',
      mode: 'fallback',
      state: 'answered',
      answeredAt: START + 3_000,
      createdAt: START + 1_000,
    });
    scene.clock.advance(9_000);
    scene.pbx.connect();
    scene.desk.signIn(person('1001'));
    expect(scene.desk.snapshot('1001').call).toMatchObject({
      callId: 'c1',
      state: 'talking',
      answeredAt: START + 3_000,
    });
    expect(scene.pbx.hangUps).toEqual([]);
    expect(scene.ledger.last('call-arrived')).toMatchObject({ mode: 'fallback' });
  });

  const note = {
    callId: 'c1',
    number: '13800138000',
    queue: 'default',
    enteredAt: START,
    answeredAt: START + 3_000,
    endedAt: START + 60_000,
    seat: '1001',
    cause: 'NORMAL_CLEARING',
  };

  test('the note of a call that the bridge saw to its end books nothing, however late it is read', async () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1', { mode: 'fallback', isInRoom: false });
    scene.pbx.say({ kind: 'bridged', callerLeg: 'c1', seatLeg: 'own', seat: '1001' });
    scene.clock.advance(60_000);
    scene.pbx.callerEnds('c1');
    scene.clock.advance(120_000);
    const booked = scene.ledger.ofCall('c1');
    scene.pbx.cut();
    scene.pbx.missed = [note];
    scene.pbx.connect();
    expect(scene.ledger.ofCall('c1')).toEqual(booked);
    await vi.waitFor(() => expect(scene.pbx.missed).toEqual([]));
  });

  test('the note of a call that was open when the bridge stopped completes it: no fact twice, the PBX’s times', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1', { mode: 'fallback', isInRoom: false });
    scene.restart();
    scene.pbx.callers.clear();
    scene.pbx.missed = [note];
    scene.clock.advance(100_000);
    scene.pbx.connect();
    expect(scene.ledger.ofCall('c1')).toEqual([
      'call-arrived',
      'call-queued',
      'call-offered',
      'call-answered',
      'call-ended',
    ]);
    expect(scene.ledger.last('call-ended')).toMatchObject({ talkMs: 57_000 });
  });

  test('… also when its talk had been booked', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1', { mode: 'fallback', isInRoom: false });
    scene.clock.advance(3_000);
    scene.pbx.say({ kind: 'bridged', callerLeg: 'c1', seatLeg: 'own', seat: '1001' });
    scene.restart();
    scene.pbx.callers.clear();
    scene.pbx.missed = [note];
    scene.clock.advance(100_000);
    scene.pbx.connect();
    expect(scene.ledger.ofCall('c1')).toEqual([
      'call-arrived',
      'call-queued',
      'call-offered',
      'call-answered',
      'call-ended',
    ]);
    expect(scene.ledger.last('call-ended')).toMatchObject({ talkMs: 57_000 });
  });

  test('a note is kept on the PBX until the call is durable', async () => {
    const scene = new Scene();
    scene.pbx.missed = [note];
    scene.ledger.isBroken = true;
    scene.pbx.connect();
    // Behind every promise that is settled.
    await new Promise((settled) => setImmediate(settled));
    expect(scene.pbx.forgotten).toEqual([]);
  });

  test('who waited while the PBX rang seats keeps that place in the queue', () => {
    const scene = new Scene();
    scene.pbx.connect();
    scene.pbx.arrive('c1', { mode: 'fallback', isInRoom: false });
    scene.clock.advance(9_000);
    scene.pbx.arrive('c2');
    scene.clock.advance(1_000);
    scene.pbx.say({ kind: 'leg-joined', leg: 'c1', callId: 'c1' });
    scene.works(person('1001'));
    expect(scene.pbx.dialOf('1001').callId).toBe('c1');
  });

  test('who gives up while the PBX rings seats is counted as abandoned', () => {
    const scene = new Scene();
    scene.pbx.connect();
    scene.pbx.arrive('c1', { mode: 'fallback', isInRoom: false });
    scene.clock.advance(9_000);
    scene.pbx.callerEnds('c1');
    expect(scene.ledger.last('call-abandoned')).toMatchObject({ callId: 'c1', waitMs: 9_000 });
  });

  test('a seat in its wrap-up is rung too: the new call is its call, the wrap-up is over', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c0');
    scene.pbx.answers('1001');
    scene.pbx.callerEnds('c0');
    expect(scene.activity('1001').kind).toBe('wrapping');
    scene.pbx.arrive('c1', { mode: 'fallback', isInRoom: false });
    scene.pbx.say({ kind: 'bridged', callerLeg: 'c1', seatLeg: 'own', seat: '1001' });
    expect(scene.activity('1001')).toMatchObject({ kind: 'talking', callId: 'c1' });
    expect(scene.desk.snapshot('1001').call).toMatchObject({ callId: 'c1', state: 'talking' });
    expect(scene.ledger.last('wrap-finished')).toMatchObject({ callId: 'c0' });
    scene.clock.advance(60_000);
    expect(scene.activity('1001')).toMatchObject({ kind: 'talking', callId: 'c1' });
  });

  test('a caller whom the PBX is still ringing seats for: its seats are left to it, until the room', () => {
    const scene = new Scene();
    scene.pbx.arrive('c1', { mode: 'fallback', isInRoom: false });
    scene.clock.advance(4_000);
    scene.pbx.connect();
    scene.works(person('1001'));
    scene.pbx.say({ kind: 'leg-ringing', leg: 'own', callId: 'c1' });
    scene.pbx.say({ kind: 'leg-answered', leg: 'own', callId: 'c1' });
    expect(scene.pbx.hangUps).toEqual([]);
    scene.pbx.say({ kind: 'leg-joined', leg: 'c1', callId: 'c1' });
    expect(scene.pbx.dialOf('1001').callId).toBe('c1');
  });

  test('… or until one of them takes it', () => {
    const scene = new Scene();
    scene.pbx.arrive('c1', { mode: 'fallback', isInRoom: false });
    scene.pbx.connect();
    scene.pbx.say({ kind: 'bridged', callerLeg: 'c1', seatLeg: 'own', seat: '1001' });
    expect(scene.activity('1001')).toMatchObject({ kind: 'talking', callId: 'c1' });
  });

  test('… which may happen while the line is cut', () => {
    const scene = new Scene();
    scene.pbx.arrive('c1', { mode: 'fallback', isInRoom: false });
    scene.pbx.connect();
    scene.pbx.cut();
    scene.pbx.seatLegs.set('own', {
      ...plainLeg,
      callId: 'c1',
      leg: 'own',
      seat: '1001',
      mode: 'fallback',
      state: 'answered',
      answeredAt: START,
      createdAt: START,
    });
    scene.pbx.connect();
    expect(scene.activity('1001')).toMatchObject({ kind: 'talking', callId: 'c1' });
    expect(scene.pbx.hangUps).toEqual([]);
  });
});
