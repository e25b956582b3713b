import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { placeCall, type Citizen } from '../citizen/place-call.ts';
import { silence, tone } from '../citizen/audio.ts';
import { soundFile } from '../citizen/sounds.ts';
import type { Gateway } from './desk-conduct.ts';
import { startPracticeDesks, type PracticeDesks } from './practice-desks.ts';

let desks: PracticeDesks;
const calls: Citizen[] = [];

beforeAll(async () => {
  desks = await startPracticeDesks('127.0.0.1');
});
afterEach(() => {
  for (const call of calls.splice(0)) call.hangUp();
});
afterAll(() => desks.stop());

function dial(number: string, gateway: Gateway = 'carrier'): Citizen {
  const one = placeCall({
    to: `sip:${number}@127.0.0.1:${desks.ports[gateway]}`,
    from: '12345',
    audio: tone(440),
  });
  calls.push(one);
  return one;
}

test('110 answers, speaks, listens, and takes the case over with its key', async () => {
  const desk = dial('110');
  await desk.answered;
  await desk.hearing.speech({ above: -35, withinMs: 3000 });
  expect(await desk.nextKeys(1, 12_000)).toBe('1');
});

test('busy, gone after two seconds, and a route that fails where the other succeeds', async () => {
  expect(await dial('07105550180').ended).toMatchObject({ by: 'them', status: 486 });
  expect(await dial('07105550186').ended).toMatchObject({ by: 'them', status: 503 });
  await dial('07105550186', 'carrier-second').answered;
  const short = dial('07105550183');
  await short.answered;
  const since = performance.now();
  expect(await short.ended).toMatchObject({ by: 'them', cause: 'NORMAL_CLEARING' });
  expect(performance.now() - since).toBeGreaterThan(1900);
});

test('a scripted citizen who is called back says hello, and then what the matter was', async () => {
  const home = dial('13800000101');
  await home.answered;
  await home.hearing.speech({ above: -35, withinMs: 3000 });
  // Hello is over; what the caller says now is answered once they are silent.
  await home.silentFor(800, { below: -45, withinMs: 5000 });
  await home.say(silence());
  const matter = await home.hearing.speech({ above: -35, withinMs: 6000 });
  expect(matter.level).toBeGreaterThan(-35);
});

test('every desk has its words', () => {
  for (const name of ['desk', 'desk-water', 'desk-power', 'desk-gas', 'desk-heat', 'hello-cmn'])
    expect({ name, there: existsSync(soundFile(`${name}.wav`)) }).toEqual({ name, there: true });
});
