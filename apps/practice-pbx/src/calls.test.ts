import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { answerCalls, tone } from './citizen/index.ts';
import { toneLevel } from './media/goertzel.ts';
import { readWav } from './media/wav.ts';
import { TestHotline, uuidOf } from './testing/hotline.ts';

let hotline: TestHotline;

/** The first note of the practice music. */
const MUSIC = 480;

/** Level of a tone in a recording. A busy machine may drop a packet: the loudest tenth of a second counts. */
const loudest = (sound: Int16Array, hz: number): number =>
  Math.max(
    ...[0, 800, 1600, 2400, 3200].map((at) => toneLevel(sound.subarray(at, at + 800), hz, 8000)),
  );

beforeAll(async () => {
  hotline = await TestHotline.start({ seatMediaTimeoutMs: 2500 });
});
afterEach(() => hotline.reset());
afterAll(() => hotline.stop());

test('a citizen waits with music, a seat is brought in, both hear each other, the seat hangs up', async () => {
  const seat = await hotline.seat('1001');
  const { citizen, uuid } = await hotline.waiting({
    hz: 440,
    headers: { 'X-Hotline-Skill': 'cantonese,english' },
  });
  await citizen.hears({ hz: MUSIC, withinMs: 3500 });
  const { esl } = hotline;
  expect(await esl.api(`uuid_getvar ${uuid} hotline_skill`)).toBe('cantonese,english');
  expect(await esl.api(`uuid_getvar ${uuid} hotline_number`)).toBe('13800138000');
  expect(await esl.api(`uuid_getvar ${uuid} hotline_call_id`)).toBe(uuid);

  const job = hotline.offer(uuid, '1001');
  const call = await seat.nextCall();
  expect(call.header('X-Hotline-Call')).toBe(uuid);
  expect(call.header('X-Hotline-Practice')).toBe('true');
  expect(call.header('P-Asserted-Identity')).toContain('13800138000');
  await call.answer(tone(1000));
  const leg = uuidOf(await job);

  const [seatHears, citizenHears] = await Promise.all([
    call.hearing.hears({ hz: 440, withinMs: 3000, forMs: 200 }),
    citizen.hears({ hz: 1000, withinMs: 3000, forMs: 200 }),
  ]);
  expect(seatHears.level).toBeGreaterThan(-20);
  expect(citizenHears.level).toBeGreaterThan(-20);
  // Nobody hears themselves, and the music is over.
  expect((await citizen.hearing.loudest(440, 200)).level).toBeLessThan(-45);
  expect((await citizen.hearing.loudest(MUSIC, 200)).level).toBeLessThan(-45);
  expect((await call.hearing.loudest(1000, 200)).level).toBeLessThan(-45);

  call.hangUp();
  expect(await hotline.hungUp(leg)).toMatchObject({
    variable_sip_hangup_disposition: 'recv_bye',
    'Hangup-Cause': 'NORMAL_CLEARING',
  });
  await citizen.hears({ hz: MUSIC, withinMs: 4000 });
  citizen.hangUp();
  const gone = await hotline.hungUp(uuid);
  expect(gone['variable_sip_hangup_disposition']).toBe('recv_bye');
  expect(Number(gone['variable_billsec'])).toBeGreaterThanOrEqual(1);
  await esl.event((event) => event['Action'] === 'conference-destroy');
  expect(esl.summary().filter((name) => !/floor-change|talking|HEARTBEAT/.test(name))).toEqual([
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

test('the citizen hangs up first: the seat stays, and hears music', async () => {
  const seat = await hotline.seat('1001');
  const { citizen, uuid } = await hotline.waiting({ hz: 440 });
  const job = hotline.offer(uuid, '1001');
  const call = await seat.nextCall();
  await call.answer(tone(1000));
  const leg = uuidOf(await job);
  await call.hearing.hears({ hz: 440, withinMs: 3000 });
  citizen.hangUp();
  await hotline.hungUp(uuid);
  await call.hearing.hears({ hz: MUSIC, withinMs: 4000 });
  expect(await hotline.esl.api(`uuid_kill ${leg}`)).toBe('+OK\n');
  expect(await call.ended).toMatchObject({ by: 'them', how: 'bye' });
  expect(await hotline.hungUp(leg)).toMatchObject({ variable_sip_hangup_disposition: 'send_bye' });
});

test('hold: music for the caller, silence for the seat, and both are back afterwards', async () => {
  const seat = await hotline.seat('1001');
  const { citizen, uuid, member } = await hotline.waiting({ hz: 440 });
  const room = `room-${uuid}`;
  const job = hotline.offer(uuid, '1001');
  const call = await seat.nextCall();
  await call.answer(tone(1000));
  await job;
  await Promise.all([
    call.hearing.hears({ hz: 440, withinMs: 3000 }),
    citizen.hears({ hz: 1000, withinMs: 3000 }),
  ]);
  const { esl } = hotline;
  expect(await esl.api(`conference ${room} hold ${member} local_stream://moh`)).toBe(
    `+OK hold ${member}\n`,
  );
  await Promise.all([
    citizen.hears({ hz: MUSIC, withinMs: 3000 }),
    call.hearing.silentFor(300, { withinMs: 3000 }),
  ]);
  expect((await citizen.hearing.loudest(1000, 300)).level).toBeLessThan(-45);
  expect(await esl.api(`conference ${room} unhold ${member}`)).toBe(`+OK unhold ${member}\n`);
  await Promise.all([
    citizen.hears({ hz: 1000, withinMs: 3000 }),
    call.hearing.hears({ hz: 440, withinMs: 3000 }),
  ]);
  const actions = esl.summary();
  expect(actions.indexOf('unhold-member')).toBeGreaterThan(actions.indexOf('hold-member'));
  expect(actions[actions.indexOf('unhold-member') + 1]).toBe('play-file-member-done');

  expect(await esl.api(`conference ${room} mute ${member} quiet`)).toBe(`+OK mute ${member}\n`);
  await call.hearing.silentFor(200, { withinMs: 3000 });
  expect(await esl.api(`conference ${room} unmute ${member} quiet`)).toBe(`+OK unmute ${member}\n`);
  await call.hearing.hears({ hz: 440, withinMs: 3000 });

  expect(await esl.api(`conference ${room} play tone_stream://%(400,0,2000) ${member}`)).toContain(
    '+OK (play)',
  );
  await citizen.hears({ hz: 2000, withinMs: 3000 });
  expect(call.hearing.levelOf(2000, 400)).toBeLessThan(-45);
  await esl.event(
    (event) =>
      event['Action'] === 'play-file-member-done' && event['File']?.startsWith('tone') === true,
  );
});

test('busy, refused, unanswered, killed while it rings: each with its own name', async () => {
  const seat = await hotline.seat('1001');
  const { esl } = hotline;
  for (const [status, cause] of [
    [486, 'USER_BUSY'],
    [480, 'NO_USER_RESPONSE'],
    [603, 'CALL_REJECTED'],
  ] as const) {
    const job = esl.job('originate {origination_uuid=}user/1001@127.0.0.1 &park');
    (await seat.nextCall()).refuse(status);
    expect(await job).toBe(`-ERR ${cause}\n`);
    const gone = await esl.event((event) => event['variable_sip_term_status'] === String(status));
    expect(gone).toMatchObject({
      'Hangup-Cause': cause,
      variable_sip_hangup_disposition: 'recv_refuse',
    });
  }

  const started = performance.now();
  const unanswered = esl.job('originate {originate_timeout=2}user/1001@127.0.0.1 &park');
  const ringing = await seat.nextCall();
  expect(await unanswered).toBe('-ERR NO_ANSWER\n');
  expect(performance.now() - started).toBeLessThan(2100);
  expect(await ringing.ended).toMatchObject({ by: 'them', how: 'cancel' });
  const missed = await esl.event((event) => event['Hangup-Cause'] === 'NO_ANSWER');
  expect(missed['variable_sip_hangup_disposition']).toBe('send_cancel');

  const uuid = '11111111-2222-4333-8444-555555555555';
  const killed = esl.job(`originate {origination_uuid=${uuid}}user/1001@127.0.0.1 &park`);
  const second = await seat.nextCall();
  expect(await esl.api(`uuid_kill ${uuid} ORIGINATOR_CANCEL`)).toBe('+OK\n');
  expect(await killed).toBe('-ERR ORIGINATOR_CANCEL\n');
  expect(await second.ended).toMatchObject({ how: 'cancel' });
});

test('a leg is killed before its INVITE is out: the dial fails, the PBX lives', async () => {
  await hotline.seat('1001');
  const { esl } = hotline;
  // Its description is made at once, its candidates take about 130 ms.
  for (const ms of [...Array.from({ length: 80 }, () => null), 0, 1, 2, 5, 20, 80]) {
    const uuid = randomUUID();
    const job = esl.job(`originate {origination_uuid=${uuid}}user/1001@127.0.0.1 &park`);
    // The kill follows the dial at once, or later.
    if (ms !== null) await delay(ms);
    expect(await esl.api(`uuid_kill ${uuid} ORIGINATOR_CANCEL`)).toBe('+OK\n');
    expect(await job).toBe('-ERR ORIGINATOR_CANCEL\n');
  }
});

test('the citizen gives up while the seat rings: the room is gone, the leg is the bridge’s to end', async () => {
  const seat = await hotline.seat('1001');
  const { citizen, uuid } = await hotline.waiting();
  const leg = '21111111-2222-4333-8444-555555555555';
  const job = hotline.offer(uuid, '1001', `,origination_uuid=${leg}`);
  const ringing = await seat.nextCall();
  citizen.hangUp();
  await hotline.esl.event((event) => event['Action'] === 'conference-destroy');
  expect(await hotline.esl.api(`uuid_exists ${leg}`)).toBe('true');
  await hotline.esl.api(`uuid_kill ${leg}`);
  expect(await ringing.ended).toMatchObject({ how: 'cancel' });
  expect(await job).toMatch(/^-ERR /);
});

test('a seat’s socket is cut: unregistered at once, its leg ends with the media time-out', async () => {
  const seat = await hotline.seat('1001');
  const { citizen, uuid } = await hotline.waiting({ hz: 440 });
  const job = hotline.offer(uuid, '1001');
  const call = await seat.nextCall();
  // Signalling answered, not one packet sent: what a dead machine looks like.
  call.answerMute();
  const leg = uuidOf(await job);
  seat.cut();
  await hotline.esl.event((event) => event['reason'] === 'socket-disconnection');
  expect(await hotline.esl.api(`uuid_exists ${leg}`)).toBe('true');
  expect(await hotline.hungUp(leg, 6000)).toMatchObject({ 'Hangup-Cause': 'MEDIA_TIMEOUT' });
  await citizen.hears({ hz: MUSIC, withinMs: 4000 });
});

test('a ringing seat’s socket is cut: the offer fails at once', async () => {
  const seat = await hotline.seat('1001');
  const job = hotline.esl.job('originate user/1001@127.0.0.1 &park');
  await seat.nextCall();
  seat.cut();
  expect(await job).toBe('-ERR NORMAL_TEMPORARY_FAILURE\n');
});

test('110 over the trunk: the number goes along, its key arrives as DTMF, all three hear each other', async () => {
  const desk = await answerCalls({ audio: () => tone(2000) });
  const seat = await hotline.seat('1001');
  const { citizen, uuid } = await hotline.waiting({ hz: 440 });
  const job = hotline.offer(uuid, '1001');
  const call = await seat.nextCall();
  await call.answer(tone(1000));
  await job;
  const emergency = hotline.esl.job(
    `originate {hotline_call_id=${uuid},hotline_role=emergency,absolute_codec_string='PCMU,PCMA',origination_caller_id_number=13800138000,origination_caller_id_name=13800138000,sip_h_X-Hotline-Call=${uuid}}sofia/trunk/110@127.0.0.1:${desk.port} &conference(room-${uuid}@hotline)`,
  );
  const party = await desk.nextCall();
  expect(party).toMatchObject({ dialled: '110', callerNumber: '13800138000' });
  expect(party.header('P-Asserted-Identity')).toContain('13800138000');
  expect(party.header('X-Hotline-Call')).toBe(uuid);
  party.ring();
  await party.answer();
  const leg = uuidOf(await emergency);
  await Promise.all([
    party.hears({ hz: 440, withinMs: 3000 }),
    party.hears({ hz: 1000, withinMs: 3000 }),
    citizen.hears({ hz: 2000, withinMs: 3000 }),
    call.hearing.hears({ hz: 2000, withinMs: 3000 }),
  ]);
  await party.sendDtmf('1');
  const key = await hotline.esl.event((event) => event['Event-Name'] === 'DTMF');
  expect(key).toMatchObject({ 'DTMF-Digit': '1', 'Unique-ID': leg, 'DTMF-Source': 'RTP' });
  party.hangUp();
  expect(await hotline.hungUp(leg)).toMatchObject({ variable_sip_hangup_disposition: 'recv_bye' });
  expect(await hotline.esl.job('originate sofia/gateway/none/110 &park')).toBe(
    '-ERR INVALID_GATEWAY\n',
  );
  await desk.stop();
  // And one that has gone away says so at once.
  expect(await hotline.esl.job(`originate sofia/trunk/110@127.0.0.1:${desk.port} &park`)).toBe(
    '-ERR NORMAL_TEMPORARY_FAILURE\n',
  );
});

test('a recording has the caller left, what the caller hears right, and nothing while masked', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'practice-')), 'call.wav');
  const seat = await hotline.seat('1001');
  const { citizen, uuid } = await hotline.waiting({ hz: 440 });
  const job = hotline.offer(uuid, '1001');
  const call = await seat.nextCall();
  await call.answer(tone(1000));
  await job;
  await Promise.all([
    citizen.hears({ hz: 1000, withinMs: 3000 }),
    call.hearing.hears({ hz: 440, withinMs: 3000 }),
  ]);
  const { esl } = hotline;
  expect(await esl.api(`uuid_setvar ${uuid} RECORD_STEREO true`)).toBe('+OK\n');
  expect(await esl.api(`uuid_record ${uuid} start ${path}`)).toBe('+OK Success\n');
  expect(await esl.event((event) => event['Event-Name'] === 'RECORD_START')).toMatchObject({
    'Record-File-Path': path,
  });
  await citizen.hears({ hz: 1000, withinMs: 3000, forMs: 500 });
  expect(await esl.api(`uuid_record ${uuid} mask ${path}`)).toBe('+OK Success\n');
  await citizen.hears({ hz: 1000, withinMs: 3000, forMs: 500 });
  expect(await esl.api(`uuid_record ${uuid} stop ${path}`)).toBe('+OK Success\n');
  expect(await esl.api(`uuid_record ${uuid} stop ${path}`)).toBe(
    '-ERR Cannot stop record session!\n',
  );
  const stopped = await esl.event((event) => event['Event-Name'] === 'RECORD_STOP');
  const wav = readWav(readFileSync(path));
  expect(wav).toMatchObject({ sampleRate: 8000, channels: 2 });
  expect(Number(stopped['variable_record_samples'])).toBe(wav.samples.length / 2);
  const channel = (offset: number): Int16Array =>
    wav.samples.filter((_, index) => index % 2 === offset);
  const [left, right] = [channel(0), channel(1)];
  expect(loudest(left, 440)).toBeGreaterThan(-20);
  expect(loudest(left, 1000)).toBeLessThan(-45);
  expect(loudest(right, 1000)).toBeGreaterThan(-20);
  expect(left.subarray(left.length - 800).every((sample) => sample === 0)).toBe(true);
});

test('unknown numbers are 404, and a number that is none is anonymous', async () => {
  const lost = hotline.citizen({ to: '99999' });
  expect(await lost.ended).toMatchObject({ cause: 'UNALLOCATED_NUMBER', by: 'them', status: 404 });
  await expect(lost.answered).rejects.toThrow('UNALLOCATED_NUMBER');
  const shy = hotline.citizen({ from: 'anonymous' });
  await shy.answered;
  const joined = await hotline.esl.event((event) => event['Action'] === 'add-member');
  expect(await hotline.esl.api(`uuid_getvar ${joined['Unique-ID']} hotline_number`)).toBe(
    'anonymous',
  );
});
