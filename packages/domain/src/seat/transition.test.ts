import { describe, expect, test } from 'vitest';
import type { Seat, SeatEvent, SeatOutcome } from './index.ts';
import { callOf, isOfferable, isReachable, signedOutSeat, transition } from './index.ts';

const T0 = 1_800_000_000_000;
const person = { person: 'li', name: '李雯', role: 'agent', skills: ['cantonese'] } as const;
const signIn: SeatEvent = { kind: 'sign-in', person, resume: null };
const ready: SeatEvent = { kind: 'ask', wish: { kind: 'ready' } };
const rest: SeatEvent = { kind: 'ask', wish: { kind: 'rest', reason: 'meal' } };

const at = (seat: Seat, ms: number, event: SeatEvent): SeatOutcome =>
  transition(seat, event, T0 + ms);

function taken(outcome: SeatOutcome) {
  if (!outcome.ok) throw new Error(`refused: ${outcome.error.code}`);
  return outcome.value;
}

const after = (seat: Seat, ...events: readonly SeatEvent[]): Seat =>
  events.reduce((before, event, i) => taken(at(before, i + 1, event)).seat, seat);

const facts = (outcome: SeatOutcome): readonly unknown[] =>
  taken(outcome).effects.flatMap((effect) => (effect.kind === 'record' ? [effect.fact] : []));

const out = () => signedOutSeat('1001', T0);
const working = () =>
  after(
    out(),
    { kind: 'registered', registered: true },
    { kind: 'connected', connected: true },
    signIn,
    ready,
  );
const reserved = () => after(working(), { kind: 'reserve', callId: 'c', own: false });
const ringing = () => after(reserved(), { kind: 'ring', callId: 'c' });
const talking = () => after(ringing(), { kind: 'talk', callId: 'c' });
const wrapping = () => after(talking(), { kind: 'wrap', callId: 'c', until: T0 + 30_000 });

describe('a shift', () => {
  test('signs in busy, and says ready', () => {
    expect(after(out(), signIn).activity).toMatchObject({ kind: 'busy', because: 'signed-in' });
    expect(working().activity.kind).toBe('ready');
    expect(isOfferable(working())).toBe(true);
  });

  test('through a call and back to ready', () => {
    expect(reserved().activity).toMatchObject({ kind: 'reserved', callId: 'c' });
    expect(ringing().activity.kind).toBe('ringing');
    expect(talking().activity.kind).toBe('talking');
    expect(wrapping().activity).toMatchObject({ kind: 'wrapping', until: T0 + 30_000 });
    const done = taken(at(wrapping(), 20_000, { kind: 'release', callId: 'c', why: 'wrapped' }));
    expect(done.seat).toMatchObject({ activity: { kind: 'ready' }, idleSince: T0 + 20_000 });
  });

  test('each change is on the ledger, with the reason', () => {
    expect(facts(at(working(), 9, rest))).toEqual([
      { kind: 'seat-activity', seatId: '1001', activity: 'rest', reason: 'meal' },
    ]);
    expect(facts(at(out(), 1, signIn))).toEqual([
      { kind: 'seat-signed-in', seatId: '1001', person: 'li' },
      { kind: 'seat-activity', seatId: '1001', activity: 'busy', reason: 'signed-in' },
    ]);
  });

  test('an extension of the wrap-up moves its end and is no new activity', () => {
    const next = taken(at(wrapping(), 9, { kind: 'wrap', callId: 'c', until: T0 + 45_000 }));
    expect(next.seat.activity).toMatchObject({ kind: 'wrapping', until: T0 + 45_000 });
    expect(next.effects).toEqual([]);
  });
});

describe('a wish during a call', () => {
  test.each([
    ['reserved', reserved],
    ['ringing', ringing],
    ['talking', talking],
    ['wrapping', wrapping],
  ])('%s: kept, and true after it', (_, scene) => {
    const wished = after(scene(), rest);
    expect(callOf(wished)).toBe('c');
    expect(wished.after).toEqual({ kind: 'rest', reason: 'meal' });
    const done = after(wished, { kind: 'release', callId: 'c', why: 'wrapped' });
    expect(done).toMatchObject({ activity: { kind: 'rest', reason: 'meal' }, after: null });
  });

  test('the last one counts, and the same one again changes nothing', () => {
    const wished = after(talking(), rest, { kind: 'ask', wish: { kind: 'busy' } });
    expect(wished.after).toEqual({ kind: 'busy' });
    expect(at(wished, 9, { kind: 'ask', wish: { kind: 'busy' } })).toMatchObject({
      error: { code: 'no-change' },
    });
  });
});

describe('a seat that did not take a call', () => {
  test.each([
    ['no-answer', 'no-answer'],
    ['rejected', 'rejected'],
    ['unreachable', 'unreachable'],
    ['lost', 'unreachable'],
  ] as const)('%s: set aside until the person says ready', (why, because) => {
    const aside = after(ringing(), { kind: 'release', callId: 'c', why });
    expect(aside.activity).toMatchObject({ kind: 'busy', because });
    expect(isOfferable(after(aside, ready))).toBe(true);
  });

  test.each(['abandoned', 'withdrawn', 'dial-failed'] as const)(
    '%s is not its fault: ready, as long idle as before',
    (why) => {
      const before = ringing();
      const free = after(before, { kind: 'release', callId: 'c', why });
      expect(free).toMatchObject({ activity: { kind: 'ready' }, idleSince: before.idleSince });
    },
  );

  test('with a rest asked for meanwhile it rests; with ready asked it is still set aside', () => {
    const missed: SeatEvent = { kind: 'release', callId: 'c', why: 'no-answer' };
    expect(after(ringing(), rest, missed).activity.kind).toBe('rest');
    expect(after(ringing(), ready, missed).activity).toMatchObject({ because: 'no-answer' });
  });
});

describe('devices are apart from the person', () => {
  test('a lost registration leaves the person ready, only unreachable', () => {
    const lost = after(working(), { kind: 'registered', registered: false });
    expect(lost.activity.kind).toBe('ready');
    expect([isReachable(lost), isOfferable(lost)]).toEqual([false, false]);
    expect(isOfferable(after(lost, { kind: 'registered', registered: true }))).toBe(true);
  });

  test.each([
    ['microphone-refused', false],
    ['no-microphone', false],
    ['phone-lost', false],
    ['one-way', true],
    ['ok', true],
  ] as const)('media %s: offerable %s', (media, offerable) => {
    expect(isOfferable(after(working(), { kind: 'media', media }))).toBe(offerable);
  });

  test('a desk without its line to the bridge is not offered: there is nowhere to show the call', () => {
    const cut = after(working(), { kind: 'connected', connected: false });
    expect([cut.activity.kind, isOfferable(cut)]).toEqual(['ready', false]);
  });

  test('during a call a lost registration changes the device only', () => {
    const lost = after(talking(), { kind: 'registered', registered: false });
    expect(lost.activity).toEqual(talking().activity);
  });
});

describe('signing in and out', () => {
  test('the newer sign-in has the seat, and the call under way', () => {
    const other = { ...person, person: 'wang', name: '王莉' };
    const outcome = at(talking(), 9, { kind: 'sign-in', person: other, resume: null });
    expect(taken(outcome).seat).toMatchObject({
      person: { person: 'wang' },
      activity: { kind: 'talking', callId: 'c' },
    });
    expect(facts(outcome)).toEqual([
      { kind: 'seat-signed-out', seatId: '1001', why: 'superseded' },
      { kind: 'seat-signed-in', seatId: '1001', person: 'wang' },
    ]);
  });

  test('superseded while talking, then signed in: nothing is pending any more', () => {
    const again = after(talking(), { kind: 'sign-out', why: 'superseded' }, signIn);
    expect(again).toMatchObject({ leaving: null, activity: { kind: 'talking' } });
    const wrapped = at(again, 9, { kind: 'wrap', callId: 'c', until: T0 + 9 });
    expect(taken(wrapped).effects).not.toContainEqual({ kind: 'finish-wrap', callId: 'c' });
  });

  test('after a restart of the bridge the person’s wish is taken up again', () => {
    const back = after(out(), { kind: 'sign-in', person, resume: { kind: 'ready' } });
    expect(back.activity.kind).toBe('ready');
  });

  test('signing out while ringing gives the offer up', () => {
    const leaving = taken(at(ringing(), 9, { kind: 'sign-out', why: 'asked' }));
    expect(leaving.effects).toEqual([{ kind: 'give-up-offer', callId: 'c' }]);
    const gone = at(leaving.seat, 10, { kind: 'release', callId: 'c', why: 'withdrawn' });
    expect(taken(gone).seat).toMatchObject({ person: null, activity: { kind: 'signed-out' } });
    expect(facts(gone)).toContainEqual({ kind: 'seat-signed-out', seatId: '1001', why: 'asked' });
  });

  test('signing out while talking happens after the call, without a wrap-up', () => {
    const leaving = taken(at(talking(), 9, { kind: 'sign-out', why: 'asked' }));
    expect(leaving).toMatchObject({ seat: { activity: { kind: 'talking' } }, effects: [] });
    const wrapped = taken(at(leaving.seat, 10, { kind: 'wrap', callId: 'c', until: T0 + 99 }));
    expect(wrapped.effects).toContainEqual({ kind: 'finish-wrap', callId: 'c' });
    const gone = after(wrapped.seat, { kind: 'release', callId: 'c', why: 'wrapped' });
    expect(gone.person).toBeNull();
  });

  test('signing out while wrapping ends the wrap-up', () => {
    expect(taken(at(wrapping(), 9, { kind: 'sign-out', why: 'asked' })).effects).toEqual([
      { kind: 'finish-wrap', callId: 'c' },
    ]);
  });
});

describe('refused, and why', () => {
  test.each([
    ['asks while signed out', out, ready, 'signed-out'],
    ['signs out twice', out, { kind: 'sign-out', why: 'asked' }, 'signed-out'],
    [
      'reserved while busy',
      () => after(out(), signIn),
      { kind: 'reserve', callId: 'd', own: false },
      'not-ready',
    ],
    [
      'reserved while reserved',
      reserved,
      { kind: 'reserve', callId: 'd', own: false },
      'not-ready',
    ],
    ['rings for another call', reserved, { kind: 'ring', callId: 'd' }, 'other-call'],
    ['talks on another call', talking, { kind: 'talk', callId: 'd' }, 'other-call'],
    ['wraps another call', talking, { kind: 'wrap', callId: 'd', until: 0 }, 'other-call'],
    [
      'released from another call',
      talking,
      { kind: 'release', callId: 'd', why: 'wrapped' },
      'other-call',
    ],
    ['released twice', working, { kind: 'release', callId: 'c', why: 'wrapped' }, 'other-call'],
    ['ready while ready', working, ready, 'no-change'],
    ['registered twice', working, { kind: 'registered', registered: true }, 'no-change'],
    ['the same media again', working, { kind: 'media', media: 'unknown' }, 'no-change'],
    ['connected twice', working, { kind: 'connected', connected: true }, 'no-change'],
  ] as const)('%s', (_, scene, event, code) => {
    expect(at(scene(), 9, event as SeatEvent)).toEqual({ ok: false, error: { code } });
  });
});
