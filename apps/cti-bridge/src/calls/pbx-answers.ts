/** What the PBX answers when its state is read; zod at the edge. FreeSWITCH's names. */
import { z } from 'zod';
import type { MissedCall } from './pbx-port.ts';

const channelRow = z.object({ uuid: z.string().min(1) });
/** `show channels as json`; without any, `rows` is missing. */
export const channels = z.object({ rows: z.array(channelRow).default([]) });

/** `conference json_list`. */
export const rooms = z.array(
  z.object({
    conference_name: z.string(),
    // A playing file is a member without a uuid.
    members: z
      .array(
        z.object({
          uuid: z.string().optional(),
          id: z.number().int().optional(),
          flags: z
            .object({
              hold: z.boolean().default(false),
              can_speak: z.boolean().default(true),
              can_hear: z.boolean().default(true),
            })
            .optional(),
        }),
      )
      .default([]),
  }),
);

export type Room = z.infer<typeof rooms>[number];

/** `show registrations as json`; `token` is the registration's SIP Call-ID. */
export const registrations = z.object({
  rows: z
    .array(
      z.object({
        reg_user: z.string().min(1),
        realm: z.string().default(''),
        token: z.string().default(''),
      }),
    )
    .default([]),
});

const microseconds = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform((value) => Math.floor(Number(value) / 1000));

/** ms; an unset time is '0'. */
const time = microseconds.optional().transform((ms) => (ms === undefined || ms === 0 ? null : ms));
const word = z
  .string()
  .optional()
  .transform((value) =>
    value === undefined || value === '' || value === '_undef_' ? null : value,
  );

/** `uuid_dump <uuid> json` of a leg of ours; others have no `hotline_role`. */
export const channel = z.object({
  'Unique-ID': z.string(),
  'Answer-State': word,
  'Caller-Destination-Number': word,
  'Caller-Caller-ID-Number': word,
  'Caller-Channel-Created-Time': time,
  'Caller-Channel-Answered-Time': time,
  variable_hotline_call_id: word,
  variable_hotline_role: word,
  variable_hotline_number: word,
  variable_hotline_queue: word,
  variable_hotline_skill: word,
  variable_hotline_mode: z.enum(['bridge', 'fallback']).catch('bridge'),
  variable_hotline_entered_us: time,
  variable_hotline_seat: word,
  variable_hotline_direction: word,
  variable_hotline_recording: word,
  variable_hotline_survey: word,
  variable_hotline_purpose: word,
  variable_hotline_by: word,
  variable_hotline_target: word,
});
export type Channel = z.infer<typeof channel>;

/** Numbers of seats, which are SIP users too. */
const SEAT = /^\d{3,6}$/;

const missedValue = z
  .string()
  .transform((value) => value.split('|'))
  .pipe(
    z.tuple([
      z.string(),
      z.string(),
      microseconds,
      z.string(),
      microseconds,
      z.string(),
      z.string(),
    ]),
  );

/**
 * `hash_dump db hotline_away`: one line a call, `D/hotline_away_<call id>/<number>|<queue>|<entered>|<answered>|
 * <ended>|<seat>|<cause>`. Lines that are no such thing are counted by the caller.
 */
export function readMissed(text: string): {
  readonly missed: readonly MissedCall[];
  readonly malformed: number;
} {
  const missed: MissedCall[] = [];
  let malformed = 0;
  for (const line of text.split('\n')) {
    const entry = /^D\/hotline_away_([\w-]{1,64})\/(.*)$/.exec(line.trim());
    if (entry === null) continue;
    const [, callId = '', value = ''] = entry;
    const read = missedValue.safeParse(value);
    if (!read.success) {
      malformed += 1;
      continue;
    }
    const [number, queue, enteredAt, answered, endedAt, seat, cause] = read.data;
    const answeredAt = microseconds.safeParse(answered).data ?? null;
    missed.push({
      callId,
      number,
      queue,
      enteredAt,
      answeredAt,
      endedAt,
      seat: answeredAt !== null && SEAT.test(seat) ? seat : null,
      cause: cause === '' ? 'UNKNOWN' : cause,
    });
  }
  return { missed, malformed };
}
