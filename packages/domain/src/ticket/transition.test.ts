import { describe, expect, test } from 'vitest';
import type { Actor, TicketEvent, TicketRefusal } from './event.ts';
import type { Ticket } from './ticket.ts';
import { accept, transition } from './transition.ts';

const agent: Actor = { role: 'agent', person: '1001' };
const leader: Actor = { role: 'leader', person: '1002' };
const dispatcher: Actor = { role: 'dispatcher', person: '1003' };
const water: Actor = { role: 'unit-clerk', person: 'u1', unit: 'water' };
const roads: Actor = { role: 'unit-clerk', person: 'u2', unit: 'roads' };

type Doing = readonly [Actor, TicketEvent];
const assignment = { main: 'water', joint: ['roads'] };
const dispatch: Doing = [dispatcher, { kind: 'dispatch', assignment }];
const sign: Doing = [water, { kind: 'sign' }];
const start: Doing = [water, { kind: 'start' }];
const opinion: Doing = [roads, { kind: 'give-opinion', text: '路面已修复' }];
const answer: Doing = [water, { kind: 'answer', answer: '已恢复供水' }];
const audit: Doing = [dispatcher, { kind: 'audit', passed: true, why: '' }];
const revisit: Doing = [
  agent,
  { kind: 'revisit', revisit: { reached: true, contactedByUnit: true, solved: false } },
];
const bad: Doing = [
  agent,
  { kind: 'rate', rating: { acceptance: 'satisfied', handling: 'dissatisfied' } },
];
const redo: Doing = [agent, { kind: 'redo' }];
const close: Doing = [agent, { kind: 'close' }];
const round = [opinion, answer, audit, revisit, bad];
const handling = [dispatch, sign, start];

function after(doings: readonly Doing[]): Ticket {
  let { ticket } = accept({ ticketId: 't1', kind: 'help' }, agent, 1000);
  for (const [by, event] of doings) {
    const outcome = transition(ticket, event, by, 2000);
    if (!outcome.ok) throw new Error(`${event.kind}: ${outcome.error.code}`);
    ({ ticket } = outcome.value);
  }
  return ticket;
}

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
      '退单 upheld: to be dispatched anew, counted',
      [
        dispatch,
        [water, { kind: 'ask-return', reason: '非本单位职责' }],
        [dispatcher, { kind: 'decide-return', upheld: true, why: '属实' }],
      ],
      { state: { kind: 'accepted' }, returns: 1 },
    ],
    [
      '退单 rejected: the unit has it still, and signs',
      [
        dispatch,
        [water, { kind: 'ask-return', reason: '非本单位职责' }],
        [dispatcher, { kind: 'decide-return', upheld: false, why: '职责清单' }],
      ],
      { state: { kind: 'dispatched', assignment }, returns: 0 },
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
      '重办 after 不满意; the second score counts (茂名 2020)',
      [...handling, ...round, redo, ...round, close],
      { state: { kind: 'closed', how: 'handled', answer: '已恢复供水' } },
    ],
  ])('%s', (_, doings, expected) => {
    expect(after(doings)).toMatchObject(expected);
  });
});

describe('what is refused', () => {
  test.each<readonly [string, readonly Doing[], Doing, TicketRefusal['code']]>([
    [
      'a second 延期 (茂名 2020)',
      [...handling, [water, { kind: 'extend', why: '待料' }]],
      [water, { kind: 'extend', why: '再延' }],
      'not-allowed',
    ],
    ['办结 while 重办 is due (茂名 2020)', [...handling, ...round], close, 'not-allowed'],
    ['a third round', [...handling, ...round, redo, ...round], redo, 'not-allowed'],
    ['主办 before 会办', handling, answer, 'opinion-missing'],
    [
      '不受理 without explanation',
      [],
      [agent, { kind: 'refuse', reason: 'petition', explanation: ' ' }],
      'empty-text',
    ],
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
    [
      'a score of nobody reached',
      [
        ...handling,
        opinion,
        answer,
        audit,
        [
          agent,
          { kind: 'revisit', revisit: { reached: false, contactedByUnit: null, solved: null } },
        ],
      ],
      bad,
      'not-reached',
    ],
    ['an agent who dispatches', [], [agent, { kind: 'dispatch', assignment }], 'not-allowed'],
    ["another unit's signature", [dispatch], [roads, { kind: 'sign' }], 'not-allowed'],
    [
      'a unit that audits itself',
      [...handling, opinion, answer],
      [water, { kind: 'audit', passed: true, why: '' }],
      'not-allowed',
    ],
    [
      '不受理 once a unit has returned it',
      [
        dispatch,
        [water, { kind: 'ask-return', reason: '非本单位职责' }],
        [dispatcher, { kind: 'decide-return', upheld: true, why: '属实' }],
      ],
      [agent, { kind: 'refuse', reason: 'petition', explanation: '信访' }],
      'not-allowed',
    ],
  ])('%s', (_, doings, [by, event], code) => {
    expect(transition(after(doings), event, by, 3000)).toEqual({ ok: false, error: { code } });
  });
});

test('a clock behind the last step: the entry keeps the order, and what the clock said', () => {
  const outcome = transition(after([dispatch]), { kind: 'sign' }, water, 1500);
  expect(outcome).toMatchObject({ ok: true, value: { entry: { no: 3, at: 2000, clock: 1500 } } });
});
