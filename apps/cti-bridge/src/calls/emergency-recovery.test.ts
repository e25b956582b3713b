/** 110 is on the way, or there, and the bridge is not: what it makes of it when it is back. */
import { expect, test } from 'vitest';
import { plainLeg } from './testing/fake-pbx.ts';
import { Scene } from './testing/scene.ts';

const summary = { reason: '', language: null, title: '', text: '' };

/** c1 talks with 1001. */
function talking(): Scene {
  const scene = Scene.working('1001');
  scene.pbx.arrive('c1');
  scene.pbx.rings('1001');
  scene.pbx.answers('1001');
  const caller = scene.pbx.callers.get('c1');
  if (caller !== undefined) caller.owner = '1001';
  return scene;
}

/** … and 110 rings. */
function ringing(): { readonly scene: Scene; readonly leg: string } {
  const scene = talking();
  void scene.command('1001', {
    name: 'emergency.start',
    args: { callId: 'c1', targetId: '110', summary },
  });
  const leg = scene.pbx.outsideDials.at(-1)?.leg ?? '';
  becomes(scene, leg, 'ringing');
  scene.pbx.say({ kind: 'leg-ringing', leg, callId: 'c1' });
  return { scene, leg };
}

function becomes(scene: Scene, leg: string, state: 'ringing' | 'in-room'): void {
  const found = scene.pbx.seatLegs.get(leg);
  if (found === undefined) throw new Error(`no leg ${leg}`);
  found.state = state;
}

function restart(scene: Scene): void {
  scene.pbx.cut();
  scene.restart();
  scene.pbx.connect();
}

const caseOf = (scene: Scene) => {
  scene.desk.signIn({ person: 'p1001', name: '席1001', seatId: '1001', role: 'agent', skills: [] });
  return scene.desk.snapshot('1001').call?.emergencies[0];
};

test('it rings: nothing is dialled, and the second route is known', () => {
  const { scene, leg } = ringing();
  restart(scene);
  expect(caseOf(scene)).toMatchObject({ state: 'ringing', route: 0, routes: 2 });
  expect(scene.pbx.outsideDials).toHaveLength(1);
  expect(scene.pbx.hangUps).toEqual([]);
  scene.pbx.seatLegs.delete(leg);
  scene.pbx.say({ kind: 'dial-failed', leg, callId: 'c1', cause: 'USER_BUSY' });
  expect(scene.pbx.outsideDials.map(({ gateway }) => gateway)).toEqual([
    'carrier',
    'carrier-second',
  ]);
});

test('it answered while nobody listened: it acknowledges by its key', () => {
  const { scene, leg } = ringing();
  scene.pbx.cut();
  becomes(scene, leg, 'in-room');
  restart(scene);
  expect(caseOf(scene)).toMatchObject({ state: 'answered' });
  scene.pbx.say({ kind: 'key-pressed', leg, key: '1' });
  expect(caseOf(scene)).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'target-key' });
});

test('it refused while nobody listened: the second route is dialled', () => {
  const { scene, leg } = ringing();
  scene.pbx.cut();
  scene.pbx.seatLegs.delete(leg);
  restart(scene);
  expect(scene.pbx.outsideDials.map(({ gateway }) => gateway)).toEqual([
    'carrier',
    'carrier-second',
  ]);
  expect(caseOf(scene)).toMatchObject({ state: 'dialling', route: 1 });
  expect(scene.ledger.last('party-gone')).toMatchObject({ leg });
});

test('it was there and left while nobody listened: the seat is told', () => {
  const { scene, leg } = ringing();
  becomes(scene, leg, 'in-room');
  scene.pbx.say({ kind: 'leg-joined', leg, callId: 'c1' });
  scene.pbx.cut();
  scene.pbx.seatLegs.delete(leg);
  restart(scene);
  expect(caseOf(scene)).toMatchObject({ state: 'ended' });
  expect(scene.desk.snapshot('1001').call?.trouble).toMatchObject({ code: 'emergency-left' });
});

const bySeat = {
  ...plainLeg,
  callId: 'c1',
  leg: 'police',
  role: 'emergency',
  by: 'seat',
  seat: '1001',
  entryId: '110',
  mode: 'bridge',
  answeredAt: null,
  createdAt: 0,
} as const;

test('called in by the seat’s telephone and ringing when the bridge is back: left alone, and then the seat’s case', () => {
  const scene = talking();
  scene.pbx.cut();
  scene.pbx.seatLegs.set('police', { ...bySeat, state: 'ringing' });
  scene.pbx.connect();
  expect(scene.pbx.hangUps).toEqual([]);
  scene.pbx.say({
    kind: 'emergency-joined',
    leg: 'police',
    callId: 'c1',
    seat: '1001',
    targetId: '110',
  });
  expect(caseOf(scene)).toMatchObject({ targetId: '110', state: 'answered', bySeat: '1001' });
  scene.pbx.say({ kind: 'key-pressed', leg: 'police', key: '1' });
  expect(caseOf(scene)).toMatchObject({ state: 'acknowledged' });
});

test('called in by the seat’s telephone, and the call is over when it answers: it is not left alone', () => {
  const scene = talking();
  scene.pbx.callerEnds('c1');
  const joined = { leg: 'police', callId: 'c1', seat: '1001', targetId: '110' };
  scene.pbx.say({ kind: 'emergency-joined', ...joined });
  expect(scene.pbx.hangUps).toContain('police');
});

test('a citizen who speaks all the time is heard when 110 answers; one who has fallen quiet is not', () => {
  for (const isQuiet of [false, true]) {
    const { scene, leg } = ringing();
    scene.pbx.say({ kind: 'leg-heard', leg: 'c1', callId: 'c1' });
    if (isQuiet) scene.pbx.say({ kind: 'leg-quiet', leg: 'c1' });
    becomes(scene, leg, 'in-room');
    scene.pbx.say({ kind: 'leg-joined', leg, callId: 'c1' });
    scene.pbx.say({ kind: 'leg-heard', leg, callId: 'c1' });
    expect(caseOf(scene)).toMatchObject({ mayAcknowledge: !isQuiet });
  }
});

test('a seat that is muted knows it after a restart', () => {
  const scene = talking();
  const found = scene.pbx.seatLegs.get(scene.pbx.dialOf('1001').leg);
  if (found !== undefined) found.isMuted = true;
  restart(scene);
  caseOf(scene);
  expect(scene.desk.snapshot('1001').call).toMatchObject({ muted: true });
});

/** Everybody who was on the line is gone with the PBX; the bridge lives on. */
function pbxStartsAnew(scene: Scene): void {
  scene.clock.advance(2_000);
  scene.pbx.cut();
  scene.pbx.callers.clear();
  scene.pbx.seatLegs.clear();
  scene.pbx.connect();
}

test('the PBX starts anew during a three-way call: over at once, and a call-back is due', () => {
  const scene = talking();
  void scene.command('1001', {
    name: 'call.invite',
    args: {
      callId: 'c1',
      purpose: 'conference',
      target: { kind: 'entry', id: 'gas' },
      brief: null,
    },
  });
  const leg = scene.pbx.outsideDials.at(-1)?.leg ?? '';
  becomes(scene, leg, 'in-room');
  scene.pbx.say({ kind: 'leg-joined', leg, callId: 'c1' });
  pbxStartsAnew(scene);
  expect(scene.ledger.last('call-ended')).toMatchObject({ callId: 'c1', by: 'network' });
  expect(scene.activity('1001').kind).toBe('wrapping');
  expect(scene.desk.snapshot('1001').callBacks).toMatchObject([{ callId: 'c1', why: 'lost' }]);
});

test('the PBX starts anew with 110 in the room: the citizen is called back', () => {
  const { scene, leg } = ringing();
  becomes(scene, leg, 'in-room');
  scene.pbx.say({ kind: 'leg-joined', leg, callId: 'c1' });
  pbxStartsAnew(scene);
  scene.clock.advance(4_000);
  expect(scene.pbx.outsideDials.at(-1)).toMatchObject({ role: 'caller', number: '13800138000' });
});
