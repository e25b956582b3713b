/** Calls, seats and queues, tied to the PBX. Start reading in desk.ts; the rules are in @hotline/domain. */
export { createDesk } from './desk.ts';
export { systemDeskClock } from './desk-clock.ts';
export type { DeskStats } from './stats.ts';
