/** What a member of a room hears beside or instead of the others: music and ring-back on hold, prompts. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { tone, type Citizen } from './citizen/index.ts';
import { sine } from './media/tone.ts';
import { writeWav } from './media/wav.ts';
import { TestHotline } from './testing/hotline.ts';
import type { SeatCall } from './testing/test-seat.ts';

const CITIZEN = 440;
const SEAT = 1000;
const PROMPT = 1300;
const RING_BACK = 'tone_stream://%(1000,4000,620);loops=-1';

const prompts = mkdtempSync(join(tmpdir(), 'prompts-'));
writeFileSync(
  join(prompts, 'prompt.wav'),
  writeWav({ sampleRate: 8000, channels: 1, samples: sine(PROMPT, 1000) }, 'PCMA'),
);

let hotline: TestHotline;

beforeAll(async () => {
  hotline = await TestHotline.start({ prompts });
});
afterEach(() => hotline.reset());
afterAll(() => hotline.stop());

interface Talk {
  readonly citizen: Citizen;
  readonly seat: SeatCall;
  readonly room: string;
  readonly member: string;
}

async function talk(): Promise<Talk> {
  const seat = await hotline.seat('1001');
  const { citizen, uuid, member } = await hotline.waiting({ hz: CITIZEN });
  const job = hotline.offer(uuid, '1001');
  const call = await seat.nextCall();
  await call.answer(tone(SEAT));
  await job;
  await Promise.all([
    call.hearing.hears({ hz: CITIZEN, withinMs: 3000 }),
    citizen.hears({ hz: SEAT, withinMs: 3000 }),
  ]);
  return { citizen, seat: call, room: `room-${uuid}`, member };
}

const done = (file: string): Promise<unknown> =>
  hotline.esl.event(
    (event) => event['Action'] === 'play-file-member-done' && event['File'] === file,
  );

test('ring-back instead of music: a second in five, nothing of the room, until unhold', async () => {
  const { citizen, seat, room, member } = await talk();
  const { esl } = hotline;
  expect(await esl.api(`conference ${room} hold ${member} ${RING_BACK}`)).toBe(
    `+OK hold ${member}\n`,
  );
  await citizen.hears({ hz: 620, withinMs: 3000, forMs: 200 });
  await Promise.all([
    citizen.silentFor(2000, { withinMs: 6000 }),
    seat.hearing.silentFor(300, { withinMs: 3000 }),
  ]);
  await citizen.hears({ hz: 620, withinMs: 6000, forMs: 200 });
  await esl.api(`conference ${room} unhold ${member}`);
  await done(RING_BACK);
  await citizen.hears({ hz: SEAT, withinMs: 3000 });
  await expect
    .poll(async () => (await citizen.hearing.loudest(620, 300)).level, { timeout: 5000 })
    .toBeLessThan(-40);
});

test('on hold a prompt waits behind music that never ends; unhold ends both', async () => {
  const { citizen, room, member } = await talk();
  const { esl } = hotline;
  await esl.api(`conference ${room} hold ${member} local_stream://moh`);
  await citizen.hears({ hz: hotline.music, withinMs: 3500 });
  expect(await esl.api(`conference ${room} play prompt.wav ${member}`)).toBe(
    `+OK (play) Playing file prompt.wav to member ${member}\n`,
  );
  expect((await citizen.hearing.loudest(PROMPT, 500)).level).toBeLessThan(-45);
  await esl.api(`conference ${room} unhold ${member}`);
  await done(join(prompts, 'prompt.wav'));
  await citizen.hears({ hz: SEAT, withinMs: 3000 });
});

test('held with a sound that ends, or with none: not heard, but hearing the room again', async () => {
  const { citizen, seat, room, member } = await talk();
  const { esl } = hotline;
  await esl.api(`conference ${room} hold ${member} prompt.wav`);
  await citizen.hears({ hz: PROMPT, withinMs: 3000, forMs: 100 });
  expect((await citizen.hearing.loudest(SEAT, 200)).level).toBeLessThan(-45);
  await done(join(prompts, 'prompt.wav'));
  await citizen.hears({ hz: SEAT, withinMs: 3000 });
  await seat.hearing.silentFor(300, { withinMs: 3000 });
  await esl.api(`conference ${room} unhold ${member}`);
  await seat.hearing.hears({ hz: CITIZEN, withinMs: 3000 });
  expect(await esl.api(`conference ${room} hold ${member}`)).toBe(`+OK hold ${member}\n`);
  await seat.hearing.silentFor(300, { withinMs: 3000 });
  await citizen.hears({ hz: SEAT, withinMs: 3000 });
});

test('a prompt by its bare name is one of the profile’s, heard by its member alone; its end names the whole path', async () => {
  const { citizen, seat, room, member } = await talk();
  const { esl } = hotline;
  await esl.api(`conference ${room} play prompt.wav ${member}`);
  await citizen.hears({ hz: PROMPT, withinMs: 3000, forMs: 100 });
  expect((await seat.hearing.loudest(PROMPT, 200)).level).toBeLessThan(-45);
  expect(await esl.event((event) => event['Action'] === 'play-file-member')).toMatchObject({
    File: 'prompt.wav',
    'Member-ID': member,
  });
  await done(join(prompts, 'prompt.wav'));
  expect(await esl.api(`conference ${room} play none.wav ${member}`)).toBe(
    '-ERR (play) File: none.wav not found.\n',
  );
  expect(await esl.api(`conference ${room} play prompt.wav 999`)).toMatch(
    // The number is no number of ours: the real one prints an address.
    /^-ERR Member: \d+ not found\.\nplay <file_path> \[async\|<member_id> \[nomux\]\]$/,
  );
});
