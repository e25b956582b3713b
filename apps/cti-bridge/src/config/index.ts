export {
  loadCalendarFiles,
  loadConfig,
  loadPeople,
  type BridgeConfig,
  type Category,
  type LoadOptions,
} from './load.ts';
export { explainIssues } from './explain.ts';
export { readHolidayYear } from './holidays.ts';
export { definitionsOf } from './to-desk-config.ts';
export { formatProblems, type ConfigProblem } from './problem.ts';
export { utcOffsetMinutes } from './time-zone.ts';
