import { emptyDraft } from '@hotline/domain/draft';
import { describe, expect, test } from 'vitest';
import { Scene, START, person } from './testing/scene.ts';

describe('an ordinary call', () => {
  test('the pop is out before the telephone is dialled, with who is calling', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    const pop = scene.first('1001', 'call-offered');
    expect(pop?.dials).toBe(0);
    expect(pop?.call).toMatchObject({
      callId: 'c1',
      state: 'offered',
      queueName: '综合受理',
      ringUntil: scene.clock.now() + 20_000,
      caller: { numberMasked: '138****8000', numberKind: 'mobile' },
    });
    expect(scene.pbx.dials).toEqual([
      {
        callId: 'c1',
        leg: 'leg-1',
        seat: '1001',
        callerNumber: '13800138000',
        ringForMs: 20_000,
        role: 'seat',
        isRebuild: false,
        party: null,
      },
    ]);
    expect(scene.activity('1001')).toMatchObject({ kind: 'reserved', callId: 'c1' });
  });

  test('rings, answers, hangs up, wraps up', async () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.rings('1001');
    expect(scene.activity('1001').kind).toBe('ringing');
    scene.clock.advance(3_000);
    scene.pbx.answers('1001');
    expect(scene.desk.snapshot('1001').call).toMatchObject({
      state: 'talking',
      legs: [
        { role: 'caller', state: 'in-room', label: '138****8000' },
        { role: 'seat', state: 'in-room', label: '1001' },
      ],
    });
    scene.clock.advance(60_000);
    const hangUp = { name: 'call.hang-up', args: { callId: 'c1' } } as const;
    expect(await scene.command('1001', hangUp)).toMatchObject({ ok: true });
    expect(scene.pbx.hangUps).toEqual(['c1', 'leg-1']);
    scene.pbx.callerEnds('c1', 'pbx');
    scene.pbx.seatEnds('1001', 'NORMAL_CLEARING', 'pbx');
    expect(scene.activity('1001')).toMatchObject({ kind: 'wrapping' });
    const finish = { name: 'wrap.finish', args: { callId: 'c1' } } as const;
    expect(await scene.command('1001', finish)).toMatchObject({ ok: true });
    expect(scene.activity('1001').kind).toBe('ready');
    const kinds = scene.kinds('1001');
    expect(kinds[0]).toBe('call-offered');
    expect(kinds.at(-1)).toBe('call-gone');
    expect(new Set(kinds.slice(1, -1))).toEqual(new Set(['call-changed']));
    expect(scene.ledger.ofCall('c1')).toEqual([
      'call-arrived',
      'call-queued',
      'call-offered',
      'call-ringing',
      'recording-step',
      'call-answered',
      'call-ended',
      'wrap-started',
      'wrap-finished',
    ]);
    expect(scene.ledger.last('call-answered')).toMatchObject({ waitMs: 3_000 });
    expect(scene.ledger.last('call-ended')).toMatchObject({ by: 'seat', talkMs: 60_000 });
    expect(scene.problems).toEqual([]);
  });

  test('the wrap-up ends by itself, later when it was extended', async () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.answers('1001');
    scene.pbx.callerEnds('c1');
    scene.clock.advance(29_000);
    const extend = { name: 'wrap.extend', args: { callId: 'c1' } } as const;
    expect(await scene.command('1001', extend)).toMatchObject({ ok: true });
    expect(await scene.command('1001', extend)).toMatchObject({
      ok: false,
      error: { code: 'not-allowed-now' },
    });
    scene.clock.advance(30_999);
    expect(scene.activity('1001').kind).toBe('wrapping');
    scene.clock.advance(1);
    expect(scene.activity('1001').kind).toBe('ready');
    expect(scene.ledger.last('wrap-finished')).toMatchObject({ by: 'time', wrapMs: 60_000 });
  });

  test('with a draft that is open the wrap-up runs over its time, until the draft is parked or filed', async () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.answers('1001');
    scene.pbx.callerEnds('c1');
    const says = (draft: unknown) =>
      scene.command('1001', { name: 'wrap.draft', args: { callId: 'c1', draft } } as never);
    expect(await says({ kind: 'open' })).toMatchObject({ ok: true });
    const finish = { name: 'wrap.finish', args: { callId: 'c1' } } as const;
    expect(await scene.command('1001', finish)).toMatchObject({ error: { code: 'draft-open' } });
    scene.clock.advance(600_000);
    expect(scene.activity('1001').kind).toBe('wrapping');
    expect(scene.ledger.last('wrap-overdue')).toMatchObject({ seatId: '1001' });
    expect(await says({ kind: 'parked', reason: 'no such' })).toMatchObject({
      error: { code: 'no-such-reason' },
    });
    expect(await says({ kind: 'parked', reason: 'more-facts' })).toMatchObject({ ok: true });
    expect(scene.activity('1001').kind).toBe('ready');
    expect(scene.ledger.last('wrap-finished')).toMatchObject({
      by: 'time',
      draft: 'parked',
      reason: 'more-facts',
    });
  });

  test('a ticket of the call deals with its draft: nobody has to say so', async () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.answers('1001');
    scene.pbx.callerEnds('c1');
    await scene.command('1001', {
      name: 'wrap.draft',
      args: { callId: 'c1', draft: { kind: 'open' } },
    });
    await scene.command('1001', {
      name: 'ticket.file',
      args: { idempotencyKey: 'd-1', draft: emptyDraft('d-1', 'c1') },
    });
    const finish = { name: 'wrap.finish', args: { callId: 'c1' } } as const;
    expect(await scene.command('1001', finish)).toMatchObject({ ok: true });
    expect(scene.ledger.last('wrap-finished')).toMatchObject({ by: 'seat', draft: 'filed' });
  });

  test('a matter that was not accepted (不受理) ends the wrap-up with its reason', async () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.answers('1001');
    scene.pbx.callerEnds('c1');
    const draft = {
      ...emptyDraft('d-1', 'c1'),
      handling: 'refuse',
      refusal: { reason: 'litigation', explanation: '法院已受理' },
    } as const;
    const file = { name: 'ticket.file', args: { idempotencyKey: 'd-1', draft } } as const;
    expect(await scene.command('1001', file)).toMatchObject({ ok: true });
    await scene.command('1001', { name: 'wrap.finish', args: { callId: 'c1' } });
    expect(scene.ledger.last('wrap-finished')).toMatchObject({
      draft: 'refused',
      reason: 'litigation',
    });
  });

  test('a leader ends a wrap-up that runs over; nobody else may', async () => {
    const scene = Scene.working('1001', '1002');
    scene.desk.signIn({ person: 'l', name: 'l', seatId: '1901', role: 'leader', skills: [] });
    scene.pbx.arrive('c1');
    scene.pbx.answers('1001');
    scene.pbx.callerEnds('c1');
    await scene.command('1001', {
      name: 'wrap.draft',
      args: { callId: 'c1', draft: { kind: 'open' } },
    });
    const force = { name: 'wrap.force', args: { callId: 'c1', seatId: '1001' } } as const;
    expect(await scene.command('1002', force)).toMatchObject({
      error: { code: 'not-allowed-now' },
    });
    expect(await scene.command('1901', force)).toMatchObject({ ok: true });
    expect(scene.activity('1001').kind).toBe('ready');
    expect(scene.ledger.last('wrap-finished')).toMatchObject({
      by: 'leader',
      leader: '1901',
      draft: 'open',
    });
  });

  test('the next caller waits until the wrap-up is over, and is offered at once then', async () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.answers('1001');
    scene.pbx.arrive('c2', { number: '13900139000' });
    scene.pbx.callerEnds('c1');
    expect(scene.pbx.dials).toHaveLength(1);
    await scene.command('1001', { name: 'wrap.finish', args: { callId: 'c1' } });
    expect(scene.pbx.dials.map(({ callId }) => callId)).toEqual(['c1', 'c2']);
  });
});

describe('a call that nobody takes', () => {
  test('abandoned while waiting', () => {
    const scene = Scene.working();
    scene.pbx.arrive('c1');
    scene.clock.advance(9_000);
    scene.pbx.callerEnds('c1');
    expect(scene.ledger.last('call-abandoned')).toMatchObject({ waitMs: 9_000 });
    expect(scene.desk.snapshot('1001').waiting).toEqual([]);
    expect(scene.desk.stats().calls).toMatchObject({ waiting: 0 });
  });

  test('the caller hangs up while a seat rings: the offer is cancelled', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.rings('1001');
    scene.pbx.callerEnds('c1');
    expect(scene.pbx.hangUps).toEqual(['leg-1']);
    expect(scene.first('1001', 'call-gone')).toMatchObject({ callId: 'c1', why: 'abandoned' });
    expect(scene.activity('1001').kind).toBe('ready');
  });

  test('no answer: the seat is set aside, the caller keeps the place and goes to the next seat', () => {
    const scene = Scene.working('1001', '1002');
    scene.pbx.arrive('c1');
    scene.pbx.rings('1001');
    scene.clock.advance(20_000);
    expect(scene.activity('1001')).toMatchObject({ kind: 'busy', because: 'no-answer' });
    expect(scene.pbx.hangUps).toEqual(['leg-1']);
    expect(scene.first('1001', 'call-gone')).toMatchObject({ why: 'no-answer' });
    expect(scene.pbx.dialOf('1002')).toMatchObject({ callId: 'c1' });
    const [waiting] = scene.desk.snapshot('1002').waiting;
    expect(waiting).toMatchObject({ queuedAt: START + 2, offeredTo: '1002' });
  });

  test('rejected: the seat is busy until it says ready, and is not asked for that call again', async () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.rings('1001');
    await scene.command('1001', { name: 'call.reject', args: { callId: 'c1' } });
    expect(scene.activity('1001')).toMatchObject({ kind: 'busy', because: 'rejected' });
    await scene.command('1001', { name: 'seat.set', args: { to: { kind: 'ready' } } });
    expect(scene.pbx.dials).toHaveLength(1);
    // At the beat after it.
    scene.clock.advance(61_000);
    expect(scene.pbx.dials).toHaveLength(2);
  });

  test('the telephone is not there after all: unreachable, and the next seat', () => {
    const scene = Scene.working('1001', '1002');
    scene.pbx.arrive('c1');
    const cause = 'USER_NOT_REGISTERED';
    scene.pbx.say({ kind: 'dial-failed', leg: 'leg-1', callId: 'c1', cause });
    expect(scene.activity('1001')).toMatchObject({ kind: 'busy', because: 'unreachable' });
    expect(scene.pbx.dialOf('1002').callId).toBe('c1');
  });

  test('the PBX is congested: the seat stays ready, the call pauses a moment', () => {
    const scene = Scene.working('1001', '1002');
    scene.pbx.arrive('c1');
    const cause = 'SWITCH_CONGESTION';
    scene.pbx.say({ kind: 'dial-failed', leg: 'leg-1', callId: 'c1', cause });
    expect(scene.activity('1001').kind).toBe('ready');
    expect(scene.pbx.dials).toHaveLength(1);
    scene.clock.advance(3_000);
    expect(scene.pbx.dials).toHaveLength(2);
  });

  test('a leg that joins after its offer expired is hung up again and disturbs nobody', () => {
    const scene = Scene.working('1001', '1002');
    scene.pbx.arrive('c1');
    scene.pbx.rings('1001');
    scene.clock.advance(20_000);
    scene.pbx.answers('1001');
    expect(scene.pbx.hangUps.filter((leg) => leg === 'leg-1')).toHaveLength(3);
    scene.pbx.answers('1002');
    expect(scene.desk.snapshot('1002').call).toMatchObject({ callId: 'c1', state: 'talking' });
  });
});

describe('who gets which call', () => {
  test('two seats with two skills', () => {
    const scene = Scene.working(person('1001', 'cantonese'), person('1002', 'sign'));
    scene.pbx.arrive('c1', { queue: 'sign' });
    scene.pbx.arrive('c2', { skill: 'cantonese', number: '13900139000' });
    expect(scene.pbx.dials.map(({ callId, seat }) => [callId, seat])).toEqual([
      ['c1', '1002'],
      ['c2', '1001'],
    ]);
  });

  test('a wanted skill that nobody here has is given up after its time', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1', { skill: 'cantonese' });
    scene.clock.advance(29_000);
    expect(scene.pbx.dials).toHaveLength(0);
    scene.clock.advance(2_000);
    expect(scene.pbx.dials).toHaveLength(1);
  });

  test('a skill that is not configured keeps nobody waiting', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1', { skill: 'klingon', queue: 'no-such-queue' });
    expect(scene.pbx.dials).toHaveLength(1);
    expect(scene.desk.stats().refusals).toEqual({ 'pbx:caller-arrived:unknown-skill': 1 });
  });

  test('a repeat caller goes to the last seat, though another has been idle longer', () => {
    const scene = Scene.working('1001', '1002');
    scene.book.lastSeats.set('13800138000', '1002');
    scene.pbx.arrive('c1');
    expect(scene.pbx.dials[0]?.seat).toBe('1002');
  });

  test('special groups first', () => {
    const scene = Scene.working();
    scene.book.special.set('13900139000', '老年人');
    scene.pbx.arrive('c1');
    scene.clock.advance(1_000);
    scene.pbx.arrive('c2', { number: '13900139000' });
    expect(scene.desk.snapshot('1001').waiting.map(({ callId }) => callId)).toEqual(['c2', 'c1']);
    scene.works(person('1001'));
    expect(scene.pbx.dials[0]?.callId).toBe('c2');
  });

  test('nobody is offered a call that they could not take', async () => {
    const scene = Scene.working('1001', '1002', '1003', '1004');
    scene.pbx.unregister('1001');
    scene.desk.setConnected('1002', false);
    const refused = { name: 'device.report', args: { media: 'microphone-refused' } } as const;
    await scene.command('1003', refused);
    await scene.command('1004', {
      name: 'seat.set',
      args: { to: { kind: 'rest', reason: 'meal' } },
    });
    scene.pbx.arrive('c1');
    expect(scene.pbx.dials).toEqual([]);
    expect(scene.activity('1001').kind).toBe('ready');
    scene.pbx.register('1001');
    expect(scene.pbx.dials[0]?.seat).toBe('1001');
  });

  test('the caller book fails: the citizen is answered all the same', () => {
    const scene = Scene.working('1001');
    scene.book.isBroken = true;
    scene.pbx.arrive('c1', { number: '+867103456789' });
    expect(scene.first('1001', 'call-offered')?.call.caller).toMatchObject({
      numberMasked: '0710****6789',
      place: '襄阳',
      local: true,
    });
    expect(scene.problems).toHaveLength(1);
  });
});

describe('the seat is lost while talking', () => {
  test('media time-out: the caller waits at the old place, the seat is unreachable', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.answers('1001');
    scene.pbx.unregister('1001');
    expect(scene.activity('1001').kind).toBe('talking');
    scene.clock.advance(8_000);
    scene.pbx.seatEnds('1001', 'MEDIA_TIMEOUT', 'network');
    expect(scene.activity('1001')).toMatchObject({ kind: 'busy', because: 'unreachable' });
    expect(scene.first('1001', 'call-gone')).toMatchObject({ why: 'lost' });
    expect(scene.pbx.commands).toContain('play c1 seat-lost.wav');
    expect(scene.ledger.ofCall('c1')).toContain('call-requeued');
    // The same seat has its window; nobody else is asked within it.
    scene.works(person('1002'));
    expect(scene.pbx.dials.some(({ seat }) => seat === '1002')).toBe(false);
    scene.clock.advance(16_000);
    expect(scene.pbx.dialOf('1002').callId).toBe('c1');
    expect(scene.first('1002', 'call-offered')?.call.queuedAt).toBe(START + 1);
  });

  test('the lost seat is back within its window: it has the call again, without a key', () => {
    const scene = Scene.working('1001', '1002');
    scene.pbx.arrive('c1');
    scene.pbx.answers('1001');
    scene.pbx.unregister('1001');
    scene.pbx.seatEnds('1001', 'MEDIA_TIMEOUT', 'network');
    scene.seen.length = 0;
    scene.clock.advance(3_000);
    scene.pbx.register('1001');
    expect(scene.first('1001', 'call-offered')?.call).toMatchObject({ autoAnswer: true });
    scene.pbx.answers('1001');
    expect(scene.activity('1001').kind).toBe('talking');
  });

  test('the seat’s BYE is the agent hanging up', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.pbx.answers('1001');
    scene.pbx.seatEnds('1001');
    expect(scene.pbx.hangUps).toEqual(['c1']);
    expect(scene.ledger.last('call-ended')).toMatchObject({ by: 'seat' });
    expect(scene.activity('1001').kind).toBe('wrapping');
  });
});

describe('odd events of the PBX are counted and harm nobody', () => {
  test('events of calls and legs nobody knows', () => {
    const scene = Scene.working('1001');
    scene.pbx.say({ kind: 'leg-ringing', leg: 'x', callId: null });
    scene.pbx.say({ kind: 'leg-left', leg: 'x', callId: 'nothing' });
    scene.pbx.say({ kind: 'leg-ended', leg: 'x', callId: null, cause: '', by: 'peer' });
    scene.pbx.say({ kind: 'dial-failed', leg: 'x', callId: 'nothing', cause: 'X' });
    scene.pbx.say({ kind: 'bridged', callerLeg: 'x', seatLeg: 'y', seat: null });
    expect(Object.values(scene.desk.stats().refusals)).toEqual([1, 1, 1, 1, 1]);
    expect(scene.pbx.hangUps).toEqual([]);
  });

  test('add-member before the arrival is remembered until it comes', () => {
    const scene = Scene.working('1001');
    scene.pbx.say({ kind: 'leg-joined', leg: 'c1', callId: 'c1' });
    scene.pbx.arrive('c1', { isInRoom: false });
    expect(scene.pbx.dials[0]?.callId).toBe('c1');
  });

  test('the arrival twice is one call', () => {
    const scene = Scene.working();
    scene.pbx.arrive('c1');
    scene.pbx.arrive('c1');
    expect(scene.ledger.ofCall('c1')).toEqual(['call-arrived', 'call-queued']);
  });

  test('a withheld number', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1', { number: 'anonymous' });
    expect(scene.first('1001', 'call-offered')?.call.caller).toMatchObject({
      numberKind: 'withheld',
      numberMasked: '',
    });
    expect(scene.ledger.last('call-arrived')?.number).toBe('');
  });
});
