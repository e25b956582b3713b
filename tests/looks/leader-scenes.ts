/** The desk of a specialist who was brought in, and of a leader. */
import type { CallView } from '@hotline/domain/protocol';
import { as, party } from './call-scenes.ts';
import { seats } from './centre.ts';
import { inCall, signedIn, words } from './first-steps.ts';
import { phone, type Scene } from './scene.ts';
import { aCall } from './scripted-bridge.ts';

const TALKED_MS = 194_000;

export const leaderScenes: readonly Scene[] = [
  {
    name: 'guest',
    async play(page, origin, language) {
      const bridge = await signedIn(page, origin, as('1101', '梁悦', 'specialist'));
      const now = Date.now();
      const call = aCall(now, 'talking', TALKED_MS);
      const say = words[language];
      bridge.tell({
        kind: 'call-offered',
        call: {
          ...call,
          part: 'guest',
          ownerSeat: '1001',
          answeredAt: now - 40_000,
          brief: {
            reason:
              language === 'en'
                ? 'Speaks Cantonese only; please ask which lamps exactly.'
                : '来电人只会粤语，请问清是哪三盏灯',
            language: 'cantonese',
            title: say.title,
            text: say.text,
          },
          legs: [
            ...call.legs,
            party('1101', { role: 'specialist', purpose: 'interpret', since: now - 40_000 }),
          ],
          may: ['leave', 'hang-up', 'mute'],
        },
      });
      bridge.activity({ kind: 'talking', since: now - 40_000, callId: 'c-77' });
      await phone(page, inCall(now - 40_000));
      await page.getByTestId('brief').waitFor();
    },
  },
  {
    name: 'leader-tiles',
    rare: true,
    async play(page, origin) {
      await signedIn(page, origin, (snapshot) => ({
        ...as('1901', '方慧', 'leader')(snapshot),
        seats: seats(Date.now()),
      }));
      await page.getByRole('button', { name: /林晓雨/ }).click();
    },
  },
  {
    name: 'leader-whispering',
    async play(page, origin) {
      const bridge = await signedIn(page, origin, (snapshot) => ({
        ...as('1901', '方慧', 'leader')(snapshot),
        seats: seats(Date.now()),
      }));
      bridge.tell({ kind: 'call-offered', call: led('whisper') });
      bridge.activity({ kind: 'talking', since: Date.now() - 31_000, callId: 'c-77' });
      await phone(page, inCall(Date.now() - 31_000));
      await page.locator('[data-status=leader]').waitFor();
    },
  },
  {
    name: 'leader-forcing',
    async play(page, origin) {
      await signedIn(page, origin, (snapshot) => ({
        ...as('1901', '方慧', 'leader')(snapshot),
        seats: seats(Date.now()),
      }));
      await page.getByRole('button', { name: /何静/ }).click();
      await page.keyboard.press('Control+Alt+Digit5');
      await page.getByText(/即将结束|About to end/).waitFor();
    },
  },
];

function led(mode: 'listen' | 'whisper' | 'barge'): CallView {
  const now = Date.now();
  const call = aCall(now, 'talking', TALKED_MS);
  return {
    ...call,
    part: 'leader',
    ownerSeat: '1001',
    answeredAt: now - 31_000,
    legs: [
      ...call.legs,
      party('1901', { role: 'leader', mode, speaks: mode !== 'listen', since: now - 31_000 }),
    ],
    may: ['leave', 'hang-up', 'leader-mode', 'take-over', 'force-end'],
  };
}
