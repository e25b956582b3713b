/** 告警: which figures are watched, from which line on, and when nobody wants to hear of it. */
import type { AlarmRule } from '@hotline/domain/alarm';
import { alarmFigure } from '@hotline/domain/ledger';
import { z } from 'zod';
import { minuteOfDay } from './minute-of-day.ts';
import { noSuch, repeated, type ReferenceProblem } from './reference-problem.ts';
import { clockTime, queueId } from './values.ts';

const line = z.number().min(0).max(1_000_000);

export const alarms = z
  .array(
    z.strictObject({
      id: queueId,
      figure: alarmFigure,
      /** Ids of queues, seats or targets; left out: all of them. */
      of: z.array(z.string().min(1).max(64)).min(1).optional(),
      /** One of both: from here on it is too much, or too little. */
      above: line.optional(),
      below: line.optional(),
      /** Back here it is over; on the calm side of the line, so that one swing is one alarm. */
      clear: line,
      holdSeconds: z.number().min(0).max(86_400).default(0),
      minimumCalls: z.number().int().min(0).max(100_000).default(20),
      severity: z.enum(['warn', 'danger']).default('warn'),
      sound: z.boolean().default(false),
      quiet: z.array(z.strictObject({ from: clockTime, to: clockTime })).default([]),
    }),
  )
  .max(200)
  .default([]);
type AlarmsSection = z.infer<typeof alarms>;

type Subjects = Readonly<Record<'queues' | 'seats' | 'targets', readonly string[]>>;

export function checkAlarms(section: AlarmsSection, subjects: Subjects): ReferenceProblem[] {
  return [
    ...repeated(section, ['alarms'], 'id'),
    ...section.flatMap((rule, index): ReferenceProblem[] => {
      const { above, below, clear, figure } = rule;
      if ((above === undefined) === (below === undefined))
        return [
          {
            path: ['alarms', index, 'figure'],
            words: {
              zh: 'above 与 below 必须且只能写一个',
              en: 'exactly one of above and below must be given',
            },
          },
        ];
      const isCalm = above === undefined ? clear > (below ?? 0) : clear < above;
      const known = subjectsOf(figure, subjects);
      return [
        ...(isCalm
          ? []
          : [
              {
                path: ['alarms', index, 'clear'],
                words: {
                  zh: '解除值要在告警线的正常一侧：above 时更小，below 时更大',
                  en: 'clear must lie on the calm side of the line: less than above, more than below',
                },
              },
            ]),
        ...(rule.of ?? []).flatMap((id, at): ReferenceProblem[] =>
          known.ids.includes(id)
            ? []
            : [{ path: ['alarms', index, 'of', at], words: noSuch(known.what, id, known.ids) }],
        ),
      ];
    }),
  ];
}

type Figure = AlarmsSection[number]['figure'];
function subjectsOf(
  figure: Figure,
  { queues, seats, targets }: Subjects,
): { readonly what: 'queue' | 'seat' | 'target'; readonly ids: readonly string[] } {
  switch (figure) {
    case 'wrap-over':
    case 'rest':
    case 'hand':
    case 'unreachable':
      return { what: 'seat', ids: seats };
    case 'target-routes':
      return { what: 'target', ids: targets };
    default:
      return { what: 'queue', ids: queues };
  }
}

export function toAlarmRules(section: AlarmsSection): AlarmRule[] {
  return section.map(({ id, figure, of, above, below, clear, holdSeconds, quiet, ...rule }) => ({
    id,
    figure,
    of: of ?? null,
    when: above === undefined ? 'below' : 'above',
    raiseAt: above ?? below ?? 0,
    clearAt: clear,
    holdMs: holdSeconds * 1000,
    minimumCalls: rule.minimumCalls,
    severity: rule.severity,
    sound: rule.sound,
    quiet: quiet.map(({ from, to }) => ({ from: minuteOfDay(from), to: minuteOfDay(to) })),
  }));
}
