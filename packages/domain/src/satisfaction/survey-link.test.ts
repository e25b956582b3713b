import { expect, test } from 'vitest';
import type { LedgerFact } from '../ledger/index.ts';
import { lineOf, type Booked } from '../metrics/index.ts';
import { numberForLink } from './survey-link.ts';

const callId = 'c1';
const served: readonly LedgerFact[] = [
  {
    kind: 'call-arrived',
    callId,
    number: '13800138000',
    queueId: 'general',
    skills: [],
    mode: 'bridge',
  },
  { kind: 'call-queued', callId, queueId: 'general', priority: 0 },
  { kind: 'call-answered', callId, seatId: '1001', leg: 'l', waitMs: 1000 },
  { kind: 'call-ended', callId, by: 'caller', talkMs: 1000, cause: 'NORMAL_CLEARING' },
];
const asked: LedgerFact = { kind: 'survey-asked', callId };
const ended = (outcome: 'scored' | 'refused' | 'timed-out' | 'hung-up' | 'lost'): LedgerFact => ({
  kind: 'survey-ended',
  callId,
  outcome,
  score: outcome === 'scored' ? 4 : null,
});
const sent: LedgerFact = { kind: 'survey-link', callId, step: 'sent', detail: null };
const answered: LedgerFact = { kind: 'survey-answered', callId, score: 2 };
const book = (...facts: readonly LedgerFact[]): readonly Booked[] =>
  facts.map((fact, index) => ({ at: 1000 + index, fact }));

const scoreOf = (...more: readonly LedgerFact[]) => {
  const line = lineOf(book(...served, ...more));
  return [line?.survey, line?.score];
};

test.each<[string, readonly LedgerFact[], boolean]>([
  ['hung up first, so was not asked', [], true],
  ['asked, and pressed nothing', [asked, ended('timed-out')], true],
  ['asked, and hung up', [asked, ended('hung-up')], true],
  ['asked, and nobody saw the end', [asked, ended('lost')], true],
  ['is being asked', [asked], false],
  ['has scored', [asked, ended('scored')], false],
  ['would not', [asked, ended('refused')], false],
  ['has a link', [sent], false],
  [
    'could not be reached by one',
    [{ kind: 'survey-link', callId, step: 'given-up', detail: '503' }],
    false,
  ],
  ['was cut off', [{ kind: 'call-forced-end', callId, seatId: '1901' }], false],
  [
    'was in danger',
    [
      {
        kind: 'emergency-step',
        callId,
        caseId: 'e1',
        targetId: '120',
        seatId: '1001',
        step: 'dialled',
        detail: null,
      },
    ],
    false,
  ],
])('a citizen who %s', (_, more, isSent) => {
  expect(numberForLink(book(...served, ...more))).toBe(isSent ? '13800138000' : null);
  expect(numberForLink(book(...served, ...more).toReversed())).toBe(isSent ? '13800138000' : null);
});

test('nobody whose call goes on, was not answered, or has no number', () => {
  expect(numberForLink(book(...served.slice(0, 3)))).toBeNull();
  expect(numberForLink(book(...served.toSpliced(2, 1)))).toBeNull();
  const [arrived, ...rest] = served;
  if (arrived?.kind !== 'call-arrived') throw new Error('no arrival');
  expect(numberForLink(book({ ...arrived, number: '' }, ...rest))).toBeNull();
  expect(numberForLink([])).toBeNull();
});

test('whoever answers the link has scored, unless a key did before', () => {
  expect(scoreOf(sent)).toEqual(['asked', null]);
  expect(scoreOf(asked, ended('timed-out'), sent)).toEqual(['timed-out', null]);
  expect(scoreOf(asked, ended('timed-out'), sent, answered)).toEqual(['scored', 2]);
  expect(scoreOf(sent, answered, { ...answered, score: 5 })).toEqual(['scored', 2]);
  expect(scoreOf(asked, ended('scored'), answered)).toEqual(['scored', 4]);
});
