import { describe, expect, test } from 'vitest';
import type { HistoryEntry, TicketRefusal } from './event.ts';
import { fold } from './history.ts';
import type { TicketRules } from './place.ts';
import {
  after,
  agent,
  answer,
  answered,
  askReturn,
  assignment,
  at,
  audit,
  close,
  dispatch,
  dispatcher,
  handling,
  HOUR,
  leader,
  maoming,
  matter,
  noon,
  reached,
  redo,
  rejectReturn,
  roads,
  round,
  sign,
  unreached,
  water,
  type Doing,
} from './testing/play.ts';
import type { Ticket } from './ticket.ts';
import { transition } from './transition.ts';

const later = ([by, event]: Doing, hours: number): Doing => [by, event, hours * HOUR];
const upheld: Doing = [dispatcher, { kind: 'decide-return', upheld: true, why: '属实' }];

describe('what a step leads to', () => {
  test.each<readonly [string, readonly Doing[], Partial<Ticket>]>([
    [
      '直接答复 ends on the spot (GB/T 33358-2016)',
      [[agent, { kind: 'answer-directly', answer: '可在窗口办理' }]],
      { state: { kind: 'closed', how: 'direct', answer: '可在窗口办理' } },
    ],
    [
      '不受理 keeps reason and explanation',
      [[agent, { kind: 'refuse', reason: 'litigation', explanation: '已进入诉讼程序' }]],
      { state: { kind: 'refused', reason: 'litigation', explanation: '已进入诉讼程序' } },
    ],
    [
      '并单 (国办函〔2025〕66号)',
      [[agent, { kind: 'merge', into: 't2' }]],
      { state: { kind: 'merged', into: 't2' } },
    ],
    [
      '退单 upheld: to be dispatched anew, counted, and no limit runs',
      [dispatch, askReturn, upheld],
      { state: { kind: 'accepted' }, returns: 1, returnsAsked: 1, run: null, assignedAt: null },
    ],
    [
      '退单 rejected: the unit has it still, and signs; its limit ran on',
      [dispatch, later(askReturn, 2), later(rejectReturn, 3)],
      {
        state: { kind: 'dispatched', assignment },
        returns: 0,
        returnsRejected: 1,
        since: noon + 3 * HOUR,
        assignedAt: noon,
      },
    ],
    [
      '改派: another unit, and its rejected returns begin anew',
      [
        dispatch,
        askReturn,
        rejectReturn,
        [dispatcher, { kind: 'reassign', assignment: { main: 'roads', joint: [] }, why: '职责' }],
      ],
      {
        state: { kind: 'dispatched', assignment: { main: 'roads', joint: [] } },
        returnsRejected: 0,
      },
    ],
    [
      '催办 and 督办 leave the state',
      [
        ...handling,
        [agent, { kind: 'urge', text: '市民再次来电' }],
        [leader, { kind: 'supervise', why: '超期' }],
      ],
      { state: { kind: 'handling', assignment, opinions: [] }, urged: 1, supervised: true },
    ],
    [
      '审核 not passed: back to the unit, with a limit of its own',
      [...answered, [dispatcher, { kind: 'audit', passed: false, why: '未回应诉求' }, 5 * HOUR]],
      {
        state: { kind: 'handling', assignment, opinions: [] },
        run: { from: noon + 5 * HOUR, limit: { count: 4, unit: 'working-days' }, extended: false },
      },
    ],
    [
      '重办 after 不满意; the second score counts (茂名 2020)',
      [...handling, ...round('dissatisfied'), redo, ...round('satisfied'), close],
      {
        state: { kind: 'closed', how: 'handled', answer: '已恢复供水' },
        ratings: [
          { acceptance: 'satisfied', handling: 'dissatisfied' },
          { acceptance: 'satisfied', handling: 'satisfied' },
        ],
      },
    ],
    [
      '回访: not reached three times, closed as such',
      [...answered, audit, unreached, later(unreached, 4), later(unreached, 8), close],
      { state: { kind: 'closed', how: 'not-reached', answer: '已恢复供水' } },
    ],
    [
      '回访: reached at the second try',
      [...answered, audit, unreached, later(unreached, 4), reached],
      {
        state: {
          kind: 'revisited',
          assignment,
          answer: '已恢复供水',
          revisit: {
            reached: true,
            contactedByUnit: true,
            solved: false,
          },
        },
      },
    ],
  ])('%s', (_, doings, expected) => {
    expect(after(doings)).toMatchObject(expected);
  });
});

describe('what is refused for what it says', () => {
  test.each<readonly [string, readonly Doing[], Doing, TicketRefusal['code']]>([
    ['主办 before 会办', handling, answer, 'opinion-missing'],
    [
      '不受理 without explanation',
      [],
      [agent, { kind: 'refuse', reason: 'petition', explanation: ' ' }],
      'empty-text',
    ],
    ['退单 without reason', [dispatch], [water, { kind: 'ask-return', reason: '' }], 'empty-text'],
    ['督办 without why', [dispatch], [leader, { kind: 'supervise', why: '' }], 'empty-text'],
    ['并单 into itself', [], [agent, { kind: 'merge', into: 't1' }], 'into-itself'],
    [
      '主办 as its own 会办',
      [],
      [dispatcher, { kind: 'dispatch', assignment: { main: 'water', joint: ['water'] } }],
      'main-unit-is-joint',
    ],
    [
      '会办 named twice',
      [],
      [dispatcher, { kind: 'dispatch', assignment: { main: 'water', joint: ['roads', 'roads'] } }],
      'unit-twice',
    ],
    ['an agent who dispatches', [], [agent, { kind: 'dispatch', assignment }], 'not-allowed'],
    ["another unit's signature", [dispatch], [roads, { kind: 'sign' }], 'not-allowed'],
    [
      'a unit that audits itself',
      answered,
      [water, { kind: 'audit', passed: true, why: '' }],
      'not-allowed',
    ],
    ['办结 while 重办 is due', [...handling, ...round('dissatisfied')], close, 'not-allowed'],
  ])('%s', (_, doings, [by, event], code) => {
    const circumstances = { now: noon + HOUR, matter, rules: maoming };
    expect(transition(after(doings), event, by, circumstances)).toEqual({
      ok: false,
      error: { code },
    });
  });
});

const shandong: TicketRules = { ...maoming, askReturn: { count: 2, unit: 'working-days' } };
const extend: Doing = [water, { kind: 'extend', why: '待料' }];

describe('what is refused for its time', () => {
  test.each<readonly [string, readonly Doing[], Doing, string, TicketRules, TicketRefusal | null]>([
    [
      '退单 within 1 working day (茂名 2020)',
      [dispatch],
      askReturn,
      '2026-11-27T00:00:00',
      maoming,
      null,
    ],
    [
      '退单 after 1 working day (茂名 2020)',
      [dispatch],
      askReturn,
      '2026-11-27T00:00:01',
      maoming,
      { code: 'return-late', at: at('2026-11-27T00:00:00') },
    ],
    [
      '退单 after 1 working day, signed meanwhile',
      [dispatch, sign],
      askReturn,
      '2026-11-27T00:00:01',
      maoming,
      { code: 'return-late', at: at('2026-11-27T00:00:00') },
    ],
    [
      '退单 within 2 working days (山东 2020): over the weekend',
      [later(dispatch, 24)],
      askReturn,
      '2026-12-01T00:00:00',
      shandong,
      null,
    ],
    [
      '退单 after 2 working days (山东 2020)',
      [dispatch],
      askReturn,
      '2026-11-28T00:00:01',
      shandong,
      { code: 'return-late', at: at('2026-11-28T00:00:00') },
    ],
    [
      '退单复核 once (a setting)',
      [dispatch, askReturn, rejectReturn],
      askReturn,
      '2026-11-25T13:00:00',
      maoming,
      null,
    ],
    [
      '退单 after its review: the decision is final',
      [
        dispatch,
        askReturn,
        rejectReturn,
        askReturn,
        [leader, { kind: 'decide-return', upheld: false, why: '职责清单' }],
      ],
      askReturn,
      '2026-11-25T13:00:00',
      maoming,
      { code: 'return-final' },
    ],
    [
      '退单 after a rejection where there is no review',
      [dispatch, askReturn, rejectReturn],
      askReturn,
      '2026-11-25T13:00:00',
      { ...maoming, returnReviews: 0 },
      { code: 'return-final' },
    ],
    ['延期 on the last day', handling, extend, '2026-12-02T00:00:00', maoming, null],
    [
      '延期 of what is overdue already',
      handling,
      extend,
      '2026-12-02T00:00:01',
      maoming,
      { code: 'extension-late', at: at('2026-12-02T00:00:00') },
    ],
    [
      '延期 into a year without data',
      [later(dispatch, 24 * 27), later(sign, 24 * 27), [water, { kind: 'start' }, 24 * 27 * HOUR]],
      extend,
      '2026-12-23T00:00:00',
      {
        ...maoming,
        handling: maoming.handling
          .slice(2)
          .map((one) => ({ ...one, limit: { count: 5, unit: 'working-days' } })),
      },
      { code: 'year-without-data', year: 2027 },
    ],
    [
      '派单 into a year without data',
      [],
      dispatch,
      '2026-12-30T12:00:00',
      maoming,
      { code: 'year-without-data', year: 2027 },
    ],
    [
      '回访: tried again before its time',
      [...answered, audit, unreached],
      unreached,
      '2026-11-25T15:59:59',
      maoming,
      { code: 'revisit-too-early', at: at('2026-11-25T16:00:00') },
    ],
    [
      '回访: in time',
      [...answered, audit, unreached],
      unreached,
      '2026-11-25T16:00:00',
      maoming,
      null,
    ],
    [
      '回访: the citizen calls before that',
      [...answered, audit, unreached],
      reached,
      '2026-11-25T12:10:00',
      maoming,
      null,
    ],
    [
      '办结 as not reached before the tries are used up',
      [...answered, audit, unreached, later(unreached, 4)],
      close,
      '2026-11-25T18:00:00',
      maoming,
      { code: 'revisit-tries-left', left: 1 },
    ],
  ])('%s', (_, doings, [by, event], now, rules, refusal) => {
    const ticket = after(doings, rules);
    const outcome = transition(ticket, event, by, { now: at(now), matter, rules });
    expect(outcome.ok ? null : outcome.error).toEqual(refusal);
  });
});

test('签收, 联系 and 反馈 are never held up by a calendar that is missing', () => {
  const doings: readonly Doing[] = [dispatch, sign];
  const now = at('2031-05-06T12:00:00');
  for (const event of [{ kind: 'start' }, { kind: 'contact', text: '已电话联系' }] as const) {
    expect(transition(after(doings), event, water, { now, matter, rules: maoming }).ok).toBe(true);
  }
});

test('a clock behind the last step: the entry keeps the order, and what the clock said', () => {
  const clock = noon - HOUR;
  expect(
    transition(after([dispatch]), { kind: 'sign' }, water, { now: clock, matter, rules: maoming }),
  ).toMatchObject({ ok: true, value: { entry: { no: 3, at: noon, clock } } });
});

test('the unit keeps the limit that it was given, though the place’s limits change', () => {
  const given = after([dispatch]).run?.limit;
  expect(given).toEqual({ count: 4, unit: 'working-days' });
});

test('a history from before tries were counted: not reached, rated without a score, closed', () => {
  const events: readonly HistoryEntry['event'][] = [
    { kind: 'accept', ticketId: 't1', ticketKind: 'help' },
    { kind: 'dispatch', assignment },
    { kind: 'sign' },
    { kind: 'start' },
    { kind: 'answer', answer: '已恢复供水' },
    { kind: 'audit', passed: true, why: '' },
    { kind: 'revisit', revisit: { reached: false, contactedByUnit: null, solved: null } },
    { kind: 'rate', rating: { acceptance: null, handling: null } },
    { kind: 'close' },
  ];
  const history = events.map((event, index): HistoryEntry => ({
    no: index + 1,
    at: noon,
    clock: null,
    by: agent,
    event,
  }));
  expect(fold(history)).toMatchObject({ state: { kind: 'closed', how: 'handled' }, run: null });
});
