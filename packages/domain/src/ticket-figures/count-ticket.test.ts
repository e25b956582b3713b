import { describe, expect, test } from 'vitest';
import { accept, transition, type HistoryEntry } from '../ticket/index.ts';
import {
  agent,
  answered,
  audit,
  close,
  dispatch,
  dispatcher,
  handling,
  HOUR,
  maoming,
  matter,
  noon,
  reached,
  redo,
  round,
  sign,
  type Doing,
} from '../ticket/testing/play.ts';
import { countTicket } from './count-ticket.ts';
import { indicatorOf, ticketIndicators } from './indicators.ts';

const DAY = 24 * HOUR;
const late = ([by, event]: Doing, ms: number): Doing => [by, event, ms];

function historyOf(doings: readonly Doing[]): readonly HistoryEntry[] {
  const opened = accept({ ticketId: 't1', kind: 'help' }, agent, noon);
  if (!opened.ok) throw new Error(opened.error.code);
  let { ticket } = opened.value;
  const history = [opened.value.entry];
  for (const [by, event, ms = 0] of doings) {
    const taken = transition(ticket, event, by, { now: noon + ms, matter, rules: maoming });
    if (!taken.ok) throw new Error(`${event.kind}: ${taken.error.code}`);
    ({ ticket } = taken.value);
    history.push(taken.value.entry);
  }
  return history;
}
const count = (doings: readonly Doing[], now = noon + 60 * DAY) =>
  countTicket(historyOf(doings), matter, maoming, now);
const rates = (doings: readonly Doing[]) =>
  Object.fromEntries(
    ticketIndicators.map((indicator) => {
      const rate = indicatorOf(indicator, count(doings));
      return [indicator, rate === null ? null : `${rate.numerator}/${rate.denominator}`];
    }),
  );

describe('a ticket’s share', () => {
  test.each<readonly [string, readonly Doing[], object]>([
    ['just taken up', [], { filed: 1, open: 1, overdue: 0, dispatched: 0, ended: 0 }],
    [
      'answered on the spot',
      [[agent, { kind: 'answer-directly', answer: '可在窗口办理' }]],
      { direct: 1, ended: 1, open: 0 },
    ],
    [
      'refused: no share of 即时解答率',
      [[agent, { kind: 'refuse', reason: 'litigation', explanation: '已进入诉讼程序' }]],
      { refused: 1, ended: 1, direct: 0 },
    ],
    [
      '签收 within 24 h, and after',
      [dispatch, late(sign, 24 * HOUR)],
      { dispatched: 1, signDue: 1, signedInTime: 1 },
    ],
    ['签收 too late', [dispatch, late(sign, 24 * HOUR + 1)], { signDue: 1, signedInTime: 0 }],
    [
      'not answered, and its limit is over',
      handling,
      { open: 1, overdue: 1, answerDue: 0, answeredInTime: 0 },
    ],
    ['answered in time', answered, { answerDue: 1, answeredInTime: 1, overdue: 0, open: 1 }],
    [
      'the first score is bad, redone, the second counts',
      [...handling, ...round('dissatisfied'), redo, ...round('satisfied'), close],
      { answerDue: 2, answeredInTime: 2, rated: 1, satisfied: 1, askedSolved: 1, solved: 0 },
    ],
    [
      'a bad score that stands',
      [...handling, ...round('dissatisfied'), redo, ...round('dissatisfied'), close],
      { rated: 1, satisfied: 0, ended: 1 },
    ],
  ])('%s', (_, doings, expected) => {
    expect(count(doings)).toMatchObject(expected);
  });

  test('an answer after the limit is late, also when it was sent back and answered again in time', () => {
    const slow = answered.map((doing, index) => late(doing, index < 3 ? 0 : 10 * DAY));
    const back: Doing = [dispatcher, { kind: 'audit', passed: false, why: '未答复' }, 10 * DAY];
    expect(count(slow)).toMatchObject({ answerDue: 1, answeredInTime: 0 });
    const again = answered.slice(-2).map((doing) => late(doing, 11 * DAY));
    expect(count([...slow, back, ...again])).toMatchObject({ answerDue: 2, answeredInTime: 1 });
  });

  test('who was not asked is in no rate', () => {
    expect(rates([])).toEqual({
      direct: '0/1',
      'in-time': null,
      solved: null,
      satisfied: null,
      'read-in-time': null,
    });
    expect(rates([...answered, audit, reached])).toMatchObject({
      'in-time': '1/1',
      solved: '0/1',
      satisfied: null,
      'read-in-time': '1/1',
    });
  });
});
