/** Our own client for FreeSWITCH's Event Socket (mod_event_socket, inbound mode). Start reading in client.ts. */
export { type Backoff, DEFAULT_BACKOFF } from './backoff.ts';
export { type ClientState, type ResyncCause } from './client-state.ts';
export {
  type ClientNotice,
  type EslClient,
  type EslClientOptions,
  createEslClient,
} from './client.ts';
export { type Clock, systemClock } from './clock.ts';
export type { CommandOptions, EslConnection } from './connection.ts';
export type { EslCounters } from './counters.ts';
export { type EslEvent, type EventFault, parseEvent } from './event.ts';
export type { EslFailure, LossReason } from './failure.ts';
export {
  DEFAULT_FRAMER_LIMITS,
  type Frame,
  Framer,
  type FramerLimits,
  type FramerOutput,
  type Headers,
  type MalformedFrame,
  type MalformedReason,
} from './framer.ts';
export type { SettingsFault } from './handshake.ts';
export type { JobResult } from './jobs.ts';
export type { CommandFault } from './command-text.ts';
export * from './commands.ts';
export type { ChannelEvent, LegOrigin } from './pbx-channel.ts';
export {
  PBX_CUSTOM_EVENTS,
  PBX_EVENT_NAMES,
  type PbxEvent,
  type PbxEventFault,
  toPbxEvent,
} from './pbx-event.ts';
export type { RegistrationEvent } from './pbx-registration.ts';
export type { Member, RoomEvent } from './pbx-room.ts';
export type { SystemEvent } from './pbx-system.ts';
