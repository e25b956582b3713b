/** Events of a room: CUSTOM conference::maintenance, told apart by `Action` (mod_conference). */
import { z } from 'zod';
import { count, flag, optionalCount, optionalText, text } from './pbx-header.ts';

/** A leg as a member of a room. */
export type Member = {
  /** `Conference-Name`, e.g. room-<call id>. */
  readonly room: string;
  readonly leg: string;
  /** `Member-ID`, the number that the room's commands take. Unique in one run of FreeSWITCH. */
  readonly member: number;
  readonly hears: boolean;
  readonly speaks: boolean;
  /** `Hold`: hears music, is not heard. `hears` and `speaks` do not show it. */
  readonly held: boolean;
  /** Not counted in the room's size; alone it still keeps the room alive. */
  readonly ghost: boolean;
};

export type RoomEvent =
  | { readonly kind: 'room-created' | 'room-destroyed'; readonly room: string }
  | (Member & { readonly kind: 'leg-joined'; readonly roomSize: number })
  | (Member & {
      readonly kind: 'leg-left';
      readonly roomSize: number;
      /** Present when the leg's end was the reason. */
      readonly cause: string | undefined;
    })
  /** Held, retrieved, muted, unmuted, deafened, undeafened: the member as it is now. */
  | (Member & { readonly kind: 'member-changed' })
  /**
   * 32 to 206 ms after the voice begins, 0.8 s after it ends, and steady noise never ends: a hint for the screen,
   * never an acknowledgement.
   */
  | (Member & { readonly kind: 'talking-started' | 'talking-stopped' })
  /** A file played to one member came to its end. */
  | (Member & {
      readonly kind: 'prompt-ended';
      readonly file: string;
      readonly playedMs: number | undefined;
    })
  /** The mono recording of the whole room, which the hotline does not use; see `recording-started` for the leg's. */
  | {
      readonly kind: 'room-recording-started' | 'room-recording-stopped';
      readonly room: string;
      readonly path: string;
    };

const room = z.object({ 'Conference-Name': text });

const memberHeaders = room.extend({
  'Unique-ID': text,
  'Member-ID': count,
  Hear: flag,
  Speak: flag,
  Hold: flag,
  'Member-Ghost': flag,
});

const toMember = (headers: z.infer<typeof memberHeaders>): Member => ({
  room: headers['Conference-Name'],
  leg: headers['Unique-ID'],
  member: headers['Member-ID'],
  hears: headers.Hear,
  speaks: headers.Speak,
  held: headers.Hold,
  ghost: headers['Member-Ghost'],
});

const ofRoom = (kind: 'room-created' | 'room-destroyed') =>
  room.transform((headers): RoomEvent => ({ kind, room: headers['Conference-Name'] }));

const ofMember = (kind: 'member-changed' | 'talking-started' | 'talking-stopped') =>
  memberHeaders.transform((headers): RoomEvent => ({ kind, ...toMember(headers) }));

const roomRecording = (kind: 'room-recording-started' | 'room-recording-stopped') =>
  room.extend({ Path: text }).transform((headers): RoomEvent => ({
    kind,
    room: headers['Conference-Name'],
    path: headers.Path,
  }));

const changed = ofMember('member-changed');

/** By `room:` and Action. */
export const roomEvents = {
  'room:conference-create': ofRoom('room-created'),
  'room:conference-destroy': ofRoom('room-destroyed'),
  'room:add-member': memberHeaders
    .extend({ 'Conference-Size': count })
    .transform((headers): RoomEvent => ({
      kind: 'leg-joined',
      ...toMember(headers),
      roomSize: headers['Conference-Size'],
    })),
  'room:del-member': memberHeaders
    .extend({ 'Conference-Size': count, 'Hangup-Cause': optionalText })
    .transform((headers): RoomEvent => ({
      kind: 'leg-left',
      ...toMember(headers),
      roomSize: headers['Conference-Size'],
      cause: headers['Hangup-Cause'],
    })),
  'room:hold-member': changed,
  'room:unhold-member': changed,
  'room:mute-member': changed,
  'room:unmute-member': changed,
  'room:deaf-member': changed,
  'room:undeaf-member': changed,
  'room:start-talking': ofMember('talking-started'),
  'room:stop-talking': ofMember('talking-stopped'),
  'room:play-file-member-done': memberHeaders
    .extend({ File: text, milliseconds: optionalCount })
    .transform((headers): RoomEvent => ({
      kind: 'prompt-ended',
      ...toMember(headers),
      file: headers.File,
      playedMs: headers.milliseconds,
    })),
  'room:start-recording': roomRecording('room-recording-started'),
  'room:stop-recording': roomRecording('room-recording-stopped'),
} satisfies Record<string, z.ZodType<RoomEvent>>;
