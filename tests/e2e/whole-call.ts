import { expect } from 'vitest';
import { expectPopBeforeRing, expectWholeLife } from '../support/life-of-a-call.ts';
import type { SeatPage } from '../support/seat-page.ts';
import type { Stack } from '../support/stack.ts';
import { PROMPT_HZ } from '../support/tone-prompts.ts';

const CITIZEN_HZ = 440;

/**
 * One whole call as an agent lives it, from 示闲 to 示闲, on the desk as people get it: pop before ring, answer by a key,
 * audio measured both ways, a draft typed, hang-up, wrap-up, and figures that moved by exactly this call.
 */
export async function wholeCall(
  stack: Stack,
  seat: SeatPage,
  seatHz: number,
  number: string,
): Promise<{ callId: string }> {
  const { page } = seat;
  await seat.press('Shift+F2');
  const ready = await seat.when('ready', (state) => state.seat.activity.kind === 'ready');
  const before = ready.figures.find(({ queueId }) => queueId === 'default');
  const dayBefore = ready.myDay;
  if (before === undefined) throw new Error('no figures of the queue');

  const citizen = await stack.call({ number, hz: CITIZEN_HZ });
  const popped = await seat.when('the pop', (state) => state.call !== null);
  const callId = popped.call?.callId ?? '';
  // The pop is on the screen before the phone rings: the masked number, and never the whole one.
  const masked = popped.call?.caller.numberMasked ?? '';
  expect(masked).toContain('*');
  await page.getByText(masked).first().waitFor();
  await seat.whenWire(
    'the phone rings',
    (entry) => entry.wire === 'sip' && entry.start.startsWith('INVITE'),
  );
  expectPopBeforeRing(seat);
  expect(await page.getByText(number).count()).toBe(0);

  await seat.press('F2');
  await seat.when('talking', (state) => state.call?.state === 'talking');
  await Promise.all([seat.hears(CITIZEN_HZ), citizen.hears({ hz: seatHz, withinMs: 8000 })]);

  await page.getByRole('textbox', { name: '标题' }).fill('人民路路灯不亮');
  await page
    .getByRole('textbox', { name: '内容' })
    .pressSequentially('市民反映人民路 12 号门前路灯三天不亮。');

  await seat.press('F4');
  // 满意度: asked by the PBX alone, while the seat writes up.
  await citizen.hears({ hz: PROMPT_HZ.survey, withinMs: 8000 });
  await citizen.sendDtmf('5');
  await citizen.ended;
  await seat.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
  // With what was written the key does not end it: first it is put aside with a reason.
  await seat.press('F3');
  await page.getByText('本次来电的草稿还没有处理').waitFor();
  await seat.press('Control+Shift+Enter');
  await page.getByRole('menuitem', { name: '待市民补充情况' }).click();
  await page.locator('form[data-draft]').waitFor({ state: 'detached' });
  // Its two seconds may be over by now: then it has ended by itself.
  await seat.press('F3');
  const after = await seat.when(
    'ready again',
    (state) => state.seat.activity.kind === 'ready' && state.call === null,
  );

  await expectWholeLife(stack, callId);
  const answer = await stack.ledger.fact(callId, 'survey-ended');
  expect(answer.fact).toMatchObject({ outcome: 'scored', score: 5 });

  const moved = await seat.when(
    'the figures have moved',
    (state) =>
      state.figures.some(
        (queue) => queue.queueId === 'default' && queue.answered === before.answered + 1,
      ) && state.myDay.answered === dayBefore.answered + 1,
  );
  expect(moved.figures.find(({ queueId }) => queueId === 'default')).toMatchObject({
    offered: before.offered + 1,
    answered: before.answered + 1,
    abandoned: before.abandoned,
  });
  expect(after.seat.activity.kind).toBe('ready');
  return { callId };
}
