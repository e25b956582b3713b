export {
  loadConfig,
  loadPeople,
  type BridgeConfig,
  type Category,
  type LoadOptions,
} from './load.ts';
export { formatProblems, type ConfigProblem } from './problem.ts';
export { utcOffsetMinutes } from './time-zone.ts';
