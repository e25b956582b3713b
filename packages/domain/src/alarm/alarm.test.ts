import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AlarmLog } from './alarm-log.ts';
import { calm, look, type AlarmRule, type AlarmState } from './alarm.ts';

const rule: AlarmRule = {
  id: 'waiting',
  figure: 'waiting',
  of: null,
  when: 'above',
  raiseAt: 10,
  clearAt: 5,
  holdMs: 30_000,
  minimumCalls: 0,
  severity: 'danger',
  sound: true,
  quiet: [],
};
const below: AlarmRule = { ...rule, figure: 'connection', when: 'below', raiseAt: 90, clearAt: 95 };
const night: AlarmRule = { ...rule, holdMs: 0, quiet: [{ from: 1_320, to: 360 }] };

type Reading = readonly [at: number, value: number | null, minute?: number];
function play(by: AlarmRule, readings: readonly Reading[]) {
  let state: AlarmState = calm;
  let ids = 0;
  const changes: string[] = [];
  for (const [at, value, minute = 720] of readings) {
    const step = look(state, by, value, { now: at, minute, newId: () => `a${(ids += 1)}` });
    state = step.state;
    if (step.change !== null) changes.push(`${at} ${step.change.kind} ${step.change.alarmId}`);
  }
  return changes;
}

describe('an alarm', () => {
  test.each<[string, AlarmRule, readonly Reading[], readonly string[]]>([
    [
      'after it was so for its time',
      rule,
      [
        [0, 10],
        [29_999, 12],
        [30_000, 12],
      ],
      ['30000 raised a1'],
    ],
    [
      'not when it was calm in between',
      rule,
      [
        [0, 10],
        [20_000, 9],
        [31_000, 12],
        [60_000, 12],
      ],
      [],
    ],
    [
      'once, however it swings above the clear line',
      { ...rule, holdMs: 0 },
      [
        [0, 10],
        [1, 6],
        [2, 11],
        [3, 6],
      ],
      ['0 raised a1'],
    ],
    [
      'cleared at the clear line, and raised anew',
      { ...rule, holdMs: 0 },
      [
        [0, 10],
        [1, 5],
        [2, 10],
      ],
      ['0 raised a1', '1 cleared a1', '2 raised a2'],
    ],
    [
      'of a share that is too low',
      { ...below, holdMs: 0 },
      [
        [0, 91],
        [1, 90],
        [2, 94],
        [3, 95],
      ],
      ['1 raised a1', '3 cleared a1'],
    ],
    [
      'without a figure: neither raised nor kept',
      { ...rule, holdMs: 0 },
      [
        [0, null],
        [1, 10],
        [2, null],
      ],
      ['1 raised a1', '2 cleared a1'],
    ],
    [
      'not in a quiet time over midnight, at its end',
      night,
      [
        [0, 20, 1_320],
        [1, 20, 0],
        [2, 20, 359],
        [3, 20, 360],
      ],
      ['3 raised a1'],
    ],
    [
      'that was raised before a quiet time goes on and is cleared in it',
      night,
      [
        [0, 20, 1_319],
        [1, 20, 1_400],
        [2, 5, 1_401],
      ],
      ['0 raised a1', '2 cleared a1'],
    ],
  ])('%s', (_, by, readings, changes) => {
    expect(play(by, readings)).toEqual(changes);
  });

  test('raised and cleared take turns, whatever the figure does', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 20 }))), (values) => {
        const kinds = play(
          { ...rule, holdMs: 3 },
          values.map((value, at): Reading => [at, value]),
        ).map((change) => change.split(' ')[1]);
        kinds.forEach((kind, at) => expect(kind).toBe(at % 2 === 0 ? 'raised' : 'cleared'));
      }),
    );
  });
});

const raised = (alarmId: string) =>
  ({
    kind: 'alarm-raised',
    alarmId,
    ruleId: 'waiting',
    figure: 'waiting',
    severity: 'danger',
    subject: { kind: 'queue', id: 'default' },
    value: 12,
  }) as const;
const acknowledged = (alarmId: string, seatId: string) =>
  ({ kind: 'alarm-acknowledged', alarmId, seatId, person: 'leader', note: '' }) as const;

describe('the alarm log', () => {
  test('keeps the first who acknowledged it, and when it was over', () => {
    const log = new AlarmLog();
    const facts = [
      raised('a'),
      acknowledged('a', '1901'),
      acknowledged('a', '1902'),
      { kind: 'alarm-cleared', alarmId: 'a', value: 3 },
      { kind: 'alarm-cleared', alarmId: 'a', value: 2 },
    ] as const;
    expect(facts.map((fact, at) => log.apply(at, fact))).toEqual([true, true, false, true, false]);
    expect(log.list()).toMatchObject([
      { alarmId: 'a', raisedAt: 0, clearedAt: 3, acknowledged: { at: 1, seatId: '1901' } },
    ]);
  });

  test('shows what still holds before what is over', () => {
    const log = new AlarmLog();
    for (const id of ['a', 'b', 'c']) log.apply(1, raised(id));
    log.apply(2, { kind: 'alarm-cleared', alarmId: 'c', value: null });
    expect(log.list().map(({ alarmId }) => alarmId)).toEqual(['b', 'a', 'c']);
  });

  test('forgets what is long over, never what still holds', () => {
    const log = new AlarmLog();
    log.apply(0, raised('kept'));
    for (let n = 0; n < 300; n += 1) {
      log.apply(n, raised(`n${n}`));
      log.apply(n, { kind: 'alarm-cleared', alarmId: `n${n}`, value: 0 });
    }
    expect(log.list().length).toBeLessThanOrEqual(201);
    expect(log.get('kept')).toMatchObject({ clearedAt: null });
  });
});
