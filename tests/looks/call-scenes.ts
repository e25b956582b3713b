/** A call beyond talking: hold, transfers, several parties, calls out. */
import type { CallView, Operation, Snapshot } from '@hotline/domain/protocol';
import type { Page } from 'playwright-core';
import { fill, inCall, signedIn, talking } from './first-steps.ts';
import { phone, type Scene } from './scene.ts';
import { aCall, ownerMay, plain, type ScriptedBridge } from './scripted-bridge.ts';

type Leg = CallView['legs'][number];
const TALKED_MS = 194_000;

const without = (...gone: readonly Operation[]) => ownerMay.filter((each) => !gone.includes(each));

export function change(
  bridge: ScriptedBridge,
  how: (call: CallView, now: number) => Partial<CallView>,
): void {
  const now = Date.now();
  const call = aCall(now, 'talking', TALKED_MS);
  bridge.tell({ kind: 'call-changed', call: { ...call, ...how(call, now) } });
}

export const party = (label: string, over: Partial<Leg>): Leg => ({
  legId: `l-${label}`,
  role: 'outside',
  label,
  state: 'in-room',
  hears: true,
  speaks: true,
  ...plain,
  since: Date.now() - 21_000,
  ...over,
});
const held = (legs: readonly Leg[]): Leg[] =>
  legs.map((leg) =>
    leg.role === 'caller' ? { ...leg, held: true, hears: false, speaks: false } : leg,
  );

const openTransfer = async (page: Page, query = '') => {
  await page.keyboard.press('F8');
  const search = page.getByRole('combobox', { name: /拼音|initials/ });
  await search.waitFor();
  if (query !== '') await search.fill(query);
};

export const callScenes: readonly Scene[] = [
  {
    name: 'hold',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      change(bridge, (call) => ({
        held: true,
        legs: held(call.legs),
        may: [...without('hold', 'pause-recording'), 'retrieve', 'pause-recording'],
      }));
      await page.locator('[data-status=held]').waitFor();
      await page.waitForTimeout(1_200);
    },
  },
  {
    name: 'recording-paused',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      change(bridge, () => ({ recording: 'paused' }));
      await page
        .getByText(/录音已暂停|Recording paused/u)
        .first()
        .waitFor();
    },
  },
  {
    name: 'recording-missing',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      change(bridge, () => ({ recording: 'missing' }));
      await page
        .getByText(/录音缺失|No recording/u)
        .first()
        .waitFor();
    },
  },
  {
    name: 'transfer-panel',
    rare: true,
    async play(page, origin, language) {
      await talking(page, origin, language);
      await openTransfer(page);
      await page.keyboard.press('Control+Digit1');
    },
  },
  {
    name: 'transfer-search',
    async play(page, origin, language) {
      await talking(page, origin, language);
      await openTransfer(page, language === 'en' ? 'street' : 'ldgl');
    },
  },
  {
    name: 'transfer-number',
    async play(page, origin, language) {
      await talking(page, origin, language);
      await openTransfer(page, '0710 555-0188');
    },
  },
  {
    name: 'parked',
    async play(page, origin) {
      await signedIn(page, origin);
      await openTransfer(page);
    },
  },
  {
    name: 'consult-ringing',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      await openTransfer(page);
      change(bridge, (call, now) => ({
        held: true,
        legs: [
          ...held(call.legs),
          party('供电服务', {
            state: 'ringing',
            hears: false,
            speaks: false,
            purpose: 'consult',
            since: now - 7_000,
            ringUntil: now + 23_000,
          }),
        ],
        may: [...without('hold', 'park', 'to-queue'), 'cancel'],
      }));
      await page.locator('[data-status=invited]').waitFor();
    },
  },
  {
    name: 'consult-talking',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      await openTransfer(page);
      change(bridge, (call) => ({
        held: true,
        legs: [...held(call.legs), party('供电服务', { purpose: 'consult' })],
        may: [...without('hold', 'park', 'to-queue'), 'drop', 'complete', 'merge', 'swap'],
      }));
      await page.locator('[data-status=consult]').waitFor();
      await page.waitForTimeout(1_200);
    },
  },
  {
    name: 'three-way',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      change(bridge, (call, now) => ({
        legs: [
          ...call.legs,
          party('供电服务', { purpose: 'conference' }),
          party('1101', {
            role: 'specialist',
            state: 'ringing',
            hears: false,
            speaks: false,
            purpose: 'interpret',
            since: now - 4_000,
            ringUntil: now + 16_000,
          }),
        ],
        may: [...without('park', 'to-queue'), 'leave', 'cancel', 'drop', 'complete'],
      }));
      await page.locator('[data-state=ringing]').waitFor();
    },
  },
  {
    name: 'blind-released',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      change(bridge, (call, now) => ({
        held: true,
        released: true,
        legs: [
          ...held(call.legs),
          party('1003', {
            role: 'colleague',
            state: 'ringing',
            hears: false,
            speaks: false,
            purpose: 'blind',
            since: now - 5_000,
            ringUntil: now + 15_000,
          }),
        ],
        may: [...without('hold', 'park', 'to-queue'), 'cancel'],
      }));
      await page.locator('[data-status=released]').waitFor();
    },
  },
  {
    name: 'trouble',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      await openTransfer(page);
      change(bridge, (_call, now) => ({
        trouble: { at: now, code: 'no-answer', who: '市人力资源和社会保障局' },
      }));
      await page.locator('[data-status=trouble]').waitFor();
    },
  },
  {
    name: 'caller-absent',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      change(bridge, (call, now) => ({
        absent: { since: now - 9_000, callBack: { attempt: 1, of: 3 } },
        legs: [
          {
            ...party(call.caller.numberMasked, {
              role: 'caller',
              state: 'ringing',
              hears: false,
              speaks: false,
              since: now - 4_000,
              ringUntil: now + 26_000,
            }),
            legId: 'l-caller',
          },
          ...call.legs.slice(1),
        ],
        may: without('hold', 'park', 'to-queue', 'pause-recording'),
      }));
      await page.locator('[data-status=absent]').waitFor();
    },
  },
  {
    name: 'dial-panel',
    async play(page, origin) {
      await signedIn(page, origin);
      await page.keyboard.press('Control+Alt+KeyD');
      await page.getByRole('textbox', { name: /号码|Number/ }).fill('0710 555 0188');
    },
  },
  {
    name: 'dialling',
    async play(page, origin, language) {
      const bridge = await signedIn(page, origin);
      const now = Date.now();
      const call = aCall(now, 'dialling', 6_000);
      bridge.tell({
        kind: 'call-offered',
        call: {
          ...call,
          direction: 'out',
          ownerSeat: '1001',
          legs: call.legs.map((leg) =>
            leg.role === 'caller'
              ? {
                  ...leg,
                  state: 'ringing',
                  hears: false,
                  speaks: false,
                  since: now - 5_000,
                  ringUntil: now + 25_000,
                }
              : { ...leg, state: 'in-room', hears: true, speaks: true },
          ),
          may: ['hang-up', 'mute'],
        },
      });
      bridge.activity({ kind: 'talking', since: now - 6_000, callId: 'c-77' });
      await phone(page, inCall(now - 6_000));
      await page.locator('[data-status=dialling]').waitFor();
      if (language === 'zh-CN') await fill(page, language);
    },
  },
  {
    name: 'quality',
    async play(page, origin, language) {
      await talking(page, origin, language);
      await page.keyboard.press('Control+Alt+KeyQ');
      await page.getByRole('img', { name: /MOS/ }).waitFor();
      await page.waitForTimeout(4_500);
    },
  },
];

/** A person of another role at the desk. */
export const as =
  (seatId: string, personName: string, role: Snapshot['seat']['role']) =>
  (snapshot: Snapshot): Snapshot => ({
    ...snapshot,
    seat: { ...snapshot.seat, seatId, personName, role },
  });
