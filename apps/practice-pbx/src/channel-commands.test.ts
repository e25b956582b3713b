/** Commands on one leg: keys sent, media counted, a plain bridge turned into a room. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { answerCalls, tone, type AnsweringPhone } from './citizen/index.ts';
import { onFreeSwitch, TestHotline, uuidOf } from './testing/hotline.ts';

let hotline: TestHotline;
let phone: AnsweringPhone;

beforeAll(async () => {
  hotline = await TestHotline.start();
  phone = await answerCalls({ audio: () => tone(2000) });
});
afterEach(() => hotline.reset());
afterAll(async () => {
  await phone.stop();
  await hotline.stop();
});

const dump = async (uuid: string): Promise<Record<string, string>> =>
  JSON.parse(await hotline.esl.api(`uuid_dump ${uuid} json`)) as Record<string, string>;

test('keys go out one by one, each as long as asked, with pauses', async () => {
  const job = hotline.esl.job(
    `originate sofia/trunk/8001@127.0.0.1:${phone.port} &conference(room-keys@hotline)`,
  );
  const party = await phone.nextCall();
  await party.answer();
  const leg = uuidOf(await job);
  await hotline.joined(leg);
  expect(await hotline.esl.api(`uuid_send_dtmf ${leg} 11#@100`)).toBe(
    `+OK ${leg} sent DTMF 11#@100.\n`,
  );
  expect(await party.nextKeys(3)).toBe('11#');
  expect(await hotline.esl.api(`uuid_send_dtmf ${leg} 7w8@60+9`)).toMatch(/^\+OK /);
  expect(await party.nextKeys(3)).toBe('789');
  const { esl } = hotline;
  expect(await esl.api(`uuid_send_dtmf ${leg} xyz`)).toBe('-ERR Operation failed\n');
  expect(await esl.api(`uuid_send_dtmf ${leg}`)).toBe('-USAGE: <uuid> <dtmf_data>\n');
  expect(await esl.api('uuid_send_dtmf none 1')).toBe('-ERR Cannot locate session!\n');
});

// A real one sends them in the seat's RTP, which this library does not show.
test.skipIf(onFreeSwitch)('a seat is sent keys by INFO', async () => {
  const seat = await hotline.seat('1001');
  const { uuid } = await hotline.waiting();
  const job = hotline.offer(uuid, '1001');
  const call = await seat.nextCall();
  const info = new Promise<string>((resolve) => {
    call.sip.handlers.onInfo = (contentType, body) => resolve(`${contentType} ${body}`);
  });
  await call.answer();
  await hotline.esl.api(`uuid_send_dtmf ${uuidOf(await job)} 5@200`);
  expect(await info).toBe('application/dtmf-relay Signal=5\r\nDuration=200\r\n');
});

test('what came in grows as long as it comes, for either kind of leg, and only then', async () => {
  const seat = await hotline.seat('1001');
  const { citizen, uuid } = await hotline.waiting({ hz: 440 });
  const job = hotline.offer(uuid, '1001');
  const call = await seat.nextCall();
  await call.answer(tone(1000));
  const leg = uuidOf(await job);
  const { esl } = hotline;
  const counted = async (channel: string): Promise<number> => {
    expect(await esl.api(`uuid_set_media_stats ${channel}`)).toBe('+OK:\n');
    return Number((await dump(channel))['variable_rtp_audio_in_media_packet_count']);
  };
  await citizen.hears({ hz: 1000, withinMs: 3000 });
  const grows = async (channel: string): Promise<void> => {
    const before = await counted(channel);
    await expect.poll(() => counted(channel), { timeout: 5000 }).toBeGreaterThan(before + 15);
  };
  await Promise.all([grows(uuid), grows(leg)]);
  expect(await dump(uuid)).toMatchObject({
    variable_rtp_audio_in_packet_count: expect.stringMatching(/^\d+$/),
    variable_rtp_audio_out_packet_count: expect.stringMatching(/^\d+$/),
    variable_rtp_audio_in_jitter_max_variance: expect.stringMatching(/^\d+\.\d\d$/),
    variable_rtp_audio_in_quality_percentage: expect.stringMatching(/^\d+\.\d\d$/),
    variable_rtp_audio_in_mos: expect.stringMatching(/^[1-4]\.\d\d$/),
  });
  seat.cut();
  await grows(leg);
  citizen.vanish();
  await call.hearing.silentFor(400, { withinMs: 5000 });
  const last = await counted(uuid);
  await call.hearing.silentFor(400, { withinMs: 5000 });
  expect(await counted(uuid)).toBe(last);
  expect(await esl.api('uuid_set_media_stats none')).toBe('-ERR No such channel none!\n');
});

test('a plain bridge becomes a room: nobody is lost, and the note is still left', async () => {
  const seat = await hotline.seat('1001');
  const { esl } = hotline;
  await hotline.bridgeGoesAway('1001');
  const citizen = hotline.citizen({ hz: 440 });
  const call = await seat.nextCall();
  await call.answer(tone(1000));
  const bridge = await esl.event((event) => event['Event-Name'] === 'CHANNEL_BRIDGE');
  const uuid = bridge['Bridge-A-Unique-ID'] ?? '';
  await citizen.hears({ hz: 1000, withinMs: 3000 });
  const other = bridge['Bridge-B-Unique-ID'] ?? '';
  expect(await esl.api(`uuid_getvar ${uuid} bridge_to`)).toBe(other);
  expect(await esl.api(`uuid_transfer ${uuid} -both conference:room-${uuid}@hotline inline`)).toBe(
    '+OK\n',
  );
  await Promise.all([uuid, other].map((leg) => hotline.joined(leg)));
  // Each leg goes its own way there: which of them is first is not for sure.
  expect(
    esl
      .summary()
      .filter((name) => /^conference-create|member|BRIDGE$/.test(name))
      .toSorted(),
  ).toEqual([
    'CHANNEL_BRIDGE',
    'CHANNEL_UNBRIDGE',
    'add-member',
    'add-member',
    'conference-create',
  ]);
  await Promise.all([
    citizen.hears({ hz: 1000, withinMs: 5000 }),
    call.hearing.hears({ hz: 440, withinMs: 5000 }),
  ]);
  expect(await esl.api(`uuid_getvar ${uuid} bridge_to`)).toBe('_undef_');
  call.hangUp();
  await esl.event((event) => event['Action'] === 'del-member');
  expect(await esl.api(`uuid_exists ${uuid}`)).toBe('true');
  citizen.hangUp();
  await hotline.hungUp(uuid);
  expect(await esl.api('hash_dump db hotline_away')).toContain(`|1001|NORMAL_CLEARING\n`);
});

test('transfer of one who is not there, or to nowhere', async () => {
  const { esl } = hotline;
  expect(await esl.api('uuid_transfer none park inline')).toBe('-ERR No such channel!\n');
  expect(await esl.api('uuid_transfer')).toMatch(/^-USAGE: <uuid> \[-bleg\|-both\] /);
  const { citizen, uuid } = await hotline.waiting();
  expect(await esl.api(`uuid_transfer ${uuid} nowhere XML citizen`)).toBe('+OK\n');
  expect(await citizen.ended).toMatchObject({ by: 'them' });
  expect(await hotline.hungUp(uuid)).toMatchObject({ 'Hangup-Cause': 'UNALLOCATED_NUMBER' });
});
