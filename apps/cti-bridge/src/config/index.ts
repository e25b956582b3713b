export {
  loadCalendarFiles,
  loadConfig,
  loadPeople,
  type BridgeConfig,
  type LoadOptions,
} from './load.ts';
export { explainIssues } from './explain.ts';
export { readHolidayYear } from './holidays.ts';
export { scheduledReportsOf } from './reports-schema.ts';
export { definitionsOf } from './to-desk-config.ts';
export { initialsOf } from './initials.ts';
export { formatProblems, type ConfigProblem } from './problem.ts';
export { utcOffsetMinutes } from './time-zone.ts';
