import { describe, expect, it } from 'vitest';
import { stepsOf, transition, type Review, type ReviewActor, type ReviewEvent } from './review.ts';
import type { ScoreSheet, Scoring } from './sheet.ts';

const sheet: ScoreSheet = {
  version: '1',
  passAt: 80,
  items: [
    { id: 'manner', zh: '态度', en: 'Manner', points: 60, fatal: false },
    { id: 'answer', zh: '答复', en: 'Answer', points: 40, fatal: false },
    { id: 'rude', zh: '辱骂', en: 'Abuse', points: 0, fatal: true },
  ],
};
const full: Scoring = { points: { manner: 50, answer: 40 }, fatal: [], comments: [] };
const half: Scoring = { points: { manner: 50 }, fatal: [], comments: [] };
const NOW = 1_000_000;
const rules = { appealMs: 1_000 };

const agent = { person: 'agent', mayCheck: false };
const checker = { person: 'checker', mayCheck: true };
const other = { person: 'other', mayCheck: true };
const clock = null;

const begun: Review = {
  callId: 'c1',
  seatId: '1001',
  person: 'agent',
  sheet,
  state: { kind: 'to-check' },
};
function play(...steps: readonly (readonly [ReviewActor, ReviewEvent, number?])[]): Review {
  return steps.reduce((review, [by, event, at = NOW]) => {
    const next = transition(review, event, by, at, rules);
    if (!next.ok) throw new Error(`${event.kind}: ${next.error.code}`);
    return next.value;
  }, begun);
}
const draft = [checker, { kind: 'draft', scoring: full }] as const;
const publish = [checker, { kind: 'publish' }] as const;
const appeal = [agent, { kind: 'appeal', reason: '市民先挂断' }] as const;
const uphold = [other, { kind: 'uphold', why: '录音中无误' }] as const;
const drafted = play(draft);
const published = play(draft, publish);
const appealed = play(draft, publish, appeal);
const upheld = play(draft, publish, appeal, uphold);
const changed = play(draft, publish, appeal, [
  other,
  { kind: 'change', scoring: { ...full, points: { manner: 60, answer: 40 } }, why: '有理' },
]);
const closed = play(draft, publish, [agent, { kind: 'accept' }]);

it('goes the whole way, and keeps what was published when it is changed', () => {
  expect(changed.state).toMatchObject({
    kind: 'changed',
    before: full,
    scoring: { points: { manner: 60, answer: 40 } },
    reason: '市民先挂断',
    judge: 'other',
    checker: 'checker',
  });
  const end = transition(changed, { kind: 'close' }, checker, NOW, rules);
  expect(end).toMatchObject({ ok: true, value: { state: { kind: 'closed', how: 'changed' } } });
  expect(closed.state).toMatchObject({ kind: 'closed', how: 'accepted', closedAt: NOW });
});

describe('a refusal', () => {
  it.each<readonly [string, Review, ReviewEvent, ReviewActor, string]>([
    ['publishing what is not drafted', begun, { kind: 'publish' }, checker, 'wrong-state'],
    ['publishing again', published, { kind: 'publish' }, checker, 'wrong-state'],
    [
      'publishing half a sheet',
      play([checker, { kind: 'draft', scoring: half }]),
      { kind: 'publish' },
      checker,
      'unmarked',
    ],
    ['publishing another one’s draft', drafted, { kind: 'publish' }, other, 'other-checker'],
    [
      'writing in another one’s draft',
      drafted,
      { kind: 'draft', scoring: half },
      other,
      'other-checker',
    ],
    [
      'drafting after it was published',
      published,
      { kind: 'draft', scoring: half },
      checker,
      'wrong-state',
    ],
    [
      'an item that the sheet has not',
      begun,
      { kind: 'draft', scoring: { ...full, points: { else: 1 } } },
      checker,
      'misfit',
    ],
    [
      'more points than an item has',
      begun,
      { kind: 'draft', scoring: { ...full, points: { answer: 41 } } },
      checker,
      'misfit',
    ],
    [
      'points for a fatal item',
      begun,
      { kind: 'draft', scoring: { ...full, points: { rude: 0 } } },
      checker,
      'misfit',
    ],
    [
      'an ordinary item as fatal',
      begun,
      { kind: 'draft', scoring: { ...full, fatal: ['manner'] } },
      checker,
      'misfit',
    ],
    ['somebody who is no checker', begun, { kind: 'draft', scoring: full }, agent, 'not-allowed'],
    [
      'one’s own call',
      { ...begun, person: 'checker' },
      { kind: 'draft', scoring: full },
      checker,
      'own-call',
    ],
    [
      'appealing for somebody else',
      published,
      { kind: 'appeal', reason: 'x' },
      other,
      'not-allowed',
    ],
    [
      'appealing without a reason',
      published,
      { kind: 'appeal', reason: '  ' },
      agent,
      'reason-missing',
    ],
    ['appealing twice', appealed, { kind: 'appeal', reason: 'x' }, agent, 'wrong-state'],
    ['appealing when it is closed', closed, { kind: 'appeal', reason: 'x' }, agent, 'wrong-state'],
    ['upholding one’s own result', appealed, { kind: 'uphold', why: 'x' }, checker, 'same-checker'],
    [
      'changing one’s own result',
      appealed,
      { kind: 'change', scoring: full, why: 'x' },
      checker,
      'same-checker',
    ],
    [
      'judging one’s own appeal',
      { ...appealed, person: 'other' },
      { kind: 'uphold', why: 'x' },
      other,
      'own-call',
    ],
    ['deciding without a reason', appealed, { kind: 'uphold', why: '' }, other, 'reason-missing'],
    [
      'changing to half a sheet',
      appealed,
      { kind: 'change', scoring: half, why: 'x' },
      other,
      'unmarked',
    ],
    ['deciding twice', upheld, { kind: 'uphold', why: 'x' }, other, 'wrong-state'],
    ['closing before it is decided', appealed, { kind: 'close' }, other, 'wrong-state'],
    ['accepting after the appeal', appealed, { kind: 'accept' }, agent, 'wrong-state'],
    ['the clock doing more than its own', drafted, { kind: 'publish' }, clock, 'not-allowed'],
    ['somebody as the clock', published, { kind: 'expire' }, checker, 'not-allowed'],
  ])('%s', (_, review, event, by, code) => {
    const refused = transition(review, event, by, NOW, rules);
    expect(refused).toMatchObject({ ok: false, error: { code } });
  });
});

const late = (event: ReviewEvent, by: ReviewActor, at: number) =>
  transition(published, event, by, at, rules);

it('takes an appeal until its time is over, and closes by the clock after it', () => {
  expect(late(appeal[1], agent, NOW + 1_000).ok).toBe(true);
  expect(late(appeal[1], agent, NOW + 1_001)).toMatchObject({ error: { code: 'appeal-late' } });
  expect(late({ kind: 'expire' }, clock, NOW + 1_000)).toMatchObject({
    error: { code: 'appeal-open' },
  });
  expect(late({ kind: 'expire' }, clock, NOW + 1_001)).toMatchObject({
    value: { state: { how: 'expired' } },
  });
});

it.each([
  ['a new one to a checker', begun, checker, ['draft']],
  ['a draft to its checker', drafted, checker, ['draft', 'publish']],
  ['a draft to another', drafted, other, []],
  [
    'half a draft, to be finished',
    play([checker, { kind: 'draft', scoring: half }]),
    checker,
    ['draft', 'publish'],
  ],
  ['a result to whom it is about', published, agent, ['accept', 'appeal']],
  ['a result to its checker', published, checker, []],
  ['an appeal to its checker', appealed, checker, []],
  ['an appeal to another', appealed, other, ['uphold', 'change']],
  ['a decision to any checker', upheld, checker, ['close']],
  ['a closed one to nobody', closed, agent, []],
] as const)('offers %s', (_, review, by, steps) => {
  expect(stepsOf(review, by, NOW, rules)).toEqual(steps);
});
