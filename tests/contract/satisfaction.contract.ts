/** 满意度: the citizen is asked when the seat has hung up, by the PBX alone, and hears their answer out. */
import type { Citizen } from '@hotline/practice-pbx/citizen';
import { describe, expect, it } from 'vitest';
import { invite, joins, SECOND, wraps } from '../support/invite.ts';
import { pbxKind } from '../support/stack.ts';
import { hears, hearsNot, stage, together } from '../support/stage.ts';
import { PROMPT_HZ } from '../support/tone-prompts.ts';

const edit = (yaml: string): string => `${yaml}\nsatisfaction: { isAsked: true }\n`;
const scene = stage({ edit });
const { talk, ready, booked, kinds } = scene;

const isAsked = (citizen: Citizen): Promise<void> => hears(citizen, PROMPT_HZ.survey);
const answerOf = (callId: string) => {
  const found = scene.stack.ledger.ofCall(callId).find(({ fact }) => fact.kind === 'survey-ended');
  return found?.fact.kind === 'survey-ended' ? [found.fact.outcome, found.fact.score] : null;
};

describe(`satisfaction on the ${pbxKind} PBX`, () => {
  it('5: heard out, thanked, and let go; the seat has been writing up all the while', async () => {
    const { citizen, seat, callId } = await talk();
    await seat.does('call.hang-up');
    await isAsked(citizen);
    await wraps(seat);
    await seat.does('wrap.finish', { callId });
    await seat.when('home', ({ call }) => call === null);
    await citizen.sendDtmf('5');
    await hears(citizen, PROMPT_HZ['survey-thanks']);
    await citizen.ended;
    await booked(callId, 'survey-ended');
    expect(answerOf(callId)).toEqual(['scored', 5]);
    expect(kinds(callId).filter((kind) => kind === 'call-ended')).toHaveLength(1);
  });

  it('held when the seat hangs up: the question is heard, and no music', async () => {
    const { citizen, seat, callId } = await talk();
    await seat.does('call.hold');
    await seat.whenCall('held', ({ held }) => held);
    await seat.does('call.hang-up');
    await isAsked(citizen);
    await hearsNot(citizen, seat.hz);
    await citizen.sendDtmf('1');
    await booked(callId, 'survey-ended');
    expect(answerOf(callId)).toEqual(['scored', 1]);
  });

  it('the seat’s own telephone hangs up: asked as well', async () => {
    const { citizen, seat, callId } = await talk();
    seat.phone.hangUp();
    await isAsked(citizen);
    await citizen.sendDtmf('3');
    await booked(callId, 'survey-ended');
    expect(answerOf(callId)).toEqual(['scored', 3]);
  });

  it('a key that is none of them: asked again', async () => {
    const { citizen, seat, callId } = await talk();
    await seat.does('call.hang-up');
    await isAsked(citizen);
    await citizen.sendDtmf('9');
    await isAsked(citizen);
    await citizen.sendDtmf('2');
    await booked(callId, 'survey-ended');
    expect(answerOf(callId)).toEqual(['scored', 2]);
  });

  it('0: refused, and let go', async () => {
    const { citizen, seat, callId } = await talk();
    await seat.does('call.hang-up');
    await isAsked(citizen);
    await citizen.sendDtmf('0');
    await citizen.ended;
    await booked(callId, 'survey-ended');
    expect(answerOf(callId)).toEqual(['refused', null]);
  });

  it('nothing pressed: asked twice, then let go', async () => {
    const { citizen, seat, callId } = await talk();
    await seat.does('call.hang-up');
    await isAsked(citizen);
    await citizen.ended;
    await booked(callId, 'survey-ended');
    expect(answerOf(callId)).toEqual(['timed-out', null]);
  }, 60_000);

  it('hangs up while being asked', async () => {
    const { citizen, seat, callId } = await talk();
    await seat.does('call.hang-up');
    await isAsked(citizen);
    citizen.hangUp();
    await booked(callId, 'survey-ended');
    expect(answerOf(callId)).toEqual(['hung-up', null]);
  });

  it('the citizen who hangs up first is asked nothing', async () => {
    const { citizen, seat, callId } = await talk();
    citizen.hangUp();
    await wraps(seat);
    await booked(callId, 'wrap-started');
    expect(kinds(callId)).not.toContain('survey-asked');
  });

  it('asked once, when the last seat has gone: not before a transfer', async () => {
    const { citizen, seat, callId } = await talk();
    const second = await ready('second');
    await invite(seat, 'conference', SECOND);
    await second.answers();
    await joins(seat, 'colleague');
    await seat.does('call.leave', { callId });
    await together(citizen, second);
    expect(kinds(callId)).not.toContain('survey-asked');
    await second.does('call.hang-up');
    await isAsked(citizen);
    await citizen.sendDtmf('4');
    await booked(callId, 'survey-ended');
    expect(answerOf(callId)).toEqual(['scored', 4]);
  });

  it('bridge killed while the citizen is asked: not taken for a waiting call; the answer is booked', async () => {
    const { citizen, seat, callId } = await talk();
    await seat.does('call.hang-up');
    await isAsked(citizen);
    await scene.stack.killBridge();
    await scene.stack.startBridge();
    await seat.returnsToBridge();
    await citizen.sendDtmf('5');
    await booked(callId, 'survey-ended');
    expect(answerOf(callId)).toEqual(['scored', 5]);
    expect(seat.state.waiting).toEqual([]);
    expect(kinds(callId).filter((kind) => kind === 'call-queued')).toHaveLength(1);
  });

  it('bridge killed, and the citizen has gone meanwhile: what they pressed is not known, and said so', async () => {
    const { citizen, seat, callId } = await talk();
    await seat.does('call.hang-up');
    await isAsked(citizen);
    await booked(callId, 'survey-asked');
    await scene.stack.killBridge();
    await citizen.sendDtmf('5');
    await citizen.ended;
    await scene.stack.startBridge();
    await booked(callId, 'survey-ended');
    expect(answerOf(callId)).toEqual(['lost', null]);
  });
});
