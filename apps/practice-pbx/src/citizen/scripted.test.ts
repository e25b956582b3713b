import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silence } from './audio.ts';
import { citizens, callOrder } from './script.ts';
import { soundFile } from './sounds.ts';
import { TestHotline } from '../testing/hotline.ts';

let hotline: TestHotline;
beforeAll(async () => {
  hotline = await TestHotline.start({ citizens: { perMinute: 60, atOnce: 1 } });
});
afterAll(() => hotline.stop());

test('every sentence has its sound, every call somebody who makes it, every number digits only', () => {
  for (const { number, turns } of citizens) {
    expect(number).toMatch(/^\d{11}$/);
    for (const { sound } of turns)
      expect({ sound, there: existsSync(soundFile(sound)) }).toEqual({ sound, there: true });
  }
  expect(callOrder.filter((id) => !citizens.some((person) => person.id === id))).toEqual([]);
  expect(existsSync(soundFile('desk.wav'))).toBe(true);
});

test('a citizen calls by itself, waits through the music, and speaks when somebody is there', async () => {
  const seat = await hotline.seat('1001');
  // It called before anybody listened to events: the rooms tell.
  const [room] = JSON.parse(await hotline.esl.api('conference json_list')) as {
    members: { uuid: string; caller_id_number: string }[];
  }[];
  const member = room?.members[0];
  expect(member?.caller_id_number).toBe(citizens[0]?.number);
  const uuid = member?.uuid ?? '';
  const job = hotline.offer(uuid, '1001');
  const call = await seat.nextCall();
  await call.answer(silence());
  await job;
  const spoken = await call.hearing.speech({ above: -35, withinMs: 6000 });
  expect(spoken.level).toBeGreaterThan(-35);
  call.hangUp();
  await call.ended;
});
