import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startPracticePbx, type PracticePbx } from './app.ts';
import { placeCall, tone, type Citizen } from './citizen/index.ts';
import { startDirectory, type TestDirectory } from './testing/directory-server.ts';
import { EslClient } from './testing/esl-client.ts';
import { TestSeat } from './testing/test-seat.ts';

let directory: TestDirectory;
let pbx: PracticePbx;
let esl: EslClient;
let seats: TestSeat[] = [];
let citizens: Citizen[] = [];

beforeAll(async () => {
  directory = await startDirectory('127.0.0.1', { '1001': 'one', '1002': 'two' });
  pbx = await startPracticePbx({
    wsPort: 0,
    trunkPort: 0,
    eslPort: 0,
    eslPassword: 'secret',
    directoryUrl: directory.url,
    directorySecret: 'shared',
    seatMediaTimeoutMs: 2500,
  });
});

afterAll(async () => {
  await pbx.stop();
  await directory.stop();
});

beforeEach(async () => {
  esl = await EslClient.ready(pbx.ports.esl, 'secret');
});

afterEach(async () => {
  for (const citizen of citizens.splice(0)) citizen.hangUp();
  for (const seat of seats.splice(0)) await seat.close();
  esl.close();
});

async function seatOf(user: string, password: string): Promise<TestSeat> {
  const seat = await TestSeat.connect(`ws://127.0.0.1:${pbx.ports.ws}`, user, password);
  seats.push(seat);
  expect((await seat.register()).status).toBe(200);
  return seat;
}

function citizenWith(
  options: { hz?: number; from?: string; headers?: Record<string, string>; to?: string } = {},
): Citizen {
  const citizen = placeCall({
    to: `sip:${options.to ?? '12345'}@127.0.0.1:${pbx.ports.trunk}`,
    from: options.from ?? '13800138000',
    headers: options.headers ?? {},
    ...(options.hz === undefined ? {} : { audio: tone(options.hz) }),
  });
  citizens.push(citizen);
  return citizen;
}

/** A citizen's uuid, once it is in its room. */
async function inRoom(): Promise<string> {
  const joined = await esl.event(
    (event) => event['Action'] === 'add-member' && event['Caller-Destination-Number'] === '12345',
  );
  return joined['Unique-ID'] ?? '';
}

const offer = (call: string, user: string, extra = ''): string =>
  `originate {hotline_call_id=${call},hotline_role=seat,hotline_seat=${user},ignore_early_media=true,originate_timeout=15,origination_caller_id_number=13800138000,origination_caller_id_name=13800138000,sip_cid_type=pid,sip_h_X-Hotline-Call=${call}${extra}}user/${user}@127.0.0.1 &conference(room-${call}@hotline)`;

test('a citizen waits with music, a seat is brought in, both hear each other, the seat hangs up', async () => {
  const seat = await seatOf('1001', 'one');
  const citizen = citizenWith({ hz: 440, headers: { 'X-Hotline-Skill': 'cantonese' } });
  await citizen.answered;
  const uuid = await inRoom();
  // The two-note loop: 480 Hz and 600 Hz.
  await citizen.hears({ hz: 480, withinMs: 3500 });

  const job = esl.job(offer(uuid, '1001'));
  const call = await seat.nextCall();
  expect(call.header('X-Hotline-Call')).toBe(uuid);
  expect(call.header('X-Hotline-Practice')).toBe('true');
  expect(call.header('P-Asserted-Identity')).toContain('13800138000');
  await call.answer(tone(1000));
  expect(await job).toMatch(/^\+OK [0-9a-f-]{36}\n$/);

  const [seatHears, citizenHears] = await Promise.all([
    call.hearing.hears({ hz: 440, withinMs: 3000, forMs: 200 }),
    citizen.hears({ hz: 1000, withinMs: 3000, forMs: 200 }),
  ]);
  expect(seatHears.level).toBeGreaterThan(-20);
  expect(citizenHears.level).toBeGreaterThan(-20);
  // Nobody hears themselves, and the music is over.
  expect(citizen.hearing.levelOf(440, 100)).toBeLessThan(-40);
  expect(citizen.hearing.levelOf(480, 100)).toBeLessThan(-40);

  call.hangUp();
  await esl.event(
    (event) =>
      event['Event-Name'] === 'CHANNEL_HANGUP_COMPLETE' &&
      event['variable_hotline_role'] === 'seat',
  );
  await citizen.hears({ hz: 480, withinMs: 4000 });
  citizen.hangUp();
  const gone = await esl.event(
    (event) => event['Event-Name'] === 'CHANNEL_HANGUP_COMPLETE' && event['Unique-ID'] === uuid,
  );
  expect(gone['variable_sip_hangup_disposition']).toBe('recv_bye');
  await esl.event((event) => event['Action'] === 'conference-destroy');
  const order = esl.summary().filter((name) => !/floor-change|talking|HEARTBEAT/.test(name));
  expect(order).toEqual([
    'sofia::register',
    'CHANNEL_CREATE',
    'CHANNEL_ANSWER',
    'conference-create',
    'add-member',
    'CHANNEL_CREATE',
    'CHANNEL_PROGRESS',
    'CHANNEL_ANSWER',
    'BACKGROUND_JOB',
    'add-member',
    'play-file-done',
    'del-member',
    'CHANNEL_HANGUP_COMPLETE',
    'del-member',
    'CHANNEL_HANGUP_COMPLETE',
    'play-file-done',
    'conference-destroy',
  ]);
});
