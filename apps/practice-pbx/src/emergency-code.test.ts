/** With the bridge away a seat calls 110 by itself: `emergency-110` with the name of its call. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { answerCalls, tone, type AnsweringPhone, type Citizen } from './citizen/index.ts';
import { sine } from './media/tone.ts';
import { writeWav } from './media/wav.ts';
import { TestHotline } from './testing/hotline.ts';
import type { SeatCall, TestSeat } from './testing/test-seat.ts';

const CITIZEN = 440;
const SEAT = 1000;
const DESK = 2000;
const PROMPT = 1300;
const NOBODY = '00000000-0000-4000-8000-000000000000';

const prompts = mkdtempSync(join(tmpdir(), 'prompts-'));
writeFileSync(
  join(prompts, 'emergency-wait.wav'),
  writeWav({ sampleRate: 8000, channels: 1, samples: sine(PROMPT, 1500) }, 'PCMA'),
);

let hotline: TestHotline;
let first: AnsweringPhone;
let second: AnsweringPhone;

beforeAll(async () => {
  [first, second] = await Promise.all([
    answerCalls({ audio: () => tone(DESK) }),
    answerCalls({ audio: () => tone(DESK) }),
  ]);
  hotline = await TestHotline.start({
    prompts,
    gateways: {
      carrier: `127.0.0.1:${first.port}`,
      'carrier-second': `127.0.0.1:${second.port}`,
    },
    emergencyRoutes: [
      // Long enough for a busy machine to answer within, short enough to wait for.
      { dial: 'sofia/gateway/carrier/', seconds: 5 },
      { dial: 'sofia/gateway/carrier-second/', seconds: 10 },
    ],
  });
});
afterEach(() => hotline.reset());
afterAll(async () => {
  await hotline.stop();
  await first.stop();
  await second.stop();
});

interface Talk {
  readonly citizen: Citizen;
  readonly seat: TestSeat;
  readonly call: SeatCall;
  readonly uuid: string;
}

/** Citizen and seat in a plain bridge, because the bridge process is away. */
async function fallbackTalk(): Promise<Talk> {
  const seat = await hotline.seat('1001');
  await hotline.bridgeGoesAway('1001');
  const citizen = hotline.citizen({ hz: CITIZEN });
  const call = await seat.nextCall();
  await call.answer(tone(SEAT));
  await citizen.hears({ hz: SEAT, withinMs: 3000 });
  return { citizen, seat, call, uuid: call.header('X-Hotline-Call') ?? '' };
}

/** The same in a room, as the bridge left it. */
async function roomTalk(): Promise<Talk> {
  const seat = await hotline.seat('1001');
  const { citizen, uuid } = await hotline.waiting({ hz: CITIZEN });
  const job = hotline.offer(uuid, '1001');
  const call = await seat.nextCall();
  await call.answer(tone(SEAT));
  await job;
  await hotline.esl.api(`uuid_setvar ${uuid} hotline_seat 1001`);
  await citizen.hears({ hz: SEAT, withinMs: 3000 });
  return { citizen, seat, call, uuid };
}

test.each([
  ['a plain bridge', fallbackTalk],
  ['a room', roomTalk],
])(
  'from %s: the target comes into the call’s room, the seat’s leg is told and let go',
  async (_, talk) => {
    const { citizen, seat, call, uuid } = await talk();
    const code = await seat.dial('emergency-110', { 'X-Hotline-Call': uuid });
    expect(await code.answered).toBe(200);
    const desk = await first.nextCall();
    expect(desk).toMatchObject({
      dialled: '110',
      callerNumber: '13800138000',
      assertedNumber: '13800138000',
    });
    expect(desk.header('X-Hotline-Call')).toBe(uuid);
    expect(desk.header('X-Hotline-Caller')).toBe('13800138000');
    desk.ring();
    await desk.answer();
    await Promise.all([
      code.hearing.hears({ hz: 660, withinMs: 5000 }),
      citizen.hears({ hz: PROMPT, withinMs: 5000 }),
      citizen.hears({ hz: DESK, withinMs: 5000 }),
      call.hearing.hears({ hz: DESK, withinMs: 5000 }),
      desk.hears({ hz: CITIZEN, withinMs: 5000 }),
      desk.hears({ hz: SEAT, withinMs: 5000 }),
    ]);
    expect(await code.ended).toMatchObject({ by: 'them', how: 'bye' });
    const created = await hotline.esl.event(
      (event) =>
        event['Event-Name'] === 'CHANNEL_CREATE' && event['variable_hotline_role'] === 'emergency',
    );
    expect(created).toMatchObject({
      variable_hotline_call_id: uuid,
      variable_hotline_target: '110',
      variable_hotline_by: 'seat',
      variable_hotline_seat: '1001',
      variable_absolute_codec_string: 'PCMU,PCMA',
    });
    expect(await hotline.esl.api(`uuid_getvar ${uuid} hotline_emergency_110`)).toBe(
      created['Unique-ID'],
    );
    // Asked for again while it is on the line.
    const again = await seat.dial('emergency-110', { 'X-Hotline-Call': uuid });
    expect(await again.answered).toBe(486);
    // The seat hangs up: citizen and target go on.
    call.hangUp();
    await citizen.hears({ hz: DESK, withinMs: 5000 });
  },
);

test('the first route does not answer: the second is called', async () => {
  const { citizen, seat, uuid } = await roomTalk();
  await seat.dial('emergency-120', { 'X-Hotline-Call': uuid });
  const ringing = await first.nextCall();
  ringing.ring();
  const desk = await second.nextCall(10_000);
  expect(await ringing.ended).toMatchObject({ by: 'them', cause: 'ORIGINATOR_CANCEL' });
  await hotline.esl.event((event) => event['Hangup-Cause'] === 'ALLOTTED_TIMEOUT');
  expect(desk.dialled).toBe('120');
  await desk.answer();
  await citizen.hears({ hz: DESK, withinMs: 5000 });
});

const answerTo = async (
  seat: TestSeat,
  number: string,
  headers: Record<string, string>,
): Promise<number> => (await seat.dial(number, headers)).answered;

test('the line check still answers with what it hears', async () => {
  const seat = await hotline.seat('1001');
  const check = await seat.dial('line-check', {}, tone(SEAT));
  expect(await check.answered).toBe(200);
  await check.hearing.hears({ hz: SEAT, withinMs: 5000 });
  check.hangUp();
});

test('refused: for a call that is not there, another’s call, another number', async () => {
  const { seat, uuid } = await roomTalk();
  const other = await hotline.seat('1002');
  expect(await answerTo(seat, 'emergency-110', { 'X-Hotline-Call': NOBODY })).toBe(404);
  expect(await answerTo(seat, 'emergency-110', { 'X-Hotline-Call': 'x y' })).toBe(404);
  expect(await answerTo(seat, 'emergency-110', {})).toBe(404);
  expect(await answerTo(other, 'emergency-110', { 'X-Hotline-Call': uuid })).toBe(403);
  expect(await answerTo(seat, 'emergency-911', { 'X-Hotline-Call': uuid })).toBe(403);
  expect(await answerTo(seat, '13800138000', { 'X-Hotline-Call': uuid })).toBe(403);
  // The right seat's name from another connection.
  const stranger = await hotline.stranger('1001');
  expect(await answerTo(stranger, 'emergency-110', { 'X-Hotline-Call': uuid })).toBe(403);
  expect(await answerTo(stranger, 'line-check', {})).toBe(403);
  await expect(first.nextCall(200)).rejects.toThrow('nobody called');
});
