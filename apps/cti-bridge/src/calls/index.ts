/** Calls, seats and queues, tied to the PBX. Start reading in desk.ts; the rules are in @hotline/domain. */
export type { Desk } from './desk.ts';
export { createDesk } from './desk.ts';
export type { DeskClock } from './desk-clock.ts';
export { systemDeskClock } from './desk-clock.ts';
export type { DeskConfig, QueueConfig } from './desk-config.ts';
export type { DeskLogger } from './desk-logger.ts';
export type { DeskOptions } from './desk-options.ts';
export type { PbxPort } from './pbx-port.ts';
export type { DeskStats } from './stats.ts';
export type { PbxOverEsl, PbxOverEslOptions } from './pbx-over-esl.ts';
export { createPbxOverEsl } from './pbx-over-esl.ts';
