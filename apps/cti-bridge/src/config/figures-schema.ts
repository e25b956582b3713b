/** `figures` of `config/hotline.yaml`: the dated definitions (指标口径) that all figures are made by. */
import { z } from 'zod';
import { checkDefinitions, type Definition, type DefinitionProblem } from '@hotline/domain/metrics';
import { assertNever } from '@hotline/domain/result';
import { minuteOfDay } from './minute-of-day.ts';
import { noSuch, type ReferenceProblem } from './reference-problem.ts';
import { rule, text, type Allowed } from './rule.ts';
import { utcOffsetMinutes } from './time-zone.ts';
import { clockTime, queueId, seconds } from './values.ts';

const date = rule(
  z.string(),
  (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)),
  '日期，加引号，例如 "2026-01-01"',
  'a date in quotes, such as "2026-01-01"',
);

const definition = z.strictObject({
  id: text(
    /^[A-Za-z0-9][\w.-]{0,31}$/,
    '字母、数字、点、下划线与连字符，最多 32 个',
    'letters, digits, dots, underscores and hyphens, at most 32',
  ),
  from: date,
  /** The first day that it no longer counts. */
  until: date.nullable().default(null),
  clockStart: z.enum(['queue-entry', 'trunk-answer']),
  answerWithinSeconds: seconds,
  answerWithinSecondsOf: z.record(queueId, seconds).default({}),
  shortAbandonSeconds: z.number().min(0).max(60),
  serviceLevels: z
    .array(z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]))
    .min(1),
  connectionTarget: z.number().min(0).max(1).nullable(),
  repeatHours: z.number().min(1).max(24),
  dayStartsAt: clockTime,
});

export const figures = z.strictObject({
  connectionRange: z.enum(['rolling-24h', 'day']).default('rolling-24h'),
  definitions: z.array(definition).min(1),
});
export type FiguresSection = z.infer<typeof figures>;

/** Dates are days of the hotline's zone; a definition comes into force at the hour its own day begins. */
export function toDefinitions({ definitions }: FiguresSection, timeZone: string): Definition[] {
  const offset = (day: string): number => utcOffsetMinutes(timeZone, Date.parse(day));
  return definitions.map((each) => {
    const startsAtMinute = minuteOfDay(each.dayStartsAt);
    const instant = (day: string): number =>
      Date.parse(day) + (startsAtMinute - offset(day)) * 60_000;
    return {
      id: each.id,
      from: instant(each.from),
      until: each.until === null ? null : instant(each.until),
      clockStart: each.clockStart,
      thresholdMs: each.answerWithinSeconds * 1000,
      thresholdMsOf: Object.fromEntries(
        Object.entries(each.answerWithinSecondsOf).map(([queue, limit]) => [queue, limit * 1000]),
      ),
      shortAbandonMs: each.shortAbandonSeconds * 1000,
      serviceLevels: each.serviceLevels,
      connectionTarget: each.connectionTarget,
      repeatMs: each.repeatHours * 3_600_000,
      day: { utcOffsetMinutes: offset(each.from), startsAtMinute },
    };
  });
}

export function checkFigures(
  section: FiguresSection,
  timeZone: string,
  queues: readonly string[],
  now: number,
): ReferenceProblem[] {
  return [
    ...checkDefinitions(toDefinitions(section, timeZone), now).map((problem) => ({
      path: ['figures', 'definitions', ...('at' in problem ? [problem.at] : [])],
      words: wordsOf(problem),
    })),
    ...section.definitions.flatMap(({ id, from, until }, at) =>
      utcOffsetMinutes(timeZone, Date.parse(from)) ===
      utcOffsetMinutes(timeZone, until === null ? now : Date.parse(until) - 1)
        ? []
        : [{ path: ['figures', 'definitions', at, 'from'], words: zoneChanged(id, timeZone) }],
    ),
    ...section.definitions.flatMap(({ answerWithinSecondsOf }, at) =>
      Object.keys(answerWithinSecondsOf)
        .filter((queue) => !queues.includes(queue))
        .map((queue) => ({
          path: ['figures', 'definitions', at, 'answerWithinSecondsOf', queue],
          words: noSuch('queue', queue, queues),
        })),
    ),
  ];
}

/** A day has one boundary; a definition that saw the clocks change would have two. */
const zoneChanged = (id: string, timeZone: string): Allowed => ({
  zh: `口径“${id}”生效期间 ${timeZone} 的时差变过；请在那一天结束它，另写一个`,
  en: `the offset of ${timeZone} changed while "${id}" was in force; end it on that day and add another`,
});

function wordsOf(problem: DefinitionProblem): Allowed {
  switch (problem.code) {
    case 'none':
      return { zh: '至少要有一个指标口径', en: 'there must be a definition' };
    case 'same-id':
      return {
        zh: `口径“${problem.id}”重复；报表以此名注明口径，必须唯一`,
        en: `the definition "${problem.id}" is there twice; reports name it, so it must be unique`,
      };
    case 'future':
      return {
        zh: `口径“${problem.id}”从将来的日期起；到那一天再写入，今天的数字不能由尚未生效的口径得出`,
        en: `the definition "${problem.id}" begins at a future date; add it on that day: no figure of today is made by it`,
      };
    case 'empty':
      return {
        zh: `口径“${problem.id}”的 until 不晚于 from，一天也不生效`,
        en: `the definition "${problem.id}" is in force for no day: until is not after from`,
      };
    case 'overlap':
      return {
        zh: `口径“${problem.id}”开始时“${problem.before}”还在生效；同一天只能有一个口径，请为“${problem.before}”写 until`,
        en: `the definition "${problem.id}" begins while "${problem.before}" is in force; a day has one: give "${problem.before}" an until`,
      };
    case 'hole':
      return {
        zh: `“${problem.before}”结束与“${problem.id}”开始之间的日子没有口径`,
        en: `the days between the end of "${problem.before}" and the beginning of "${problem.id}" have no definition`,
      };
    case 'ended':
      return {
        zh: `最后一个口径“${problem.id}”已经结束，今天没有口径`,
        en: `the last definition, "${problem.id}", has ended: today has none`,
      };
    default:
      return assertNever(problem);
  }
}
