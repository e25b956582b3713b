import { describe, expect, test } from 'vitest';
import type { Matter, TicketRules } from './place.ts';
import { reasonsToSupervise, superviseFrom, type SupervisionReason } from './supervision.ts';
import {
  accepted,
  after,
  agent,
  askReturn,
  at,
  close,
  dispatch,
  dispatcher,
  handling,
  HOUR,
  leader,
  maoming,
  matter,
  noon,
  redo,
  rejectReturn,
  round,
  type Doing,
} from './testing/play.ts';
import { transition } from './transition.ts';

const urge: Doing = [agent, { kind: 'urge', text: '市民再次来电' }];
const supervise: Doing = [leader, { kind: 'supervise', why: '超期' }];
const silent: TicketRules = {
  ...maoming,
  supervise: { overdue: false, urged: null, returns: null, dissatisfied: null, unrest: false },
};
const twiceBad = [...handling, ...round('dissatisfied'), redo, ...round('dissatisfied')];

/** The triggers are settings: no figure of them was found in a text. */
describe('督办, because', () => {
  test.each<
    readonly [string, readonly Doing[], string, Partial<Matter>, readonly SupervisionReason[]]
  >([
    ['nothing', handling, '2026-11-25T12:20:00', {}, []],
    [
      '签收 is overdue',
      [dispatch],
      '2026-11-26T12:00:01',
      {},
      [{ code: 'overdue', what: 'sign', at: at('2026-11-26T12:00:00') }],
    ],
    ['at the moment it is due it is not overdue', [dispatch], '2026-11-26T12:00:00', {}, []],
    [
      'several things are overdue',
      handling,
      '2026-12-02T08:00:00',
      {},
      [
        { code: 'overdue', what: 'contact', at: at('2026-11-25T12:30:00') },
        { code: 'overdue', what: 'handle', at: at('2026-12-02T00:00:00') },
      ],
    ],
    ['two 催办 are not enough', [dispatch, urge, urge], '2026-11-25T13:00:00', {}, []],
    [
      'the third 催办',
      [dispatch, urge, urge, urge],
      '2026-11-25T13:00:00',
      {},
      [{ code: 'urged', times: 3 }],
    ],
    [
      'a second 退单, though both were rejected',
      [dispatch, askReturn, rejectReturn, askReturn],
      '2026-11-25T13:00:00',
      {},
      [{ code: 'returns', times: 2 }],
    ],
    [
      'a second 退单, of another unit',
      [
        dispatch,
        askReturn,
        [dispatcher, { kind: 'decide-return', upheld: true, why: '属实' }],
        dispatch,
        askReturn,
      ],
      '2026-11-25T13:00:00',
      {},
      [{ code: 'returns', times: 2 }],
    ],
    [
      'one 不满意 is what 重办 is for',
      [...handling, ...round('dissatisfied')],
      '2026-11-25T13:00:00',
      {},
      [],
    ],
    [
      'the second 不满意',
      twiceBad,
      '2026-11-25T13:00:00',
      {},
      [{ code: 'dissatisfied', times: 2 }],
    ],
    ['不稳定因素', [], '2026-11-25T12:00:00', { unrest: true }, [{ code: 'unrest' }]],
    ['supervised already', [dispatch, supervise], '2027-01-01T00:00:00', { unrest: true }, []],
    ['办结', [...twiceBad, close], '2027-01-01T00:00:00', { unrest: true }, []],
  ])('%s', (_, doings, now, change, expected) => {
    const of = { ...matter, ...change };
    const ticket = after(doings, maoming, of);
    expect(reasonsToSupervise(ticket, of, maoming, at(now))).toEqual(expected);
    const from = superviseFrom(ticket, of, maoming);
    expect(from !== null && from <= at(now)).toBe(expected.length > 0);
  });

  test('no trigger is set: never', () => {
    const ticket = after([dispatch, urge, urge, urge]);
    const of = { ...matter, unrest: true };
    expect(reasonsToSupervise(ticket, of, silent, at('2027-01-01T00:00:00'))).toEqual([]);
    expect(superviseFrom(ticket, of, silent)).toBeNull();
  });

  test('one step, by a leader or who dispatches, ends it', () => {
    const ticket = after([dispatch, urge, urge, urge]);
    const [, event] = supervise;
    for (const by of [leader, dispatcher]) {
      const taken = transition(ticket, event, by, { now: noon + HOUR, matter, rules: maoming });
      if (!taken.ok) throw new Error(taken.error.code);
      expect(reasonsToSupervise(taken.value.ticket, matter, maoming, noon + HOUR)).toEqual([]);
    }
    expect(accepted().supervised).toBe(false);
  });
});
