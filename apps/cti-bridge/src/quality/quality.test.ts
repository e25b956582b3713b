import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LedgerFact } from '@hotline/domain/ledger';
import {
  reviewPage,
  wholeCalibration,
  wholeReview,
  type ReviewStepRequest,
  type Scoring,
  type WholeReview,
} from '@hotline/domain/quality';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forget, startTestBridge, type TestBridge } from '../testing/test-bridge.ts';

/** A Wednesday. */
const AT = Date.UTC(2026, 10, 25, 2);
const DAY = 86_400_000;
const AGENT = 'lin.xiaoyu';
const CHECKER = 'fang.hui';
const OTHER = 'jiang.bo';

let bridge: TestBridge;
let now = AT;
let tokens: Record<string, string> = {};

beforeEach(async () => {
  now = AT;
  tokens = {};
  bridge = await startTestBridge({
    change: (config) => ({
      ...config,
      signIn: { ...config.signIn, tokenMinutes: 60 * 24 * 30 },
      recording: { ...config.recording, folder: join(config.dataFolder, 'recordings') },
      quality: {
        ...config.quality,
        draw: [
          { kind: 'transferred', seconds: 60, perSeatAndWeek: null },
          { kind: 'any', seconds: 60, perSeatAndWeek: 2 },
        ],
        sheet: {
          version: 't',
          passAt: 6,
          items: [
            { id: 'manner', zh: '态度', en: 'Manner', points: 10, fatal: false },
            { id: 'rude', zh: '辱骂', en: 'Abuse', points: 0, fatal: true },
          ],
        },
      },
    }),
    now: () => now,
  });
  for (const person of [AGENT, CHECKER, OTHER])
    // One log-in after the other, as at a desk.
    // oxlint-disable-next-line no-await-in-loop
    tokens[person] = (await bridge.grant(person)).token;
  const seats = { [AGENT]: '1001', [CHECKER]: '1901', [OTHER]: '1902' };
  for (const [person, seatId] of Object.entries(seats))
    // oxlint-disable-next-line no-await-in-loop
    await note(AT - DAY, { kind: 'seat-signed-in', seatId, person });
});
afterEach(async () => {
  await bridge.stop();
  forget(bridge.folder);
});

const note = (at: number, fact: LedgerFact) => bridge.desk.parts().ledger.append(at, fact);

async function call(callId: string, seatId = '1001', talkMs = 90_000): Promise<void> {
  const arrived = { callId, number: '13800138000', queueId: 'default', skills: [] };
  await note(AT, { kind: 'call-arrived', ...arrived, mode: 'bridge' });
  await note(AT, { kind: 'call-answered', callId, seatId, leg: 'l', waitMs: 1 });
  await note(AT + talkMs, { kind: 'call-ended', callId, by: 'caller', talkMs, cause: '' });
  const { recordings } = bridge.desk.parts();
  if (recordings === null) throw new Error('recording is off');
  const path = recordings.newPath(callId, AT);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'sound');
  recordings.started(callId, path, AT);
  recordings.ended(path, AT + talkMs, talkMs);
}

function ask(person: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${bridge.origin}/api/v1/quality/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${tokens[person] ?? 'nobody'}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
const list = async (person: string, name: string) =>
  reviewPage.parse(await (await ask(person, `reviews?list=${name}`)).json()).reviews;
const scoring = (manner: number, fatal: string[] = []): Scoring => ({
  points: { manner },
  fatal,
  comments: [{ at: 1_500, text: '语气可更温和' }],
});
async function pick(callId: string, seatId = '1001', person = CHECKER): Promise<WholeReview> {
  const answer = await ask(person, 'reviews', { callId, seatId });
  expect(answer.status).toBe(200);
  return wholeReview.parse(await answer.json());
}
const step = (
  person: string,
  { id, version }: WholeReview,
  event: ReviewStepRequest['event'],
): Promise<Response> => ask(person, `reviews/${id}/steps`, { expectedVersion: version, event });
async function taken(
  person: string,
  review: WholeReview,
  event: ReviewStepRequest['event'],
): Promise<WholeReview> {
  const answer = await step(person, review, event);
  expect(answer.status).toBe(200);
  return wholeReview.parse(await answer.json());
}
async function published(callId: string): Promise<WholeReview> {
  const review = await pick(callId);
  const drafted = await taken(CHECKER, review, { kind: 'draft', scoring: scoring(5) });
  return taken(CHECKER, drafted, { kind: 'publish' });
}

const hear = (callId: string) =>
  fetch(`${bridge.origin}/api/v1/recordings/${callId}`, {
    headers: { authorization: `Bearer ${tokens[AGENT] ?? ''}` },
  });

describe('a review', () => {
  beforeEach(() => call('c1'));

  it('goes from draft to a changed result that is closed, each step in its history', async () => {
    const result = await published('c1');
    expect(result.score).toEqual({ total: 5, of: 10, fatal: [], passed: false });
    expect((await list(AGENT, 'own')).map(({ id }) => id)).toEqual([result.id]);
    const appealed = await taken(AGENT, result, { kind: 'appeal', reason: '市民先挂断' });
    const changed = await taken(OTHER, appealed, {
      kind: 'change',
      scoring: scoring(9),
      why: '理由成立',
    });
    expect(changed).toMatchObject({
      state: 'changed',
      before: scoring(5),
      score: { passed: true },
    });
    const closed = await taken(CHECKER, changed, { kind: 'close' });
    expect(closed.state).toBe('closed');
    expect(closed.history.map(({ kind, words }) => [kind, words])).toEqual([
      ['draft', ''],
      ['publish', ''],
      ['appeal', '市民先挂断'],
      ['change', '理由成立'],
      ['close', ''],
    ]);
  });

  it('is nothing that its agent sees before it is published', async () => {
    const review = await pick('c1');
    const drafted = await taken(CHECKER, review, { kind: 'draft', scoring: scoring(5) });
    expect(await list(AGENT, 'own')).toEqual([]);
    expect((await ask(AGENT, `reviews/${drafted.id}`)).status).toBe(404);
    const seen = wholeReview.parse(await (await ask(OTHER, `reviews/${drafted.id}`)).json());
    expect(seen).toMatchObject({ state: 'drafted', scoring: null, score: null, steps: [] });
  });

  it('refuses who was slower with what is there now', async () => {
    const review = await pick('c1');
    await taken(CHECKER, review, { kind: 'draft', scoring: scoring(5) });
    const late = await step(OTHER, review, { kind: 'draft', scoring: scoring(1) });
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({ code: 'conflict', current: { version: 2 } });
  });

  it.each<readonly [string, string, ReviewStepRequest['event'], number, string]>([
    ['an agent who scores', AGENT, { kind: 'draft', scoring: scoring(9) }, 404, 'no-review'],
    ['publishing what nobody scored', CHECKER, { kind: 'publish' }, 409, 'wrong-state'],
    ['too many points', CHECKER, { kind: 'draft', scoring: scoring(11) }, 422, 'misfit'],
  ])('refuses %s', async (_, person, event, status, code) => {
    const review = await pick('c1');
    const refused = await step(person, review, event);
    expect(refused.status).toBe(status);
    expect(await refused.json()).toMatchObject({ code });
  });

  it('refuses its own checker as the judge', async () => {
    const result = await published('c1');
    const appealed = await taken(AGENT, result, { kind: 'appeal', reason: 'x' });
    const refused = await step(CHECKER, appealed, { kind: 'uphold', why: 'x' });
    expect(refused.status).toBe(403);
  });

  it('takes no appeal when its time is over', async () => {
    const result = await published('c1');
    now = AT + 5 * DAY + 1;
    const late = await step(AGENT, result, { kind: 'appeal', reason: 'x' });
    expect(await late.json()).toEqual({ code: 'appeal-late' });
  });

  it('lets its agent hear the call when it is published, and no other call', async () => {
    await call('c2');
    const review = await pick('c1');
    expect((await hear('c1')).status).toBe(403);
    const drafted = await taken(CHECKER, review, { kind: 'draft', scoring: scoring(5) });
    await taken(CHECKER, drafted, { kind: 'publish' });
    expect((await hear('c1')).status).toBe(200);
    expect((await hear('c2')).status).toBe(403);
  });
});

const status = async (person: string, callId: string, seatId: string) =>
  (await ask(person, 'reviews', { callId, seatId })).status;

describe('picking', () => {
  it('refuses one’s own call, a call that is none, and whoever does not check', async () => {
    await call('c1', '1901');
    expect(await status(CHECKER, 'c1', '1901')).toBe(403);
    expect(await status(CHECKER, 'c1', '1001')).toBe(404);
    expect(await status(AGENT, 'c1', '1901')).toBe(403);
    expect((await pick('c1', '1901', OTHER)).rule).toBe('picked');
  });
  it('finds the review that is there already', async () => {
    await call('c1');
    expect((await pick('c1', '1001', OTHER)).id).toBe((await pick('c1')).id);
  });
});

it('draws by the rules, fills up, and never doubles', async () => {
  for (const callId of ['a', 'b', 'c', 'd'])
    // oxlint-disable-next-line no-await-in-loop
    await call(callId);
  const to = { kind: 'call-transferred', callId: 'a', seatId: '1001', leg: 'm' } as const;
  await note(AT + 1, { ...to, to: '1002', how: 'attended' });
  const draw = async () => (await ask(CHECKER, 'draw', {})).json();
  // The transferred one, and two of the other three.
  expect(await draw()).toEqual({ drawn: 3 });
  expect(await draw()).toEqual({ drawn: 0 });
  const waiting = await list(CHECKER, 'to-check');
  expect(waiting.map(({ rule }) => rule).toSorted()).toEqual(['any', 'any', 'transferred']);
  expect((await ask(AGENT, 'draw', {})).status).toBe(403);
});

it.each(['to-check', 'published', 'closed'])('the list %s is for checkers alone', async (name) => {
  expect((await ask(AGENT, `reviews?list=${name}`)).status).toBe(403);
  expect((await ask('nobody', `reviews?list=${name}`)).status).toBe(401);
});

const read = async (person: string, id: number) =>
  wholeCalibration.parse(await (await ask(person, `calibrations/${id}`)).json());

describe('a calibration', () => {
  const begin = (body: unknown, person = CHECKER) => ask(person, 'calibrations', body);
  const asked = { callId: 'c1', seatId: '1001', checkers: [CHECKER, OTHER] };
  beforeEach(() => call('c1'));

  it('is blind until both have scored', async () => {
    const { id } = wholeCalibration.parse(await (await begin(asked)).json());
    await ask(CHECKER, `calibrations/${id}/scoring`, { scoring: scoring(8) });
    const blind = await read(OTHER, id);
    expect(blind).toMatchObject({ isShown: false, scorings: [], mayScore: true });
    expect(blind.checkers.map(({ hasScored }) => hasScored)).toEqual([true, false]);
    await ask(OTHER, `calibrations/${id}/scoring`, { scoring: scoring(4) });
    const shown = await read(CHECKER, id);
    expect(shown.isShown).toBe(true);
    expect(shown.scorings.map(({ scoring: { points } }) => points['manner'])).toEqual([8, 4]);
    const late = await ask(OTHER, `calibrations/${id}/scoring`, { scoring: scoring(8) });
    expect(late.status).toBe(409);
  });

  it('refuses one checker alone, agents, and whom the call is about', async () => {
    expect((await begin({ ...asked, checkers: [CHECKER] })).status).toBe(400);
    expect((await begin({ ...asked, checkers: [CHECKER, CHECKER] })).status).toBe(422);
    expect((await begin({ ...asked, checkers: [CHECKER, AGENT] })).status).toBe(422);
    expect((await begin(asked, AGENT)).status).toBe(403);
    await call('c2', '1902');
    expect((await begin({ ...asked, callId: 'c2', seatId: '1902' })).status).toBe(403);
  });
});
