import { describe, expect, test } from 'vitest';
import { Scene, person } from './testing/scene.ts';
import type { SignedInPerson } from '../ports.ts';

const leader: SignedInPerson = { ...person('1901'), role: 'leader', name: '班长' };
const brief = { reason: '情绪激动', language: null, title: '路灯', text: '三盏灯不亮' };

function facts(scene: Scene, kind: string): readonly object[] {
  return scene.ledger.all.map(({ fact }) => fact).filter((fact) => fact.kind === kind);
}

const rest = (scene: Scene, seatId: string) =>
  scene.command(seatId, { name: 'seat.set', args: { to: { kind: 'busy' } } });

/** A call of 1001's, answered. */
function talking(seatId: string): Scene {
  const scene = Scene.working(seatId);
  scene.pbx.arrive('c1');
  scene.pbx.answers('1001');
  return scene;
}

describe('what a leader does to a seat', () => {
  test('sets it busy: its desk shows by whom, and the ledger says so', async () => {
    const scene = Scene.working('1001', leader);
    const busy = {
      name: 'leader.set-seat',
      args: { seatId: '1001', to: { kind: 'busy' } },
    } as const;
    expect(await scene.command('1901', busy)).toMatchObject({ ok: true });
    expect(scene.activity('1001')).toMatchObject({ kind: 'busy', because: 'leader' });
    expect(facts(scene, 'seat-directed')).toMatchObject([{ seatId: '1001', leader: '1901' }]);
    // Asked twice is so once.
    expect(await scene.command('1901', busy)).toMatchObject({ ok: true });
    expect(facts(scene, 'seat-directed')).toHaveLength(1);
  });

  test.each([
    ['leader.set-seat', { seatId: '1002', to: { kind: 'ready' } }],
    ['leader.sign-out', { seatId: '1002' }],
    ['leader.note', { seatIds: ['1002'], text: '好' }],
    ['leader.answer-hand', { seatId: '1002' }],
  ] as const)('%s is a leader’s alone', async (name, args) => {
    const scene = Scene.working('1001', '1002', leader);
    expect(await scene.command('1001', { name, args })).toMatchObject({
      ok: false,
      error: { code: 'not-allowed-now' },
    });
  });

  test('signs it out, but not itself', async () => {
    const scene = Scene.working('1001', leader);
    const out = (seatId: string) =>
      scene.command('1901', { name: 'leader.sign-out', args: { seatId } });
    expect(await out('1901')).toMatchObject({ error: { code: 'target-is-self' } });
    expect(await out('1001')).toMatchObject({ ok: true });
    expect(scene.activity('1001').kind).toBe('signed-out');
    expect(await out('1001')).toMatchObject({ error: { code: 'no-such-seat' } });
  });

  test('a note stands at the seats that are there until it is read, also over a restart', async () => {
    const scene = Scene.working('1001', leader);
    const sent = await scene.command('1901', {
      name: 'leader.note',
      args: { seatIds: ['1001', '1001', '1777'], text: '请先安抚' },
    });
    expect(sent).toMatchObject({ ok: true, result: { reached: ['1001'] } });
    expect(scene.desk.snapshot('1001').seat.notes).toMatchObject([
      { text: '请先安抚', from: '1901', fromName: '班长' },
    ]);
    scene.restart();
    scene.pbx.connect();
    scene.works(person('1001'));
    const [note] = scene.desk.snapshot('1001').seat.notes;
    expect(note).toMatchObject({ text: '请先安抚', from: '1901' });
    await scene.command('1001', { name: 'note.read', args: { noteId: note?.noteId } });
    expect(scene.desk.snapshot('1001').seat.notes).toEqual([]);
    expect(facts(scene, 'note-read')).toHaveLength(1);
  });
});

describe('a raised hand', () => {
  test('comes to the leader with the call and what the draft says, and goes down when they come', async () => {
    const scene = talking('1001');
    scene.works(leader);
    await scene.command('1001', { name: 'hand.raise', args: { callId: 'c1', brief } });
    scene.clock.advance(1_000);
    const shown = scene.first('1901', 'seats-changed');
    expect(scene.desk.snapshot('1901').seats[0]).toMatchObject({ hand: { callId: 'c1', brief } });
    expect(shown?.seats.some(({ seatId }) => seatId === '1001')).toBe(true);
    const answered = await scene.command('1901', {
      name: 'leader.answer-hand',
      args: { seatId: '1001' },
    });
    expect(answered).toMatchObject({ ok: true, result: { callId: 'c1' } });
    expect(scene.first('1901', 'call-offered')?.call).toMatchObject({ part: 'leader' });
    expect(scene.desk.snapshot('1001').seat.hand).toBeNull();
    expect(facts(scene, 'hand-lowered')).toMatchObject([{ leader: '1901' }]);
  });

  test('without a call the leader is told that there is none', async () => {
    const scene = Scene.working('1001', leader);
    await scene.command('1001', { name: 'hand.raise', args: { callId: null, brief } });
    const go = { name: 'leader.answer-hand', args: { seatId: '1001' } } as const;
    expect(await scene.command('1901', go)).toMatchObject({ ok: true, result: { callId: null } });
    expect(await scene.command('1901', go)).toMatchObject({ error: { code: 'no-hand' } });
  });
});

describe('the seat map', () => {
  test('tells leaders what changed and nothing else, and nobody who is no leader', async () => {
    const scene = Scene.working('1001', '1002', leader);
    scene.clock.advance(1_000);
    scene.seen.length = 0;
    await scene.command('1002', { name: 'seat.set', args: { to: { kind: 'busy' } } });
    scene.clock.advance(1_000);
    const told = scene.seen.filter(({ event }) => event.kind === 'seats-changed');
    expect(told.map(({ seatId }) => seatId)).toEqual(['1901']);
    expect(told[0]?.event).toMatchObject({ seats: [{ seatId: '1002' }], gone: [] });
    scene.desk.signOut('1002', 'asked');
    scene.clock.advance(1_000);
    expect(scene.seen.findLast(({ event }) => event.kind === 'seats-changed')?.event).toMatchObject(
      { seats: [], gone: ['1002'] },
    );
    expect(scene.desk.snapshot('1901').seats.map(({ seatId }) => seatId)).toEqual(['1001', '1901']);
  });

  test('a seat’s day is in it, without the state under way', () => {
    const scene = talking('1001');
    scene.works(leader);
    expect(scene.desk.snapshot('1901').seats[0]).toMatchObject({
      seatId: '1001',
      today: { answered: 1, missed: 0, calls: 1 },
    });
  });
});

describe('a call-back', () => {
  test('that one seat has claimed is dialled by nobody else', async () => {
    const scene = Scene.working('1001', '1002', leader);
    await rest(scene, '1901');
    for (const seatId of ['1001', '1002']) await rest(scene, seatId);
    scene.pbx.arrive('m1');
    scene.pbx.callerEnds('m1');
    const claim = (seatId: string, name: 'call-back.claim' | 'call-back.release') =>
      scene.command(seatId, { name, args: { callId: 'm1' } });
    expect(await claim('1001', 'call-back.claim')).toMatchObject({ ok: true });
    expect(await claim('1002', 'call-back.claim')).toMatchObject({ error: { code: 'already' } });
    const dial = (seatId: string) =>
      scene.command(seatId, {
        name: 'call.dial',
        args: { number: null, callBackOf: 'm1', ticketNo: null },
      });
    expect(await dial('1002')).toMatchObject({ error: { code: 'already' } });
    expect(await claim('1002', 'call-back.release')).toMatchObject({
      error: { code: 'not-your-call' },
    });
    expect(await claim('1901', 'call-back.release')).toMatchObject({ ok: true });
    expect(await dial('1002')).toMatchObject({ ok: true });
  });
});

describe('alarms', () => {
  const alarms = [
    {
      id: 'queue-waiting',
      figure: 'waiting',
      of: ['general'],
      when: 'above',
      raiseAt: 1,
      clearAt: 0,
      holdMs: 2_000,
      minimumCalls: 0,
      severity: 'danger',
      sound: true,
      quiet: [],
    },
  ] as const;

  test('raised after its time, acknowledged once with a name, cleared, and still so after a restart', async () => {
    const scene = new Scene({ alarms });
    scene.pbx.connect();
    scene.desk.signIn(leader);
    scene.pbx.arrive('w1');
    scene.clock.advance(1_000);
    expect(scene.desk.snapshot('1901').alarms).toEqual([]);
    scene.clock.advance(3_000);
    const [alarm] = scene.desk.snapshot('1901').alarms;
    expect(alarm).toMatchObject({
      figure: 'waiting',
      subject: { kind: 'queue', id: 'general' },
      subjectName: '综合受理',
      sound: true,
      value: 1,
      clearedAt: null,
    });
    const acknowledge = {
      name: 'alarm.acknowledge',
      args: { alarmId: alarm?.alarmId, note: '已调人' },
    } as const;
    expect(await scene.command('1901', acknowledge)).toMatchObject({ ok: true });
    expect(await scene.command('1901', acknowledge)).toMatchObject({ error: { code: 'already' } });
    scene.restart();
    scene.pbx.connect();
    scene.works(leader);
    expect(scene.desk.snapshot('1901').alarms).toMatchObject([
      { alarmId: alarm?.alarmId, acknowledged: { seatId: '1901', note: '已调人' } },
    ]);
    expect(facts(scene, 'alarm-raised')).toHaveLength(1);
    scene.pbx.callerEnds('w1');
    scene.clock.advance(2_000);
    expect(scene.desk.snapshot('1901').alarms[0]?.clearedAt).not.toBeNull();
  });

  test('of a rule that is no longer configured is over', () => {
    const scene = new Scene({ alarms });
    scene.pbx.connect();
    scene.desk.signIn(leader);
    scene.pbx.arrive('w1');
    scene.clock.advance(5_000);
    expect(facts(scene, 'alarm-raised')).toHaveLength(1);
    const without = new Scene({ alarms: [] });
    for (const { at, fact } of scene.ledger.all) void without.ledger.append(at, fact);
    without.restart();
    expect(facts(without, 'alarm-cleared')).toHaveLength(1);
  });
});
