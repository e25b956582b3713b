/**
 * What the hotline promises about a call, on the practice PBX and on a real FreeSWITCH alike. Seats are the shipped
 * web seat in Chromium, worked by its keys; citizens are SIP callers with real RTP; what is heard is measured.
 */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { launchChromium } from '../support/chromium.ts';
import { expectPopBeforeRing, expectWholeLife } from '../support/life-of-a-call.ts';
import { openWebSeat, type SeatPage } from '../support/seat-page.ts';
import { pbxKind, startStack, type Stack } from '../support/stack.ts';

const CITIZEN_HZ = 440;
const SEAT_HZ = 1000;

let stack: Stack;
let browser: Browser;
let seats: SeatPage[] = [];
let nextNumber = 13_900_001_000;
/** A number that nobody has called from before, so that no scenario meets another's last seat. */
const newNumber = (): string => String((nextNumber += 1));

beforeAll(async () => {
  [stack, browser] = await Promise.all([
    startStack({ config: 'tests/contract/hotline.yaml' }),
    launchChromium(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
beforeEach(() => {
  seats = [];
});
afterEach(async () => {
  stack.bridgeCable.mend();
  stack.sipCable.mend();
  stack.hangUpAll();
  for (const seat of seats) {
    await seat.when(
      'no call is left',
      (state) => state.call === null && state.waiting.length === 0,
    );
    await seat.close();
  }
});

async function open(person: string, hz = SEAT_HZ): Promise<SeatPage> {
  const seat = await openWebSeat(browser, {
    address: stack.address,
    person,
    password: stack.password,
    hz,
  });
  seats.push(seat);
  return seat;
}
async function openReady(person: string, hz = SEAT_HZ): Promise<SeatPage> {
  const seat = await open(person, hz);
  await makeReady(seat);
  return seat;
}
async function makeReady(seat: SeatPage): Promise<void> {
  // A person who signs in again finds the state they had.
  if (seat.state?.seat.activity.kind !== 'ready') await seat.press('Shift+F2');
  // When somebody waits, the offer comes in the same breath.
  await seat.when('ready', ({ seat: { activity } }) =>
    ['ready', 'reserved', 'ringing'].includes(activity.kind),
  );
}
const offered = (seat: SeatPage): Promise<string> =>
  seat
    .when('a call is offered', (state) => state.call !== null)
    .then((state) => state.call?.callId ?? '');
/** The INVITE of this very call has reached the seat. */
const invited = (seat: SeatPage, callId: string): ReturnType<SeatPage['whenWire']> =>
  seat.whenWire(
    'the phone rings',
    (entry) =>
      entry.wire === 'sip' &&
      entry.way === 'in' &&
      entry.start.startsWith('INVITE') &&
      entry.text.includes(callId),
  );
const kinds = (callId: string): string[] =>
  stack.ledger.ofCall(callId).map(({ fact }) => fact.kind);
const queue = (seat: SeatPage): { offered: number; answered: number; abandoned: number } => {
  const figures = seat.state?.figures.find(({ queueId }) => queueId === 'default');
  if (figures === undefined) throw new Error('no figures of the queue');
  return { offered: figures.offered, answered: figures.answered, abandoned: figures.abandoned };
};

/** Rings, answers, and waits until both hear each other. */
async function answer(seat: SeatPage): Promise<string> {
  const callId = await offered(seat);
  await invited(seat, callId);
  await seat.press('F2');
  await seat.when('talking', (state) => state.call?.state === 'talking');
  return callId;
}

describe(`a call on the ${pbxKind} PBX`, () => {
  it('answered: pop before ring, both hear each other, wrap-up, figures move by one', async () => {
    const seat = await openReady('first');
    const before = queue(seat);
    const citizen = await stack.call({ number: newNumber(), hz: CITIZEN_HZ });
    const callId = await offered(seat);
    await invited(seat, callId);
    expectPopBeforeRing(seat);
    await seat.press('F2');
    await seat.when('talking', (state) => state.call?.state === 'talking');
    await Promise.all([seat.hears(CITIZEN_HZ), citizen.hears({ hz: SEAT_HZ, withinMs: 8000 })]);
    await seat.press('F4');
    await citizen.ended;
    await seat.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
    await seat.when('ready again', (state) => state.seat.activity.kind === 'ready');
    await expectWholeLife(stack, callId);
    await seat.when('figures', () => queue(seat).answered === before.answered + 1);
    expect(queue(seat)).toEqual({
      ...before,
      offered: before.offered + 1,
      answered: before.answered + 1,
    });
  });

  it('abandoned while waiting: music until then, counted as abandoned', async () => {
    const seat = await open('first');
    const before = queue(seat);
    const citizen = await stack.call({ number: newNumber() });
    const waiting = await seat.when('waiting', (state) => state.waiting.length === 1);
    const callId = waiting.waiting[0]?.callId ?? '';
    await eventually('music', () => citizen.hearing.heard().level > -45, 5000);
    citizen.hangUp();
    await seat.when('nobody waits', (state) => state.waiting.length === 0);
    await stack.ledger.fact(callId, 'call-abandoned');
    expect(kinds(callId)).toEqual(['call-arrived', 'call-queued', 'call-abandoned', 'call-ended']);
    await seat.when('figures', () => queue(seat).abandoned === before.abandoned + 1);
    expect(queue(seat)).toEqual({
      ...before,
      offered: before.offered + 1,
      abandoned: before.abandoned + 1,
    });
  });

  it('seat does not answer: it is set aside with the reason, the caller keeps place and time', async () => {
    const first = await openReady('first');
    const second = await open('second');
    const citizen = await stack.call({ number: newNumber() });
    const callId = await offered(first);
    const queuedAt = first.state?.call?.queuedAt;
    await first.when(
      'set aside',
      ({ seat }) => seat.activity.kind === 'busy' && seat.activity.because === 'no-answer',
      20_000,
    );
    const failed = await stack.ledger.fact(callId, 'offer-failed');
    expect(failed.fact).toMatchObject({ why: 'no-answer', seatId: '1001' });
    const waiting = await second.when('still waiting', (state) =>
      state.waiting.some((w) => w.callId === callId),
    );
    expect(waiting.waiting.find((w) => w.callId === callId)?.queuedAt).toBe(queuedAt);
    await makeReady(second);
    expect(await answer(second)).toBe(callId);
    expect(second.state?.call?.queuedAt).toBe(queuedAt);
    await citizen.hears({ hz: SEAT_HZ, withinMs: 8000 });
    citizen.hangUp();
    await second.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
  });

  it('seat rejects: the next one is offered the call', async () => {
    const first = await openReady('first');
    const citizen = await stack.call({ number: newNumber() });
    const callId = await offered(first);
    await invited(first, callId);
    await first.press('Shift+F4');
    await first.when(
      'set aside',
      ({ seat }) => seat.activity.kind === 'busy' && seat.activity.because === 'rejected',
    );
    expect((await stack.ledger.fact(callId, 'offer-failed')).fact).toMatchObject({
      why: 'rejected',
    });
    const second = await openReady('second');
    expect(await answer(second)).toBe(callId);
    citizen.hangUp();
    await second.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
  });

  it('two seats, two skills: a call goes to who can take it, not to who is idle longest', async () => {
    const plain = await openReady('first', 1000);
    const dialect = await openReady('dialect', 1500);
    const cantonese = await stack.call({ number: newNumber(), skill: 'cantonese' });
    await answer(dialect);
    await cantonese.hears({ hz: 1500, withinMs: 8000 });
    expect(plain.state?.call).toBeNull();
    const other = await stack.call({ number: newNumber() });
    await answer(plain);
    await other.hears({ hz: 1000, withinMs: 8000 });
    // Nothing of the one room is heard in the other.
    expect(cantonese.hearing.levelOf(1000)).toBeLessThan(-50);
    expect(other.hearing.levelOf(1500)).toBeLessThan(-50);
    cantonese.hangUp();
    other.hangUp();
    await plain.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
    await dialect.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
  });

  it('caller hangs up while ringing: the offer is withdrawn, the seat is ready again', async () => {
    const seat = await openReady('first');
    const citizen = await stack.call({ number: newNumber() });
    const callId = await offered(seat);
    await invited(seat, callId);
    citizen.hangUp();
    await seat.when('gone', (state) => state.call === null);
    // By the PBX's CANCEL, or by the desk itself, which had the bridge's word first (480).
    await seat.whenWire(
      'phone stops',
      (entry) =>
        entry.wire === 'sip' &&
        (entry.way === 'in'
          ? entry.start.startsWith('CANCEL')
          : /^SIP\/2\.0 48[07] /.test(entry.start)),
    );
    await seat.when('ready', (state) => state.seat.activity.kind === 'ready');
    await stack.ledger.fact(callId, 'call-abandoned');
    expect(kinds(callId)).toContain('offer-failed');
    expect(kinds(callId)).not.toContain('call-answered');
  });

  it('repeat caller: goes to the seat of last time, although another is idle longer', async () => {
    const number = newNumber();
    const first = await openReady('first');
    const once = await stack.call({ number });
    await answer(first);
    once.hangUp();
    const second = await openReady('second');
    await first.when('ready', (state) => state.seat.activity.kind === 'ready');
    // `second` became ready before `first` did: without the rule it would be offered the call.
    const filler = await stack.call({ number: newNumber() });
    const idleLonger = await Promise.race([
      offered(first).then(() => first),
      offered(second).then(() => second),
    ]);
    filler.hangUp();
    await idleLonger.when(
      'ready',
      (state) => state.call === null && state.seat.activity.kind === 'ready',
    );
    const again = await stack.call({ number });
    await answer(first);
    expect(first.state?.call?.caller.callsIn30Days).toBe(2);
    expect(first.state?.call?.caller.earlierCalls[0]?.seatId).toBe('1001');
    expect(second.state?.call).toBeNull();
    again.hangUp();
    await first.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
  });

  it("seat's WebSockets cut and back during a call: audio goes on, state right within 2 s, the hang-up is not lost", async () => {
    const seat = await openReady('first');
    const citizen = await stack.call({ number: newNumber(), hz: CITIZEN_HZ });
    const callId = await answer(seat);
    await seat.hears(CITIZEN_HZ);
    stack.sipCable.cut();
    stack.bridgeCable.cut();
    await seat.whenWire(
      'bridge socket closed',
      (entry) => entry.wire === 'closed' && entry.url.includes('/ws/seat'),
    );
    const cutAt = performance.now();
    await citizen.hears({ hz: SEAT_HZ, withinMs: 3000 });
    await seat.hears(CITIZEN_HZ);
    stack.sipCable.mend();
    stack.bridgeCable.mend();
    const mendedAt = performance.now();
    const back = await seat.whenWire(
      'state read again',
      (entry) =>
        entry.wire === 'bridge' &&
        entry.at > cutAt &&
        (entry.message.type === 'welcome' || entry.message.type === 'resumed'),
      10_000,
    );
    expect(back.at - mendedAt).toBeLessThan(2000);
    await seat.when(
      'registered',
      (state) => state.seat.device.registered && state.call?.callId === callId,
    );
    await citizen.hears({ hz: SEAT_HZ, withinMs: 3000 });
    citizen.hangUp();
    await seat.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
    await stack.ledger.fact(callId, 'call-ended');
    expect(kinds(callId).filter((kind) => kind === 'call-answered')).toHaveLength(1);
  });

  it('bridge killed with one call waiting and one talking: both go on, nothing is said twice', async () => {
    const seat = await openReady('first');
    const talking = await stack.call({ number: newNumber(), hz: CITIZEN_HZ });
    const talkingId = await answer(seat);
    const waiting = await stack.call({ number: newNumber() });
    // The list comes a moment after the call: the one that is being talked to may still stand in it.
    const shown = await seat.when('waiting', (state) =>
      state.waiting.some(({ callId }) => callId !== talkingId),
    );
    const { callId: waitingId = '', queuedAt } =
      shown.waiting.find(({ callId }) => callId !== talkingId) ?? {};
    await stack.ledger.fact(waitingId, 'call-queued');
    await stack.killBridge();
    await talking.hears({ hz: SEAT_HZ, withinMs: 3000 });
    await seat.hears(CITIZEN_HZ);
    await stack.startBridge();
    const back = await seat.when(
      'the bridge is back with both calls',
      (state) =>
        state.call?.callId === talkingId &&
        state.call.state === 'talking' &&
        state.seat.activity.kind === 'talking' &&
        state.waiting.some((w) => w.callId === waitingId) &&
        seat.log.filter((entry) => entry.wire === 'bridge' && entry.message.type === 'welcome')
          .length > 1,
      20_000,
    );
    expect(back.waiting.find((w) => w.callId === waitingId)?.queuedAt).toBe(queuedAt);
    await talking.hears({ hz: SEAT_HZ, withinMs: 3000 });
    await seat.press('F4');
    await talking.ended;
    // Wrap-up over, the one who waited all the time comes.
    await seat.when(
      'the waiting one is offered',
      (state) => state.call?.callId === waitingId,
      20_000,
    );
    await invited(seat, waitingId);
    await seat.press('F2');
    await seat.when(
      'talking',
      (state) => state.call?.callId === waitingId && state.call.state === 'talking',
    );
    await waiting.hears({ hz: SEAT_HZ, withinMs: 8000 });
    waiting.hangUp();
    await seat.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
    for (const callId of [talkingId, waitingId]) {
      for (const kind of ['call-arrived', 'call-queued', 'call-answered'] as const) {
        expect(
          kinds(callId).filter((k) => k === kind),
          `${kind} of ${callId}`,
        ).toHaveLength(1);
      }
    }
  });
});
