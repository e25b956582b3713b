export { Metrics } from './fold.ts';
export type { QueueFigures } from './queue-day.ts';
export { dayStart } from './range.ts';
export type { DayBoundary } from './range.ts';
export { connectionRate, serviceLevel } from './rate.ts';
export type { Rate, ServiceLevelVariant } from './rate.ts';
export type { MetricsRules } from './rules.ts';
export type { Tally } from './tally.ts';
