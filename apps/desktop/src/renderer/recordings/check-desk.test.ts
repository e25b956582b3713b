import type { Scoring, WholeReview } from '@hotline/domain/quality';
import { err, ok } from '@hotline/domain/result';
import { expect, it } from 'vitest';
import type { AskBridge, BridgeRefusal } from './ask-bridge.ts';
import { createCheckDesk } from './check-desk.ts';

const sheet = {
  version: '1',
  passAt: 1,
  items: [{ id: 'manner', zh: '态度', en: 'Manner', points: 10, fatal: false }],
};
const review: WholeReview = {
  id: 7,
  version: 1,
  callId: 'c1',
  seatId: '1001',
  person: 'agent',
  personName: '话务员',
  callAt: 1,
  talkMs: 1,
  rule: 'any',
  state: 'to-check',
  checkerName: null,
  score: null,
  changedAt: 1,
  sheet,
  scoring: null,
  before: null,
  appealUntil: null,
  history: [],
  steps: ['draft', 'publish'],
  mayHear: true,
};
const scoring: Scoring = { points: { manner: 8 }, fatal: [], comments: [] };

function desk(answer: (path: string, body: unknown) => unknown) {
  const asked: (readonly [string, unknown])[] = [];
  const ask: AskBridge = async (path, shape, body) => {
    asked.push([path, body]);
    const said = answer(path, body);
    if (typeof said === 'object' && said !== null && 'refusal' in said)
      return err(said.refusal as BridgeRefusal);
    return ok(shape.parse(said));
  };
  const heard: (string | null)[] = [];
  const checks = createCheckDesk(ask, (callId) => void heard.push(callId));
  const sent = () => asked.filter(([, body]) => body !== undefined);
  return { checks, sent, heard };
}
const lists = (path: string) => (path.includes('?') ? { reviews: [], next: null } : review);
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

it('opens a review with its recording, and closes both', async () => {
  const { checks, heard } = desk(lists);
  await checks.open(7);
  expect(checks.state.getState().open).toMatchObject({ kind: 'review', review: { id: 7 } });
  checks.back();
  expect(heard).toEqual(['c1', null]);
});

it('opens without a recording for whoever may not hear it', async () => {
  const { checks, heard } = desk((path) => {
    const said = lists(path);
    return said === review ? { ...review, mayHear: false } : said;
  });
  await checks.open(7);
  expect(heard).toEqual([]);
});

it('publishes what stands on the screen: it is saved first, by the version that comes of it', async () => {
  const { checks, sent } = desk((path, body) => {
    if (body === undefined) return lists(path);
    return { ...review, version: 2, state: 'drafted', scoring };
  });
  await checks.open(7);
  checks.write(scoring);
  checks.deed('publish');
  await settled();
  expect(sent()).toEqual([
    ['quality/reviews/7/steps', { expectedVersion: 1, event: { kind: 'draft', scoring } }],
    ['quality/reviews/7/steps', { expectedVersion: 2, event: { kind: 'publish' } }],
  ]);
});

it.each(['offline', 'unmarked', 'wrong-state'])(
  '%s loses nothing of what was written',
  async (code) => {
    const { checks } = desk((path, body) =>
      body === undefined ? lists(path) : { refusal: { code, status: 422, body: { code } } },
    );
    await checks.open(7);
    checks.write(scoring);
    checks.writeWhy('理由');
    checks.deed('draft');
    await settled();
    expect(checks.state.getState()).toMatchObject({ scoring, why: '理由', refusal: code });
  },
);

it('shows what somebody quicker did, and keeps what was written', async () => {
  const current = { ...review, version: 3, state: 'drafted', checkerName: '另一位' };
  const body = { code: 'conflict', current };
  const { checks } = desk((path, sent) =>
    sent === undefined ? lists(path) : { refusal: { code: 'conflict', status: 409, body } },
  );
  await checks.open(7);
  checks.write(scoring);
  checks.send();
  await settled();
  expect(checks.state.getState()).toMatchObject({
    scoring,
    refusal: 'conflict',
    open: { review: { version: 3, checkerName: '另一位' } },
  });
});

it('appeals with the reason that was written, and forgets it when it is taken', async () => {
  const { checks, sent } = desk((path, body) =>
    body === undefined ? lists(path) : { ...review, version: 2, state: 'appealed' },
  );
  await checks.open(7);
  checks.writeWhy('市民先挂断');
  checks.deed('appeal');
  await settled();
  expect(sent()[0]?.[1]).toEqual({
    expectedVersion: 1,
    event: { kind: 'appeal', reason: '市民先挂断' },
  });
  expect(checks.state.getState().why).toBe('');
});
