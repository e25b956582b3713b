import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleContent, validityOn, type ArticleContent } from './article.ts';
import {
  changeArticle,
  everShown,
  inUse,
  isNews,
  stepsOf,
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
const none: ArticleRecord = { id: 'a-1', revision: 0, versions: [] };

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
const propose: ArticleEvent = { kind: 'propose' };
const sendBack: ArticleEvent = { kind: 'send-back', why: '依据过时' };
const drop: ArticleEvent = { kind: 'drop' };
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
    'proposed',
    [
      [specialist, revise('一')],
      [specialist, propose],
    ],
    '1 proposed',
  ],
  [
    'written in while it waits, it is a draft again',
    [
      [specialist, revise('一')],
      [specialist, propose],
      [specialist, revise('二')],
    ],
    '1 draft',
  ],
  [
    'approved',
    [
      [specialist, revise('一')],
      [specialist, propose],
      [leader, approve],
    ],
    '1 approved',
  ],
  [
    'not before it was proposed',
    [
      [specialist, revise('一')],
      [leader, approve],
    ],
    'not-proposed',
  ],
  [
    'not by its author',
    [
      [leader, revise('一')],
      [leader, propose],
      [leader, approve],
    ],
    'own-draft',
  ],
  [
    'nor by who wrote in it before another',
    [
      [leader, revise('一')],
      [specialist, revise('二')],
      [specialist, propose],
      [leader, approve],
    ],
    'own-draft',
  ],
  [
    'by another leader',
    [
      [leader, revise('一')],
      [leader, propose],
      [other, approve],
    ],
    '1 approved',
  ],
  [
    'sent back',
    [
      [specialist, revise('一')],
      [specialist, propose],
      [leader, sendBack],
    ],
    '1 draft',
  ],
  [
    'not sent back before it was proposed',
    [
      [specialist, revise('一')],
      [leader, sendBack],
    ],
    'not-proposed',
  ],
  [
    'dropped, and its number is not used again',
    [
      [specialist, revise('一')],
      [specialist, drop],
      [specialist, revise('二')],
    ],
    '1 dropped, 2 draft',
  ],
  [
    'nothing to drop',
    [
      [source, publish('一')],
      [specialist, drop],
    ],
    'no-draft',
  ],
  [
    'proposed twice',
    [
      [specialist, revise('一')],
      [specialist, propose],
      [leader, propose],
    ],
    'no-draft',
  ],
  [
    'a revision leaves what is in use',
    [
      [source, publish('一')],
      [specialist, revise('二')],
      [specialist, propose],
    ],
    '1 approved, 2 proposed',
  ],
  [
    'its approval supersedes',
    [
      [source, publish('一')],
      [specialist, revise('二')],
      [specialist, propose],
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
  ['nothing to approve', [[leader, approve]], 'not-proposed'],
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
      [specialist, propose],
      [specialist, approve],
    ],
    'not-allowed',
  ],
  [
    'a specialist does not withdraw',
    [
      [source, publish('一')],
      [specialist, withdraw],
    ],
    'not-allowed',
  ],
  ['a person does not publish', [[leader, publish('一')]], 'not-allowed'],
] as const)('%s', (_, steps, said) => {
  expect(play(...(steps as readonly (readonly [Editor, ArticleEvent])[]))).toBe(said);
});

function recordOf(...steps: readonly (readonly [Editor, ArticleEvent])[]): ArticleRecord {
  return steps.reduce((record, [by, event]) => {
    const next = changeArticle(record, event, by, 1);
    if (!next.ok) throw new Error(next.error.code);
    return next.value;
  }, none);
}

test('why it was sent back is read until it is written in again', () => {
  const sent = recordOf([specialist, revise('一')], [specialist, propose], [leader, sendBack]);
  expect(sent.versions[0]?.sentBack).toEqual({ by: 'l', at: 1, why: '依据过时' });
  const again = changeArticle(sent, revise('二'), specialist, 2);
  expect(again.ok && again.value.versions[0]?.sentBack).toBeNull();
});

test.each([
  ['nothing yet', [], specialist, ['revise']],
  ['nothing yet', [], agent, []],
  ['a draft', [[specialist, revise('一')]], specialist, ['revise', 'propose', 'drop']],
  [
    'proposed',
    [
      [specialist, revise('一')],
      [specialist, propose],
    ],
    leader,
    ['revise', 'approve', 'send-back', 'drop'],
  ],
  [
    'one’s own',
    [
      [leader, revise('一')],
      [leader, propose],
    ],
    leader,
    ['revise', 'send-back', 'drop'],
  ],
  ['in use', [[source, publish('一')]], leader, ['revise', 'withdraw']],
] as const)('what may be done: %s', (_, steps, by, may) => {
  const record = recordOf(...(steps as readonly (readonly [Editor, ArticleEvent])[]));
  expect(stepsOf(record, by)).toEqual(may);
});

test('a source’s text that people rewrote or withdrew does not come back with the same file', () => {
  const first = content('一');
  const rewritten = recordOf(
    [source, { kind: 'publish', content: first }],
    [specialist, revise('二')],
    [specialist, propose],
    [leader, approve],
  );
  expect(isNews(none, first, 'import')).toBe(true);
  expect(isNews(rewritten, first, 'import')).toBe(false);
  expect(isNews(rewritten, content('三'), 'import')).toBe(true);
  const withdrawn = recordOf([source, { kind: 'publish', content: first }], [leader, withdraw]);
  expect(isNews(withdrawn, first, 'import')).toBe(false);
});

test('drafts are no part of what was ever shown', () => {
  const record = recordOf(
    [source, publish('一')],
    [specialist, revise('二')],
    [specialist, propose],
  );
  expect(everShown(record).versions.map(({ version }) => version)).toEqual([1]);
});

test('whatever is done, no version is lost, numbers rise, one at most is in use and one pending, and no writer approves', () => {
  const step = fc.tuple(
    fc.constantFrom(leader, other, specialist, agent, source),
    fc.constantFrom(revise('一'), publish('二'), propose, approve, sendBack, drop, withdraw),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let record = none;
      for (const [by, event] of steps) {
        const may = stepsOf(record, by).includes(event.kind);
        const next = changeArticle(record, event, by, 1);
        expect(next.ok).toBe(may);
        if (!next.ok) continue;
        expect(next.value.revision).toBe(record.revision + 1);
        expect(next.value.versions.length).toBeGreaterThanOrEqual(record.versions.length);
        record = next.value;
        expect(record.versions.map(({ version }) => version)).toEqual(
          record.versions.map((_each, index) => index + 1),
        );
        for (const states of [['approved'], ['draft', 'proposed']]) {
          expect(record.versions.filter(({ state }) => states.includes(state)).length).toBeLessThan(
            2,
          );
        }
        expect(inUse(record)?.state ?? 'approved').toBe('approved');
        const byPeople = record.versions.filter(({ approvedBy }) => approvedBy !== 'import');
        for (const { writers, approvedBy } of byPeople) expect(writers).not.toContain(approvedBy);
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
