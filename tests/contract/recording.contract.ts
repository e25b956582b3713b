/** 录音: one stereo file a call on the citizen's leg: left the citizen, right what the citizen hears, and nothing else. */
import { tone } from '@hotline/practice-pbx/citizen';
import { describe, expect, it } from 'vitest';
import { invite, isInCharge, joins, SECOND, WATER, wraps } from '../support/invite.ts';
import { UNHEARD_DB, type PlainSeat } from '../support/plain-seat.ts';
import { pbxKind } from '../support/stack.ts';
import { CITIZEN, hears, hearsNot, OUTSIDE, stage, together } from '../support/stage.ts';
import { recordingOf, recordingsOf } from '../support/stereo-recording.ts';

const at = stage();
const { talk, ready, seat: signIn } = at;

/** Ms: three packets, of which one may be lost. */
const GAP = 60;

/** dBFS over 200 ms: one packet of a seat's tone is -32, the click of a late one up to -49. */
const LEAK_DB = -40;

const isRecorded = (seat: PlainSeat): Promise<unknown> =>
  seat.whenCall('recorded', ({ recording }) => recording === 'on');

// The citizen of the test sends its packets late when the machine is busy, and that is a gap too.
describe(`recording on the ${pbxKind} PBX`, { retry: 2 }, () => {
  it('from the answer to the end: left the citizen, right the seat, without a gap', async () => {
    const { citizen, seat, callId } = await talk();
    await isRecorded(seat);
    await together(citizen, seat);
    citizen.hangUp();
    await wraps(seat);
    const recording = await recordingOf(at.stack, callId);
    expect(recording.citizen.gaps(GAP, CITIZEN)).toEqual([]);
    expect(recording.heard.gaps(GAP, seat.hz)).toEqual([]);
    expect(recording.citizen.loudest(seat.hz)).toBeLessThan(UNHEARD_DB);
    expect(recording.heard.loudest(CITIZEN)).toBeLessThan(UNHEARD_DB);
    expect(recording.citizen.ms).toBe(recording.heard.ms);
  });

  it('goes on over hold and transfer: one file, the citizen without a gap, both seats after each other', async () => {
    const { citizen, seat, callId } = await talk();
    await isRecorded(seat);
    await seat.does('call.hold');
    await hearsNot(citizen, seat.hz);
    await seat.does('call.retrieve');
    await together(citizen, seat);
    const second = await ready('second');
    await invite(seat, 'attended', SECOND);
    await second.answers();
    await isInCharge(second);
    await together(citizen, second);
    // Long enough to be told from the click of its beginning.
    await citizen.hearing.loudest(second.hz, 300);
    citizen.hangUp();
    await wraps(second);
    const recording = await recordingOf(at.stack, callId);
    expect(recording.citizen.gaps(GAP, CITIZEN)).toEqual([]);
    const [first, then] = [recording.heard.span(seat.hz), recording.heard.span(second.hz)];
    expect(first).not.toBeNull();
    expect(then?.to).toBeGreaterThan(first?.to ?? 0);
    // Where the one ends the other has begun.
    expect((then?.from ?? 0) - (first?.to ?? 0)).toBeLessThanOrEqual(GAP);
  });

  it('goes on when the citizen is handed over to somebody outside', async () => {
    const { citizen, seat, callId } = await talk();
    await isRecorded(seat);
    await invite(seat, 'attended', WATER);
    const water = await at.stack.carrier.nextCall();
    await water.answer(tone(OUTSIDE));
    await wraps(seat);
    await hears(citizen, OUTSIDE);
    water.hangUp();
    await citizen.ended;
    const recording = await recordingOf(at.stack, callId);
    expect(recording.citizen.gaps(GAP, CITIZEN)).toEqual([]);
    expect(recording.heard.gaps(GAP, seat.hz, OUTSIDE)).toEqual([]);
  });

  it(
    'holds no word of a whisper, and none of what was said in confidence',
    { retry: 0 },
    async () => {
      const { citizen, seat, callId } = await talk();
      await isRecorded(seat);
      const leader = await signIn('leader');
      await leader.does('monitor.start', { callId, mode: 'whisper' });
      await seat.hears(leader.hz);
      await leader.does('call.leave');
      const second = await ready('second');
      await invite(seat, 'consult', SECOND);
      await second.answers();
      const legId = await joins(seat, 'colleague');
      await Promise.all([seat.hears(second.hz), second.hears(seat.hz)]);
      await seat.does('call.drop', { legId });
      await together(citizen, seat);
      citizen.hangUp();
      await wraps(seat);
      const recording = await recordingOf(at.stack, callId);
      for (const side of [recording.citizen, recording.heard]) {
        expect(side.loudest(leader.hz)).toBeLessThan(LEAK_DB);
        expect(side.loudest(second.hz)).toBeLessThan(LEAK_DB);
      }
    },
  );

  it('paused: silence on both sides; then it goes on', async () => {
    const { citizen, seat, callId } = await talk();
    await isRecorded(seat);
    await seat.does('recording.pause', { paused: true });
    await seat.whenCall('paused', ({ recording }) => recording === 'paused');
    await citizen.hearing.loudest(seat.hz, 600);
    await seat.does('recording.pause', { paused: false });
    await seat.whenCall('on', ({ recording }) => recording === 'on');
    await citizen.hearing.loudest(seat.hz, 300);
    citizen.hangUp();
    await wraps(seat);
    const recording = await recordingOf(at.stack, callId);
    for (const side of [recording.citizen, recording.heard]) {
      expect(side.longestSilence()).toBeGreaterThan(400);
      expect(side.level().at(-1)).toBeGreaterThan(UNHEARD_DB);
    }
  });

  it('a call out is recorded too, with the citizen who was called on the left', async () => {
    const seat = await ready('first');
    const { callId } = await seat.does('call.dial', { number: '13700990002' });
    const citizen = await at.stack.carrier.nextCall();
    await citizen.answer(tone(CITIZEN));
    await seat.whenCall('talking', ({ state }) => state === 'talking');
    await isRecorded(seat);
    await Promise.all([hears(citizen, seat.hz), seat.hears(CITIZEN)]);
    citizen.hangUp();
    await wraps(seat);
    const recording = await recordingOf(at.stack, String(callId));
    expect(recording.citizen.gaps(GAP, CITIZEN)).toEqual([]);
    expect(recording.heard.gaps(GAP, seat.hz)).toEqual([]);
  });

  it('nobody is recorded before a seat has answered', async () => {
    const citizen = await at.citizen();
    const second = await signIn('second');
    const { waiting } = await second.when('waiting', (state) => state.waiting.length === 1);
    citizen.hangUp();
    await second.when('gone', (state) => state.waiting.length === 0);
    expect(recordingsOf(at.stack, waiting[0]?.callId ?? '')).toEqual([]);
  });
});
