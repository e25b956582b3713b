/**
 * The bridge is away: the PBX rings by itself the seats that were named last, and what happened meanwhile is booked to
 * the right seat, once, when the bridge is back. The seat is the shipped web seat, signed in before.
 */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { launchChromium } from '../support/chromium.ts';
import { openWebSeat, type SeatPage } from '../support/seat-page.ts';
import { pbxKind, startStack, type Stack } from '../support/stack.ts';
import type { Citizen } from '@hotline/practice-pbx/citizen';

const CITIZEN_HZ = 440;
const SEAT_HZ = 1000;
/** config/freeswitch/dialplan/citizen.xml: a beat older than 5 s means away; one more, since FreeSWITCH's clock may lag. */
const STALE_SECONDS = 7;

let stack: Stack;
let browser: Browser;
let seat: SeatPage | undefined;

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
afterEach(async () => {
  stack.hangUpAll();
  await seat?.close();
  seat = undefined;
});

async function openReady(): Promise<SeatPage> {
  seat = await openWebSeat(browser, {
    address: stack.address,
    person: 'first',
    password: stack.password,
    hz: SEAT_HZ,
  });
  if (seat.state?.seat.activity.kind !== 'ready') await seat.press('Shift+F2');
  await seat.when('ready', (state) => state.seat.activity.kind === 'ready');
  await eventually('the PBX knows whom to ring', async () =>
    (await stack.askPbx('hash select/hotline/seats')).includes('1001'),
  );
  return seat;
}

async function bridgeGoes(): Promise<void> {
  await stack.killBridge();
  await eventually('the beat is stale', async () => {
    // Read anew each time: a last beat may have been on its way when the bridge was killed.
    const beat = Number(await stack.askPbx('hash select/hotline/alive'));
    return beat > 0 && Date.now() / 1000 >= beat + STALE_SECONDS;
  });
}

/** A new call reaches the seat without the bridge; the citizen and the person hear each other. */
async function takeCall(one: SeatPage, number: string): Promise<[Citizen, callId: string]> {
  const citizen = await stack.call({ number, hz: CITIZEN_HZ });
  const invite = await one.whenWire(
    'the phone rings',
    (entry) =>
      entry.wire === 'sip' &&
      entry.way === 'in' &&
      entry.start.startsWith('INVITE') &&
      entry.text.includes(number),
  );
  const text = invite.wire === 'sip' ? invite.text : '';
  expect(text).toMatch(/^X-Hotline-Mode: fallback\r$/im);
  const callId = /^X-Hotline-Call: (\S+)\r$/im.exec(text)?.[1] ?? '';
  expect(callId).not.toBe('');
  await one.press('F2');
  await Promise.all([one.hears(CITIZEN_HZ), citizen.hears({ hz: SEAT_HZ, withinMs: 8000 })]);
  return [citizen, callId];
}

const notes = (): Promise<string> => stack.askPbx('hash_dump db hotline_away');
/** In this order, none twice. */
const once: ReadonlySet<string> = new Set([
  'call-arrived',
  'call-queued',
  'call-offered',
  'call-answered',
  'call-ended',
]);
function expectBookedOnce(callId: string): void {
  const facts = stack.ledger.ofCall(callId).map(({ fact }) => fact);
  expect(facts.map(({ kind }) => kind).filter((kind) => once.has(kind))).toEqual([...once]);
  expect(facts.find(({ kind }) => kind === 'call-arrived')).toMatchObject({ mode: 'fallback' });
  expect(facts.find(({ kind }) => kind === 'call-answered')).toMatchObject({ seatId: '1001' });
}

it(`bridge away (${pbxKind} PBX): a new call rings the seat directly, both hear each other, and is booked to that seat when the bridge is back`, async () => {
  const one = await openReady();
  await bridgeGoes();
  const [citizen, callId] = await takeCall(one, '13900002001');
  citizen.hangUp();
  await citizen.ended;
  await eventually('the PBX has left a note', async () => (await notes()).includes(callId));
  await stack.startBridge();
  const ended = await stack.ledger.fact(callId, 'call-ended');
  expect(ended.fact).toMatchObject({ cause: 'NORMAL_CLEARING' });
  expectBookedOnce(callId);
  await eventually('the note is gone', async () => !(await notes()).includes(callId));
  await one.when('the seat is ready again', ({ seat: { activity } }) => activity.kind === 'ready');
});

it(`bridge away (${pbxKind} PBX) and back during the call: it is that seat's call, and its note does not book it twice`, async () => {
  const one = await openReady();
  await bridgeGoes();
  const [citizen, callId] = await takeCall(one, '13900002002');
  await stack.startBridge();
  await one.when(
    'the call is shown',
    ({ call, seat: { activity } }) =>
      call?.callId === callId && call.state === 'talking' && activity.kind === 'talking',
    20_000,
  );
  await citizen.hears({ hz: SEAT_HZ, withinMs: 3000 });
  expect(one.state?.call?.caller.numberMasked).toBe('139****2002');
  await one.press('F4');
  await citizen.ended;
  await stack.ledger.fact(callId, 'wrap-finished');
  expectBookedOnce(callId);
  await stack.killBridge();
  await stack.startBridge();
  await eventually('the note is gone', async () => !(await notes()).includes(callId));
  expectBookedOnce(callId);
});
