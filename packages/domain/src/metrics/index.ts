export { isOfLine, lineOf } from './call-line.ts';
export type { Booked, CallLine, CallPart } from './call-line.ts';
export {
  checkDefinitions,
  dayStart,
  dayStartAt,
  definitionAt,
  definitionsOf,
  thresholdOf,
} from './definition.ts';
export type { DayBoundary, Definition, DefinitionProblem, Definitions } from './definition.ts';
export type { Group, LiveFigures, Trend, WindowName } from './figures.ts';
export { Metrics } from './live.ts';
export { connectionOf, serviceLevelsOf } from './queue-figures.ts';
export type { QueueFigures } from './queue-figures.ts';
export { connectionRate, satisfactionRate, serviceLevel } from './rate.ts';
export type { Rate, ServiceLevelVariant } from './rate.ts';
export type { MetricsRules } from './rules.ts';
export { SATISFIED_FROM, add, clockStart, emptyTally, tallyKeys } from './tally.ts';
export type { Tally, TallyKey } from './tally.ts';
