/** 应急移交, from the key to the paper. */
import type { CallView } from '@hotline/domain/protocol';
import type { Page } from 'playwright-core';
import { talking } from './first-steps.ts';
import { change, party } from './call-scenes.ts';
import type { Scene } from './scene.ts';
import { ownerMay, type ScriptedBridge } from './scripted-bridge.ts';

type Case = CallView['emergencies'][number];
type Step = Case['steps'][number];

const step = (
  startedAt: number,
  after: number,
  name: Step['step'],
  detail: string | null = null,
) => ({
  at: startedAt + after,
  step: name,
  detail,
});

function aCase(startedAt: number, over: Partial<Case>, steps: readonly Step[]): Case {
  return {
    caseId: 'e-1',
    targetId: '110',
    state: 'answered',
    bySeat: '1001',
    startedAt,
    route: 1,
    routes: 2,
    acknowledgedBy: null,
    mayAcknowledge: false,
    steps: [...steps],
    ...over,
  };
}

const until = (startedAt: number) => [
  step(startedAt, 0, 'started'),
  step(startedAt, 40, 'dialled', '1'),
  step(startedAt, 310, 'summary-sent'),
  step(startedAt, 8_200, 'route-failed', 'NO_ANSWER'),
  step(startedAt, 8_240, 'dialled', '2'),
  step(startedAt, 8_250, 'number-sent'),
  step(startedAt, 9_100, 'ringing'),
  step(startedAt, 12_480, 'answered'),
  step(startedAt, 13_020, 'summary-received'),
  step(startedAt, 13_900, 'caller-heard'),
];

async function started(page: Page, bridge: ScriptedBridge): Promise<void> {
  await page.keyboard.press('F9');
  await page.keyboard.press('Digit1');
  // The command leaves the seat when nobody undid it.
  await page.waitForTimeout(1_700);
  if (!bridge.sent.some(({ name }) => name === 'emergency.start')) throw new Error('not started');
}

const police = (startedAt: number) =>
  party('110', { role: 'emergency', since: startedAt + 12_480 });

export const emergencyScenes: readonly Scene[] = [
  {
    name: 'emergency-menu',
    rare: true,
    async play(page, origin, language) {
      await talking(page, origin, language);
      await page.keyboard.press('F9');
      await page.locator('[data-target="110"]').waitFor();
    },
  },
  {
    name: 'emergency-held-back',
    async play(page, origin, language) {
      await talking(page, origin, language);
      await page.keyboard.press('F9');
      await page.keyboard.press('Digit1');
      await page.locator('[data-stage=holding]').waitFor();
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'emergency-answered',
    rare: true,
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      await started(page, bridge);
      change(bridge, (call, now) => {
        const at = now - 21_000;
        return {
          emergencies: [aCase(at, {}, until(at))],
          legs: [...call.legs, police(at)],
          may: ['mute', 'dtmf', 'emergency', 'rebuild', 'leave', 'invite', 'pause-recording'],
        };
      });
      await page.locator('[data-status=emergency]').waitFor();
    },
  },
  {
    name: 'emergency-acknowledged',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      await started(page, bridge);
      change(bridge, (call, now) => {
        const at = now - 34_000;
        return {
          emergencies: [
            aCase(at, { state: 'acknowledged', acknowledgedBy: 'agent', mayAcknowledge: true }, [
              ...until(at),
              step(at, 15_300, 'target-heard'),
              step(at, 27_700, 'acknowledged', 'agent'),
            ]),
          ],
          legs: [...call.legs, police(at)],
          may: ['mute', 'dtmf', 'emergency', 'rebuild', 'leave', 'invite', 'pause-recording'],
        };
      });
      await page.locator('[data-status=emergency]').waitFor();
    },
  },
  {
    name: 'emergency-leave-asked',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      await started(page, bridge);
      change(bridge, (call, now) => {
        const at = now - 21_000;
        return {
          emergencies: [
            aCase(at, { mayAcknowledge: true }, [...until(at), step(at, 15_300, 'target-heard')]),
          ],
          legs: [...call.legs, police(at)],
          may: ['mute', 'dtmf', 'emergency', 'rebuild', 'leave', 'invite', 'pause-recording'],
        };
      });
      await page.keyboard.press('Shift+F6');
      await page.getByText(/仍要离开|Leave anyway/).waitFor();
    },
  },
  {
    name: 'emergency-failed',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      await started(page, bridge);
      change(bridge, (_call, now) => {
        const at = now - 19_000;
        return {
          emergencies: [
            aCase(at, { state: 'failed' }, [
              ...until(at).slice(0, 6),
              step(at, 17_000, 'route-failed', 'USER_BUSY'),
              step(at, 17_020, 'failed'),
            ]),
          ],
          trouble: { at: now, code: 'emergency-failed', who: '110' },
          may: [...ownerMay],
        };
      });
      await page.locator('[data-status=trouble]').waitFor();
    },
  },
  {
    name: 'emergency-explained',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      await bridge.goAway();
      await page.locator('[data-notice=bridgeAway]').waitFor();
      await page.keyboard.press('F9');
      await page.getByTestId('emergency').waitFor();
    },
  },
  {
    name: 'emergency-sealed',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      await page.evaluate(() => {
        window.print = () => undefined;
      });
      await started(page, bridge);
      change(bridge, (_call, now) => ({
        emergencies: [aCase(now - 60_000, { state: 'ended' }, until(now - 60_000))],
      }));
      await page
        .getByText(/时间线|110/)
        .first()
        .waitFor();
      await page.keyboard.press('Control+KeyP');
      await page.locator('[data-print=sealed]').waitFor({ state: 'attached' });
      await page.emulateMedia({ media: 'print' });
    },
  },
];
