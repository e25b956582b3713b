// oxlint-disable no-restricted-globals -- arithmetic on days that are given; no clock is read
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { repeatedCallers, rising, sameMatters, type MatterTicket } from './index.ts';
import { chanceOf } from './rising.ts';

const rule = { least: 5, times: 1.5, rareness: 0.001 };
const up = (key: string): string | null => (key.length > 2 ? key.slice(0, -2) : null);
const count = (key: string, now: number, ...past: number[]) => ({ key, now, past });

/** Binomial, term by term. */
function plain(now: number, total: number, weeks: number): number {
  const all = now + total;
  const p = 1 / (weeks + 1);
  let sum = 0;
  for (let k = now; k <= all; k += 1) {
    let ways = 1;
    for (let i = 1; i <= k; i += 1) ways *= (all - k + i) / i;
    sum += ways * p ** k * (1 - p) ** (all - k);
  }
  return sum;
}

describe('the chance', () => {
  const small = fc.tuple(fc.nat(30), fc.nat(60), fc.integer({ min: 1, max: 12 }));

  it('is that of the binomial', () => {
    fc.assert(
      fc.property(small, ([now, total, weeks]) => {
        expect(chanceOf(now, total, weeks)).toBeCloseTo(plain(now, total, weeks), 9);
      }),
    );
  });
  it('lies between 0 and 1 and falls with every one more', () => {
    const large = fc.tuple(fc.nat(5_000), fc.nat(50_000), fc.integer({ min: 1, max: 52 }));
    fc.assert(
      fc.property(large, ([now, total, weeks]) => {
        const chance = chanceOf(now, total, weeks);
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
        expect(chanceOf(now + 1, total, weeks)).toBeLessThanOrEqual(chance + 1e-9);
      }),
    );
  });
});

describe('rising', () => {
  test.each([
    ['as ever', count('01', 20, 19, 22, 18, 21), false],
    ['twice as many', count('01', 45, 19, 22, 18, 21), true],
    ['too few to speak of', count('01', 4, 0, 0, 0, 0), false],
    ['out of nothing', count('01', 8, 0, 0, 0, 0), true],
    ['as many as in a week before, once', count('01', 45, 45, 2, 3, 2), false],
    ['many more, but only by chance', count('01', 6, 4, 3, 4, 3), false],
    ['rare, but no more than half as many again', count('01', 1_400, 1_000, 1_010, 990), false],
    ['without a past', count('01', 100), false],
  ])('%s', (_, one, isRising) => {
    expect(rising([one], up, rule).length > 0).toBe(isRising);
  });

  it('says what was expected and how rare it is', () => {
    const [found] = rising([count('01', 23, 6, 7, 6, 7)], up, rule);
    expect(found).toMatchObject({ now: 23, past: [6, 7, 6, 7], mean: 6.5 });
    expect(found?.chance).toBeCloseTo(0.00002009, 8);
  });

  it('tells the lowest level that explains it, and not those above', () => {
    const counts = [count('010101', 30, 3, 2, 4, 3), count('010102', 5, 5, 4, 6, 5)];
    expect(rising(counts, up, rule).map(({ key }) => key)).toEqual(['010101']);
  });

  it('tells the level above when its lower levels rise together, each too little to be told', () => {
    const counts = ['01', '02', '03', '04', '05', '06'].map((end) =>
      count(`01${end}`, 4, 1, 0, 1, 0),
    );
    expect(rising(counts, up, rule).map(({ key }) => key)).toEqual(['01']);
  });

  it('never tells what is few, what was so before, or more than there is', () => {
    const some = fc.array(
      fc.record({
        key: fc.constantFrom('01', '0101', '0102', '010101', '010102', '02', '0201'),
        now: fc.nat(60),
        past: fc.array(fc.nat(40), { minLength: 4, maxLength: 4 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, (counts) => {
        const all = counts.reduce((sum, { now }) => sum + now, 0);
        const found = rising(counts, up, rule);
        expect(found.reduce((sum, { now }) => sum + now, 0)).toBeLessThanOrEqual(all);
        for (const { now, past, mean } of found) {
          expect(now).toBeGreaterThanOrEqual(rule.least);
          expect(now).toBeGreaterThanOrEqual(rule.times * mean);
          expect(now).toBeGreaterThan(Math.max(...past));
        }
      }),
    );
  });
});

const DAY = 86_400_000;
const now = Date.parse('2026-11-30T12:00+08:00');

const calls = (number: string, ...ago: number[]) =>
  ago.map((days, n) => ({ callId: `${number}-${n}`, number, at: now - days * DAY }));

describe('repeated callers', () => {
  const few = { least: 3, days: 7 };

  it('counts a number’s calls within the days, and names the newest', () => {
    const found = repeatedCallers(
      [...calls('a', 0.1, 2, 6.9, 7.1), ...calls('b', 1, 1), ...calls('c', 0.5, 0.6, 0.7, 0.8)],
      few,
      now,
    );
    expect(
      found.map(({ number, calls: n, callId, perDay }) => [number, n, callId, perDay]),
    ).toEqual([
      ['c', 4, 'c-0', [0, 0, 0, 0, 0, 0, 4]],
      ['a', 3, 'a-0', [1, 0, 0, 0, 1, 0, 1]],
    ]);
  });
  it('a withheld number is nobody’s', () => {
    expect(repeatedCallers(calls('', 1, 1, 1, 1), few, now)).toEqual([]);
  });
});

const ticket = (no: number, change: Partial<MatterTicket> = {}): MatterTicket => ({
  ticketNo: `t${no}`,
  filedAt: now + no,
  title: '幸福小区停水',
  text: '昨天晚上起小区停水，请尽快修复',
  place: '幸福小区',
  categoryCode: '0201',
  numbers: [`1380000000${no}`],
  ...change,
});

describe('one matter of many', () => {
  const many = { callers: 3, likeness: 45 };
  const numbersOf = (tickets: readonly MatterTicket[]) =>
    sameMatters(tickets, many).map(({ tickets: own, callers }) => [
      own.map(({ ticketNo }) => ticketNo).join(' '),
      callers,
    ]);

  test.each<[string, readonly MatterTicket[], readonly (readonly [string, number])[]]>([
    ['three callers', [ticket(1), ticket(2), ticket(3)], [['t1 t2 t3', 3]]],
    ['three tickets of one caller', [1, 2, 3].map((no) => ticket(no, { numbers: ['1'] })), []],
    ['two callers', [ticket(1), ticket(2)], []],
    [
      'one says where, the other where exactly',
      [ticket(1), ticket(2, { place: '幸福小区3栋' }), ticket(3, { place: '幸福小区5栋' })],
      [['t1 t2 t3', 3]],
    ],
    ['the same words elsewhere', [ticket(1), ticket(2), ticket(3, { place: '桃园小区' })], []],
    [
      'the same place, other matters',
      [
        ticket(1),
        ticket(2, { title: '路灯不亮', text: '三栋楼下路灯坏了', categoryCode: '0305' }),
        ticket(3, { title: '夜间施工', text: '工地吵闹到凌晨', categoryCode: '0402' }),
      ],
      [],
    ],
    [
      'who joined counts too; nobody is counted twice',
      [ticket(1, { numbers: ['a', 'b', 'c', 'a'] })],
      [['t1', 3]],
    ],
    [
      'unknown numbers are one caller',
      [ticket(1), ...[2, 3, 4].map((no) => ticket(no, { numbers: [] }))],
      [],
    ],
    ['no place, no matter', [1, 2, 3].map((no) => ticket(no, { place: '' })), []],
  ])('%s', (_, tickets, expected) => expect(numbersOf(tickets)).toEqual(expected));

  it('does not depend on the order', () => {
    const places = ['幸福小区', '幸福小区3栋', '桃园小区', '桃园小区北门'];
    const some = fc.array(
      fc.record({
        no: fc.nat(9),
        place: fc.constantFrom(...places),
        title: fc.constantFrom('停水', '小区停水了', '路灯不亮'),
      }),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(some, fc.integer(), (drawn, turn) => {
        const tickets = drawn.map(({ no, place, title }, at) =>
          ticket(at, { place, title, numbers: [String(no)] }),
        );
        const cut = tickets.length === 0 ? 0 : Math.abs(turn) % tickets.length;
        const turned = [...tickets.slice(cut), ...tickets.slice(0, cut)];
        expect(numbersOf(turned)).toEqual(numbersOf(tickets));
      }),
    );
  });
});
