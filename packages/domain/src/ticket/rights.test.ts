import { describe, expect, test } from 'vitest';
import type { Actor, TicketStep } from './event.ts';
import { stepsOf } from './rights.ts';
import {
  after,
  agent,
  answered,
  askReturn,
  audit,
  dispatch,
  dispatcher,
  handling,
  inState,
  leader,
  noon,
  opinion,
  parks,
  redo,
  rejectReturn,
  roads,
  round,
  unreached,
  water,
} from './testing/play.ts';
import type { Ticket, TicketState } from './ticket.ts';
import { accept } from './transition.ts';

type Row = Readonly<Record<'agent' | 'leader' | 'dispatcher' | 'main' | 'joint' | 'other', string>>;

const people: Readonly<Record<keyof Row, Actor>> = {
  agent,
  leader,
  dispatcher,
  main: water,
  joint: roads,
  other: parks,
};

/** Every role × state: the steps, and by them that every other is refused. 主办 main, 会办 joint; other: no part in it. */
const table: Readonly<Record<TicketState['kind'], Row>> = {
  accepted: {
    agent: 'answer-directly refuse merge urge',
    leader: 'answer-directly refuse merge dispatch urge supervise',
    dispatcher: 'dispatch urge supervise',
    main: '',
    joint: '',
    other: '',
  },
  dispatched: {
    agent: 'urge',
    leader: 'reassign urge supervise',
    dispatcher: 'reassign urge supervise',
    main: 'sign ask-return',
    joint: '',
    other: '',
  },
  'return-asked': {
    agent: 'urge',
    leader: 'decide-return urge supervise',
    dispatcher: 'decide-return urge supervise',
    main: '',
    joint: '',
    other: '',
  },
  signed: {
    agent: 'urge',
    leader: 'reassign urge supervise',
    dispatcher: 'reassign urge supervise',
    main: 'start ask-return contact',
    joint: '',
    other: '',
  },
  handling: {
    agent: 'urge',
    leader: 'reassign urge supervise',
    dispatcher: 'reassign urge supervise',
    main: 'answer extend contact',
    joint: 'give-opinion',
    other: '',
  },
  answered: {
    agent: '',
    leader: 'audit supervise',
    dispatcher: 'audit supervise',
    main: 'contact',
    joint: '',
    other: '',
  },
  revisiting: {
    agent: 'revisit',
    leader: 'revisit supervise',
    dispatcher: 'supervise',
    main: 'contact',
    joint: '',
    other: '',
  },
  revisited: {
    agent: 'rate',
    leader: 'rate supervise',
    dispatcher: 'supervise',
    main: '',
    joint: '',
    other: '',
  },
  rated: {
    agent: 'close',
    leader: 'close supervise',
    dispatcher: 'supervise',
    main: '',
    joint: '',
    other: '',
  },
  closed: { agent: '', leader: '', dispatcher: '', main: '', joint: '', other: '' },
  refused: { agent: '', leader: '', dispatcher: '', main: '', joint: '', other: '' },
  merged: { agent: '', leader: '', dispatcher: '', main: '', joint: '', other: '' },
};

const roles = Object.keys(people) as (keyof Row)[];
const states = Object.keys(table) as TicketState['kind'][];
const steps = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));

describe('who may take which step, role × state', () => {
  test.each(states.flatMap((state) => roles.map((role) => [role, state] as const)))(
    '%s, %s',
    (role, state) => {
      expect([...stepsOf(inState[state](), people[role])].toSorted()).toEqual(
        steps(table[state][role]).toSorted(),
      );
    },
  );
});

describe('what the ticket has been through changes it', () => {
  test.each<readonly [string, Ticket, Actor, TicketStep, boolean]>([
    [
      '不受理 once a unit has sent it back: not any more',
      after([
        dispatch,
        askReturn,
        [dispatcher, { kind: 'decide-return', upheld: true, why: '属实' }],
      ]),
      agent,
      'refuse',
      false,
    ],
    [
      '退单复核: not who rejected it',
      after([dispatch, askReturn, rejectReturn, askReturn]),
      dispatcher,
      'decide-return',
      false,
    ],
    [
      '退单复核: a leader',
      after([dispatch, askReturn, rejectReturn, askReturn]),
      leader,
      'decide-return',
      true,
    ],
    [
      'a second 延期 (茂名 2020): no',
      after([...handling, [water, { kind: 'extend', why: '待料' }]]),
      water,
      'extend',
      false,
    ],
    [
      'a second 会办 opinion of one unit: no',
      after([...handling, opinion]),
      roads,
      'give-opinion',
      false,
    ],
    [
      '重办 after the first 不满意',
      after([...handling, ...round('dissatisfied')]),
      agent,
      'redo',
      true,
    ],
    [
      '办结 while 重办 is due: no (茂名 2020)',
      after([...handling, ...round('dissatisfied')]),
      agent,
      'close',
      false,
    ],
    [
      'a third round: no, the second score counts (茂名 2020)',
      after([...handling, ...round('dissatisfied'), redo, ...round('dissatisfied')]),
      agent,
      'redo',
      false,
    ],
    [
      '办结 after the second 不满意',
      after([...handling, ...round('dissatisfied'), redo, ...round('dissatisfied')]),
      agent,
      'close',
      true,
    ],
    [
      '办结 of whom nobody was tried to reach: no',
      after([...answered, audit]),
      agent,
      'close',
      false,
    ],
    ['办结 after a try', after([...answered, audit, unreached]), agent, 'close', true],
    [
      '督办 twice: no',
      after([...handling, [leader, { kind: 'supervise', why: '超期' }]]),
      leader,
      'supervise',
      false,
    ],
  ])('%s', (_, ticket, by, step, isAllowed) => {
    expect(stepsOf(ticket, by).includes(step)).toBe(isAllowed);
  });
});

test.each([
  ['agent', agent, true],
  ['leader', leader, true],
  ['dispatcher, for another platform', dispatcher, true],
  ['unit’s clerk', water, false],
])('受理 by %s: %s', (_, by, isAllowed) => {
  expect(accept({ ticketId: 't1', kind: 'help' }, by, noon).ok).toBe(isAllowed);
});
