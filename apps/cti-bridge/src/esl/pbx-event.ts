/**
 * What FreeSWITCH says, in the bridge's own words: an EslEvent becomes one PbxEvent, or is of no interest, or lacks
 * what its kind must carry (`malformed`, for the caller to count).
 *
 * An event of a room names the leg by uuid only: mod_conference sends the channel's basic data, without its variables
 * (conference_member_add_event_data(); `verbose-events` would treble the size). Whose leg a uuid is, is known to the
 * register of calls, from `caller-arrived`, `leg-created` and `leg-answered`.
 *
 * The headers each kind relies on were read off a real FreeSWITCH: tests/fixtures/esl.
 */
import { type Result, err, ok } from '@hotline/domain/result';
import type { z } from 'zod';
import type { EslEvent } from './event.ts';
import type { ChannelEvent } from './pbx-channel.ts';
import { callerArrival, channelEvents } from './pbx-channel.ts';
import type { RegistrationEvent } from './pbx-registration.ts';
import { registrationEvents } from './pbx-registration.ts';
import type { RoomEvent } from './pbx-room.ts';
import { roomEvents } from './pbx-room.ts';
import type { SystemEvent } from './pbx-system.ts';
import { systemEvents } from './pbx-system.ts';

export type PbxEvent = (ChannelEvent | RoomEvent | RegistrationEvent | SystemEvent) & {
  /** When FreeSWITCH created the event, ms since 1970, by its own clock, in steps of 20 ms. */
  readonly atMs: number;
};

export type PbxEventFault =
  | { readonly code: 'of-no-interest' }
  /** `event` is the name or subclass and action, `headers` the names that are missing or unusable. */
  | { readonly code: 'malformed'; readonly event: string; readonly headers: readonly string[] };

/** The subscription that these kinds need. */
export const PBX_EVENT_NAMES: readonly string[] = [
  ...Object.keys(channelEvents),
  ...Object.keys(systemEvents),
];
export const PBX_CUSTOM_EVENTS: readonly string[] = [
  'conference::maintenance',
  ...Object.keys(registrationEvents),
];

/** How one kind is read: a zod schema over the headers that transforms them into the event. */
type Reader = z.ZodType<ChannelEvent | RoomEvent | RegistrationEvent | SystemEvent>;

const CALLER_ARRIVAL = 'CHANNEL_ANSWER of a caller';

const readers = new Map<string, Reader>(
  Object.entries({
    ...channelEvents,
    [CALLER_ARRIVAL]: callerArrival,
    ...systemEvents,
    ...registrationEvents,
    ...roomEvents,
  }),
);

export function toPbxEvent(event: EslEvent): Result<PbxEvent, PbxEventFault> {
  const key = readerKey(event);
  const reader = readers.get(key);
  if (reader === undefined) return err({ code: 'of-no-interest' });
  const read = reader.safeParse(event.headers);
  const headers = read.success
    ? []
    : read.error.issues.map((issue) => issue.path.map(String).join('.'));
  if (event.timestampMs === undefined) headers.push('Event-Date-Timestamp');
  if (!read.success || event.timestampMs === undefined) {
    return err({ code: 'malformed', event: key, headers });
  }
  return ok({ ...read.data, atMs: event.timestampMs });
}

/** A conference event is told apart by its `Action`, another CUSTOM event by its subclass. */
function readerKey(event: EslEvent): string {
  if (event.subclass === 'conference::maintenance') return `room:${event.headers['Action'] ?? ''}`;
  if (event.subclass !== undefined) return event.subclass;
  const answeredCaller =
    event.name === 'CHANNEL_ANSWER' && event.headers['variable_hotline_role'] === 'caller';
  return answeredCaller ? CALLER_ARRIVAL : event.name;
}
