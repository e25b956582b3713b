import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleContent, validityOn, type ArticleContent } from './article.ts';
import {
  changeArticle,
  inUse,
  type ArticleEvent,
  type ArticleRecord,
  type Editor,
} from './record.ts';

const content = (title: string): ArticleContent =>
  articleContent.parse({ title, answer: '请带身份证。', unit: '市人社局' });
const leader: Editor = { person: 'l', role: 'leader' };
const other: Editor = { person: 'm', role: 'leader' };
const specialist: Editor = { person: 's', role: 'specialist' };
const agent: Editor = { person: 'a', role: 'agent' };
const source: Editor = { person: 'import', role: 'source' };
const none: ArticleRecord = { id: 'a-1', versions: [] };

/** Plays it and says each version's number and state, or the refusal. */
function play(...steps: readonly (readonly [Editor, ArticleEvent])[]): string {
  let record = none;
  for (const [by, event] of steps) {
    const next = changeArticle(record, event, by, 1);
    if (!next.ok) return next.error.code;
    record = next.value;
  }
  return record.versions.map(({ version, state }) => `${version} ${state}`).join(', ');
}
const revise = (title: string): ArticleEvent => ({ kind: 'revise', content: content(title) });
const publish = (title: string): ArticleEvent => ({ kind: 'publish', content: content(title) });
const approve: ArticleEvent = { kind: 'approve' };
const withdraw: ArticleEvent = { kind: 'withdraw' };

test.each([
  ['a draft', [[specialist, revise('一')]], '1 draft'],
  [
    'revised before it is seen',
    [
      [specialist, revise('一')],
      [leader, revise('二')],
    ],
    '1 draft',
  ],
  [
    'approved',
    [
      [specialist, revise('一')],
      [leader, approve],
    ],
    '1 approved',
  ],
  [
    'not by its author',
    [
      [leader, revise('一')],
      [leader, approve],
    ],
    'own-draft',
  ],
  [
    'by another leader',
    [
      [leader, revise('一')],
      [other, approve],
    ],
    '1 approved',
  ],
  [
    'a revision leaves what is in use',
    [
      [source, publish('一')],
      [specialist, revise('二')],
    ],
    '1 approved, 2 draft',
  ],
  [
    'its approval supersedes',
    [
      [source, publish('一')],
      [specialist, revise('二')],
      [leader, approve],
    ],
    '1 superseded, 2 approved',
  ],
  [
    'a source overtakes a draft and keeps it',
    [
      [source, publish('一')],
      [specialist, revise('二')],
      [source, publish('三')],
    ],
    '1 superseded, 2 superseded, 3 approved',
  ],
  [
    'withdrawn',
    [
      [source, publish('一')],
      [leader, withdraw],
    ],
    '1 withdrawn',
  ],
  [
    'written anew',
    [
      [source, publish('一')],
      [leader, withdraw],
      [specialist, revise('二')],
    ],
    '1 withdrawn, 2 draft',
  ],
  ['nothing to approve', [[leader, approve]], 'no-draft'],
  [
    'nothing to withdraw',
    [
      [specialist, revise('一')],
      [leader, withdraw],
    ],
    'not-in-use',
  ],
  ['an agent only reports', [[agent, revise('一')]], 'not-allowed'],
  [
    'a specialist does not approve',
    [
      [specialist, revise('一')],
      [specialist, approve],
    ],
    'not-allowed',
  ],
  ['a person does not publish', [[leader, publish('一')]], 'not-allowed'],
] as const)('%s', (_, steps, said) => {
  expect(play(...(steps as readonly (readonly [Editor, ArticleEvent])[]))).toBe(said);
});

test('whatever is done, no version is lost, numbers rise, one at most is in use and one a draft', () => {
  const step = fc.tuple(
    fc.constantFrom(leader, other, specialist, agent, source),
    fc.constantFrom(revise('一'), publish('二'), approve, withdraw),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let record = none;
      for (const [by, event] of steps) {
        const next = changeArticle(record, event, by, 1);
        if (!next.ok) continue;
        expect(next.value.versions.length).toBeGreaterThanOrEqual(record.versions.length);
        record = next.value;
        expect(record.versions.map(({ version }) => version)).toEqual(
          record.versions.map((_each, index) => index + 1),
        );
        for (const state of ['approved', 'draft']) {
          expect(record.versions.filter((each) => each.state === state).length).toBeLessThan(2);
        }
        expect(inUse(record)?.state ?? 'approved').toBe('approved');
      }
    }),
  );
});

describe('validity', () => {
  test.each([
    [null, null, 'valid'],
    ['2026-11-25', null, 'valid'],
    ['2026-11-26', null, 'not-yet'],
    [null, '2026-11-25', 'valid'],
    [null, '2026-11-24', 'expired'],
  ] as const)('%s to %s', (validFrom, validTo, said) => {
    expect(validityOn({ validFrom, validTo }, '2026-11-25')).toBe(said);
  });

  test('it does not end before it begins', () => {
    const dates = { validFrom: '2026-02-01', validTo: '2026-01-31' };
    expect(articleContent.safeParse({ ...content('一'), ...dates }).success).toBe(false);
    expect(articleContent.safeParse({ ...content('一'), validTo: '2026-02-30' }).success).toBe(
      false,
    );
  });
});
