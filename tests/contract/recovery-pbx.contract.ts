/** The PBX is started anew: its calls are lost, and nothing else is. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { openWebSeat } from '../support/seat-page.ts';
import { pbxKind } from '../support/stack.ts';
import { stage, together } from '../support/stage.ts';

const at = stage();
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

describe(`the ${pbxKind} PBX is started anew`, () => {
  it('seats are registered again within 5 s, every lost call is on the ledger, and the next one comes', async () => {
    const { seat, callId } = await at.talk();
    const waiting = await at.seat('second');
    const citizen = await at.citizen();
    await waiting.when('waits', (state) => state.waiting.some((one) => one.callId !== callId));
    const waitingId = waiting.state.waiting.find((one) => one.callId !== callId)?.callId ?? '';
    await at.stack.ledger.fact(waitingId, 'call-queued');
    await at.stack.stopPbx();
    await seat.when('the seat is told', ({ hotline }) => hotline.pbx === 'away');
    citizen.hangUp();
    await at.stack.startPbx();
    const upAt = performance.now();
    await Promise.all([seat.returnsToPbx(), waiting.returnsToPbx()]);
    await seat.when('registered', (state) => state.seat.device.registered);
    expect(performance.now() - upAt).toBeLessThan(5_000);
    await seat.when('live', ({ hotline }) => hotline.pbx === 'live');
    await eventually(
      'both calls are over on the ledger',
      () =>
        at.kinds(callId).includes('call-ended') &&
        at.kinds(waitingId).includes('call-abandoned') &&
        at.kinds(waitingId).includes('call-ended'),
    );
    await seat.when('no talk', ({ seat: { activity } }) => activity.kind !== 'talking');
    await seat.when('ready', ({ seat: { activity } }) => activity.kind === 'ready');
    const next = await at.citizen();
    await seat.answers();
    await together(next, seat);
  });

  it('the shipped desk registers again by itself within 5 s', async () => {
    const { address, password } = at.stack;
    const desk = await openWebSeat(browser, { address, person: 'third', password, hz: 1000 });
    try {
      await desk.when('registered', ({ seat }) => seat.device.registered);
      await at.stack.stopPbx();
      await desk.when('told', ({ hotline }) => hotline.pbx === 'away');
      await at.stack.startPbx();
      const upAt = performance.now();
      await desk.when(
        'registered again',
        ({ hotline, seat }) => hotline.pbx === 'live' && seat.device.registered,
        20_000,
      );
      expect(performance.now() - upAt).toBeLessThan(5_000);
    } finally {
      await desk.close();
    }
  });
});
