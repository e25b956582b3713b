/** A headset is pulled out in the middle of a call and plugged in again; nobody presses a key. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HeadsetDesk, SoundRoom } from '../support/headset-desk.ts';
import { soundGap } from '../support/sound-gap.ts';
import { startStack, type Stack } from '../support/stack.ts';

const CITIZEN_HZ = 440;
/** What the citizen may notice of it, ms. */
const MOST_SILENCE_MS = 3_000;

let stack: Stack;
let room: SoundRoom;
beforeAll(async () => {
  [stack, room] = await Promise.all([
    startStack({ config: 'config/hotline.yaml', kind: 'practice' }),
    SoundRoom.open(),
  ]);
});
afterAll(async () => {
  await room.close();
  await stack.stop();
});

it('the desk’s own devices stand in within 3 s, the person is told, and the headset is back when it is plugged in', async () => {
  const desk = await HeadsetDesk.open(stack, room, 'lin.xiaoyu');
  await desk.ready();
  const citizen = await stack.call({ number: '13900002061', hz: CITIZEN_HZ });
  await desk.answers();
  await desk.talksThrough('headset', citizen, CITIZEN_HZ);

  const gap = soundGap(citizen.hearing);
  await desk.pullOut();
  await desk.talksThrough('desk', citizen, CITIZEN_HZ);
  expect(gap.stop()).toBeLessThan(MOST_SILENCE_MS);
  await desk.seat.page.getByText('耳机已拔出').first().waitFor();

  const back = soundGap(citizen.hearing);
  await desk.plugIn();
  await desk.talksThrough('headset', citizen, CITIZEN_HZ);
  expect(back.stop()).toBeLessThan(MOST_SILENCE_MS);
  expect(desk.seat.state?.call?.state).toBe('talking');
  await desk.seat.press('F4');
  await citizen.ended;
});
