import { describe, expect, test } from 'vitest';
import { duesOf, handlingDue, returnUntil, tryAgainAt, type DueStep } from './due.ts';
import { limitOf, type HandlingLimit, type Matter, type TicketRules } from './place.ts';
import {
  after,
  answered,
  askReturn,
  at,
  audit,
  close,
  dispatch,
  handling,
  HOUR,
  inState,
  maoming,
  matter,
  MINUTE,
  noon,
  opinion,
  reached,
  redo,
  rejectReturn,
  round,
  sign,
  start,
  unreached,
  water,
  type Doing,
} from './testing/play.ts';
import type { TicketKind } from './ticket.ts';

const everywhere: TicketRules = {
  ...maoming,
  decideReturn: { count: 1, unit: 'working-days' },
  audit: { count: 1, unit: 'working-days' },
  revisit: { count: 2, unit: 'working-days' },
};
const contact: Doing = [water, { kind: 'contact', text: '已电话联系' }, 10 * MINUTE];
const later = ([by, event]: Doing, ms: number): Doing => [by, event, ms];

const dues = (doings: readonly Doing[], rules = maoming, of: Matter = matter) =>
  duesOf(after(doings, rules, of), of, rules).map(({ what, at: when }) => [
    what,
    when.ok ? when.value : when.error,
  ]);

describe('what runs out now, and when', () => {
  test.each<readonly [string, readonly Doing[], TicketRules, readonly [DueStep, string][]]>([
    [
      '受理: 派单 within 2 working days (GB/T 33358-2016)',
      [],
      maoming,
      [['dispatch', '2026-11-28T00:00:00']],
    ],
    [
      '派单: 签收 within 24 h, 求助 within 4 working days (茂名 2020)',
      [dispatch],
      maoming,
      [
        ['sign', '2026-11-26T12:00:00'],
        ['handle', '2026-12-02T00:00:00'],
      ],
    ],
    [
      '退单 asked for: its decision (a setting), and the limit runs on',
      [dispatch, askReturn],
      everywhere,
      [
        ['decide-return', '2026-11-27T00:00:00'],
        ['handle', '2026-12-02T00:00:00'],
      ],
    ],
    [
      '退单 rejected: 签收 anew, 办理 as before',
      [dispatch, askReturn, later(rejectReturn, 3 * HOUR)],
      maoming,
      [
        ['sign', '2026-11-26T15:00:00'],
        ['handle', '2026-12-02T00:00:00'],
      ],
    ],
    [
      '签收: 联系 within 30 min (茂名 2020)',
      [dispatch, later(sign, HOUR)],
      maoming,
      [
        ['contact', '2026-11-25T13:30:00'],
        ['handle', '2026-12-02T00:00:00'],
      ],
    ],
    [
      '办理 has begun without 联系: it is still owed',
      [dispatch, sign, start],
      maoming,
      [
        ['contact', '2026-11-25T12:30:00'],
        ['handle', '2026-12-02T00:00:00'],
      ],
    ],
    ['联系 done', [dispatch, sign, contact], maoming, [['handle', '2026-12-02T00:00:00']]],
    [
      '反馈: 审核 (a setting), 回复 within 1 working day (茂名 2020)',
      answered,
      everywhere,
      [
        ['audit', '2026-11-27T00:00:00'],
        ['reply', '2026-11-27T00:00:00'],
      ],
    ],
    ['回复 done', [...answered, later(contact, HOUR)], maoming, []],
    [
      '回访 (a setting) of whom the unit has not told yet',
      [...answered, audit],
      everywhere,
      [
        ['reply', '2026-11-27T00:00:00'],
        ['revisit', '2026-11-28T00:00:00'],
      ],
    ],
    [
      '回访 not reached: from the last try',
      [...answered, later(contact, HOUR), later(audit, HOUR), later(unreached, 24 * HOUR)],
      everywhere,
      [['revisit', '2026-12-01T00:00:00']],
    ],
    ['评价 runs out by no rule', [...answered, audit, reached], everywhere, []],
    [
      '重办: the unit’s limit anew',
      [...handling, ...round('dissatisfied'), later(redo, 24 * HOUR)],
      maoming,
      [
        ['contact', '2026-11-25T12:30:00'],
        ['handle', '2026-12-03T00:00:00'],
      ],
    ],
    ['办结', [...handling, ...round('satisfied'), close], everywhere, []],
  ])('%s', (_, doings, rules, expected) => {
    expect(dues(doings, rules)).toEqual(expected.map(([what, when]) => [what, at(when)]));
  });

  test('no 回复 is owed where none is wanted', () => {
    expect(dues(answered, maoming, { ...matter, replyWanted: false })).toEqual([]);
  });

  test('a year that the calendar lacks is named, and comes last', () => {
    const ticket = after(answered.map((one) => later(one, 24 * 20 * HOUR)));
    const late = {
      ...ticket,
      since: at('2026-12-31T12:00:00'),
      answeredAt: at('2026-12-31T12:00:00'),
    };
    const rules = { ...everywhere, audit: { count: 2, unit: 'hours' } as const };
    expect(duesOf(late, matter, rules)).toEqual([
      { what: 'audit', at: { ok: true, value: at('2026-12-31T14:00:00') } },
      { what: 'reply', at: { ok: false, error: { code: 'year-without-data', year: 2027 } } },
    ]);
  });
});

const extend: Doing = [water, { kind: 'extend', why: '待料' }];
const dueOf = (doings: readonly Doing[], rules: TicketRules) =>
  handlingDue(after(doings, rules), matter, rules);
const withLimit = (count: number, unit: 'days' | 'hours' | 'working-days'): TicketRules => ({
  ...maoming,
  handling: [{ kind: null, urgency: null, category: null, tag: null, limit: { count, unit } }],
});

describe('延期', () => {
  test.each<readonly [string, TicketRules, string]>([
    ['the same length again (茂名 2020): 4 + 4 working days', maoming, '2026-12-08T00:00:00'],
    ['hours', withLimit(24, 'hours'), '2026-11-27T12:00:00'],
    ['days', withLimit(7, 'days'), '2026-12-10T00:00:00'],
    [
      'at most 10 working days (山东 2020): 15 + 10',
      { ...withLimit(15, 'working-days'), longestExtension: { count: 10, unit: 'working-days' } },
      '2026-12-31T00:00:00',
    ],
    [
      'at most 10 working days, and no more than the same length: 5 + 5',
      { ...withLimit(5, 'working-days'), longestExtension: { count: 10, unit: 'working-days' } },
      '2026-12-10T00:00:00',
    ],
  ])('%s', (_, rules, expected) => {
    expect(dueOf([...handling, extend], rules)).toEqual({ ok: true, value: at(expected) });
  });

  test('is spent by a round: 重办 begins with the plain limit', () => {
    const ticket = after([...handling, extend, ...round('dissatisfied'), redo]);
    expect([ticket.extended, ticket.run?.extended]).toEqual([true, false]);
  });

  test('a limit that was given stays when the place’s limits change', () => {
    const ticket = after([dispatch]);
    expect(handlingDue(ticket, matter, withLimit(1, 'days'))).toEqual({
      ok: true,
      value: at('2026-12-02T00:00:00'),
    });
    // Histories from before limits were written into them go by the place's, as it is now.
    const run = { from: noon, limit: null, extended: false };
    expect(handlingDue({ ...ticket, run }, matter, withLimit(1, 'days'))).toEqual({
      ok: true,
      value: at('2026-11-27T00:00:00'),
    });
  });
});

const limit = (of: Partial<HandlingLimit>, count: number): HandlingLimit => ({
  kind: null,
  urgency: null,
  category: null,
  tag: null,
  ...of,
  limit: { count, unit: 'days' },
});

test.each<readonly [string, TicketKind, Partial<Matter>, number | null]>([
  ['danger, whatever the kind', 'consult', { urgency: 'very-urgent' }, 1],
  ['a category', 'help', { categoryCode: '0301' }, 2],
  ['below a category', 'help', { categoryCode: '030102' }, 2],
  ['beside it', 'help', { categoryCode: '0310' }, null],
  ['a tag', 'help', { tags: ['疑难'] }, 3],
  ['a kind', 'consult', {}, 4],
  ['none fits', 'praise', {}, null],
])('办理时限 by place × kind × urgency, the first that fits: %s', (_, kind, change, count) => {
  const rules = {
    handling: [
      limit({ urgency: 'very-urgent' }, 1),
      limit({ category: '0301' }, 2),
      limit({ tag: '疑难' }, 3),
      limit({ kind: 'consult' }, 4),
    ],
  };
  const of = { urgency: 'normal', categoryCode: '', tags: [], ...change };
  expect(limitOf(kind, of, rules)?.count ?? null).toBe(count);
});

test('until when 退单 may be asked for', () => {
  expect(returnUntil(after([dispatch]), maoming)).toEqual({
    ok: true,
    value: at('2026-11-27T00:00:00'),
  });
  expect(returnUntil(inState.accepted(), maoming)).toBeNull();
  expect(returnUntil(after([dispatch]), { ...maoming, askReturn: null })).toBeNull();
});

test('when somebody who was not reached is tried again', () => {
  const ticket = after([...handling, opinion, ...answered.slice(-1), audit]);
  expect(tryAgainAt(ticket, maoming)).toBeNull();
  expect(tryAgainAt(after([...answered, audit, unreached]), maoming)).toEqual({
    ok: true,
    value: noon + 4 * HOUR,
  });
});
