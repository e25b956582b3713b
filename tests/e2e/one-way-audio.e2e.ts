/** The whole hotline when audio goes one way, and when the way to the bridge dies without a word. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { openWebSeat, type SeatPage } from '../support/seat-page.ts';
import { startStack, type Stack } from '../support/stack.ts';

const SEAT_HZ = 1000;
const CITIZEN_HZ = 440;
let stack: Stack;
let browser: Browser;
let seat: SeatPage | null = null;
beforeAll(async () => {
  [stack, browser] = await Promise.all([
    startStack({ config: 'config/hotline.yaml', kind: 'practice' }),
    launchChromium(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async () => {
  stack.hangUpAll();
  stack.bridgeCable.mend();
  await seat?.close();
  seat = null;
});

/** A seat of its own for each test: the one before is still wrapping up. */
async function ready(person: string): Promise<SeatPage> {
  const { address, password } = stack;
  seat = await openWebSeat(browser, { address, password, person, hz: SEAT_HZ });
  await seat.press('Shift+F2');
  await seat.when('ready', (state) => state.seat.activity.kind === 'ready');
  return seat;
}

/** A call that is talked on, heard both ways. */
async function talking(person: string, number: string) {
  const desk = await ready(person);
  const citizen = await stack.call({ number, hz: CITIZEN_HZ });
  await desk.when('the pop', (state) => state.call !== null);
  await desk.whenWire(
    'it rings',
    (entry) => entry.wire === 'sip' && entry.start.startsWith('INVITE'),
  );
  await desk.press('F2');
  const { call } = await desk.when('talking', (state) => state.call?.state === 'talking');
  const bothWays = () =>
    Promise.all([
      desk.hears(CITIZEN_HZ, 10_000),
      citizen.hears({ hz: SEAT_HZ, withinMs: 10_000, forMs: 200 }),
    ]);
  await bothWays();
  const isSecondInvite = (from: number, leg: string) =>
    desk.whenWire(
      'the second leg',
      (entry) =>
        entry.wire === 'sip' &&
        entry.at > from &&
        entry.start.startsWith('INVITE') &&
        entry.text.includes(`X-Hotline-Call: ${call?.callId}`) &&
        entry.text.includes(leg),
      12_000,
    );
  return { desk, citizen, callId: call?.callId, bothWays, isSecondInvite };
}

it('the seat hears nothing any more: it asks, a second leg is there without a key, and the call is the same', async () => {
  const { desk, citizen, callId, bothWays, isSecondInvite } = await talking(
    'lin.xiaoyu',
    '13900002031',
  );
  const stoppedAt = performance.now();
  // As if no packet came: what the desk knows of them is the browser's count.
  await desk.page.evaluate(() => {
    const { peers } = window as unknown as { peers: RTCPeerConnection[] };
    const [peer] = peers.slice(-1);
    const native = peer?.getStats.bind(peer);
    if (peer === undefined || native === undefined) return;
    let first: number | null = null;
    peer.getStats = async () => {
      const entries = [...(await native()).values()] as Record<string, unknown>[];
      const frozen = entries.map((entry) => {
        if (entry['type'] !== 'inbound-rtp') return entry;
        first ??= Number(entry['packetsReceived']);
        return { ...entry, packetsReceived: first };
      });
      return new Map(frozen.map((entry) => [String(entry['id']), entry]));
    };
  });
  const invited = await isSecondInvite(stoppedAt, 'X-Hotline-Leg: rebuild');
  expect(invited.at - stoppedAt).toBeLessThan(6_000);
  await desk.whenWire(
    'the first leg is let go',
    (entry) => entry.wire === 'sip' && entry.at > invited.at && entry.start.startsWith('BYE'),
  );
  await bothWays();
  const { call, seat: own } = await desk.when(
    'all is well',
    (state) => state.call?.state === 'talking' && state.seat.device.media === 'ok',
  );
  expect([call?.callId, own.activity.kind]).toEqual([callId, 'talking']);
  // The person's key still ends it.
  await desk.press('F4');
  await citizen.ended;
});

it('the PBX hears nothing of the seat and ends its leg: the same call is back without a key', async () => {
  const { desk, callId, bothWays, isSecondInvite } = await talking('chen.zhiyuan', '13900002032');
  const stoppedAt = performance.now();
  await desk.page.evaluate(() => {
    const { peers } = window as unknown as { peers: RTCPeerConnection[] };
    for (const peer of peers) void peer.getSenders()[0]?.replaceTrack(null);
  });
  await isSecondInvite(stoppedAt, '');
  await bothWays();
  const { call } = await desk.when('talking', (state) => state.call?.state === 'talking');
  expect(call?.callId).toBe(callId);
});

it('the way to the bridge dies without a word: said within 8 s, and back by itself', async () => {
  const desk = await ready('zhou.min');
  const { page } = desk;
  stack.bridgeCable.hold();
  const away = page.getByText('离线：草稿照常保存').first();
  await away.waitFor({ timeout: 8_000 });
  expect(desk.state?.seat.activity.kind).toBe('ready');
  stack.bridgeCable.mend();
  await away.waitFor({ state: 'detached', timeout: 15_000 });
});
