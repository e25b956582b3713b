/** Events of one channel: a leg of a call. Its `hotline_*` variables come from the dialplan or from our originate. */
import { z } from 'zod';
import { optionalCount, optionalText, text } from './pbx-header.ts';

/** What a leg says about itself; empty until the dialplan has run (CHANNEL_CREATE of an incoming call). */
export type LegOrigin = {
  /** `Unique-ID`. */
  readonly leg: string;
  readonly callId: string | undefined;
  /** caller, seat, third, leader, … */
  readonly role: string | undefined;
  readonly seat: string | undefined;
  /** Of an emergency desk: `seat` when the seat's telephone called it in, and which it is. */
  readonly by?: string | undefined;
  readonly target?: string | undefined;
};

export type ChannelEvent =
  | (LegOrigin & { readonly kind: 'leg-created'; readonly direction: 'inbound' | 'outbound' })
  | (LegOrigin & { readonly kind: 'leg-ringing' })
  | (LegOrigin & { readonly kind: 'leg-answered' })
  /** A citizen's call was answered by the dialplan. `leg` is the call's name as well. */
  | {
      readonly kind: 'caller-arrived';
      readonly leg: string;
      readonly callId: string;
      /** Digits with an optional leading +, or `anonymous`. */
      readonly number: string;
      readonly dialled: string | undefined;
      readonly queue: string | undefined;
      readonly skill: string | undefined;
      /** `fallback`: the PBX is ringing the seats by itself, because the bridge's heartbeat was stale. */
      readonly mode: 'bridge' | 'fallback';
      /** ms since 1970, by the PBX's clock. */
      readonly enteredMs: number | undefined;
    }
  | (LegOrigin & {
      readonly kind: 'leg-ended';
      /** `Hangup-Cause`: NORMAL_CLEARING, MEDIA_TIMEOUT, NO_ANSWER, … */
      readonly cause: string;
      /** Who ended it, by SIP: recv_bye, send_bye, recv_cancel, send_cancel, recv_refuse, send_refuse. */
      readonly disposition: string | undefined;
      /** The final SIP status of this leg. */
      readonly sipStatus: number | undefined;
      /** What came of the question for their satisfaction (config/freeswitch/dialplan/citizen.xml). */
      readonly survey?: string | undefined;
    })
  | {
      readonly kind: 'legs-bridged' | 'legs-parted';
      readonly leg: string;
      readonly otherLeg: string;
    }
  | { readonly kind: 'dtmf'; readonly leg: string; readonly digit: string }
  | {
      readonly kind: 'recording-started' | 'recording-stopped';
      readonly leg: string;
      readonly path: string;
      /** Length, ms; only when stopped. */
      readonly lengthMs: number | undefined;
    };

const origin = z.object({
  'Unique-ID': text,
  variable_hotline_call_id: optionalText,
  variable_hotline_role: optionalText,
  variable_hotline_seat: optionalText,
  variable_hotline_by: optionalText,
  variable_hotline_target: optionalText,
});

const legOrigin = (headers: z.infer<typeof origin>): LegOrigin => ({
  leg: headers['Unique-ID'],
  callId: headers.variable_hotline_call_id,
  role: headers.variable_hotline_role,
  seat: headers.variable_hotline_seat,
  by: headers.variable_hotline_by,
  target: headers.variable_hotline_target,
});

const ringing = origin.transform((headers): ChannelEvent => ({
  kind: 'leg-ringing',
  ...legOrigin(headers),
}));

/** CHANNEL_ANSWER of a citizen's leg: the dialplan has set its variables before it answers. */
export const callerArrival = z
  .object({
    'Unique-ID': text,
    variable_hotline_role: z.literal('caller'),
    variable_hotline_call_id: text,
    variable_hotline_number: optionalText,
    'Caller-Caller-ID-Number': optionalText,
    variable_hotline_dialled: optionalText,
    variable_hotline_queue: optionalText,
    variable_hotline_skill: optionalText,
    variable_hotline_mode: z.enum(['bridge', 'fallback']).catch('bridge'),
    variable_hotline_entered_us: optionalCount,
  })
  .transform((headers): ChannelEvent => {
    const enteredUs = headers.variable_hotline_entered_us;
    return {
      kind: 'caller-arrived',
      leg: headers['Unique-ID'],
      callId: headers.variable_hotline_call_id,
      number: headers.variable_hotline_number ?? headers['Caller-Caller-ID-Number'] ?? 'anonymous',
      dialled: headers.variable_hotline_dialled,
      queue: headers.variable_hotline_queue,
      skill: headers.variable_hotline_skill,
      mode: headers.variable_hotline_mode,
      enteredMs: enteredUs === undefined ? undefined : Math.floor(enteredUs / 1000),
    };
  });

const answered = origin.transform((headers): ChannelEvent => ({
  kind: 'leg-answered',
  ...legOrigin(headers),
}));

const bridged = (kind: 'legs-bridged' | 'legs-parted') =>
  z
    .object({ 'Bridge-A-Unique-ID': text, 'Bridge-B-Unique-ID': text })
    .transform((headers): ChannelEvent => ({
      kind,
      leg: headers['Bridge-A-Unique-ID'],
      otherLeg: headers['Bridge-B-Unique-ID'],
    }));

const recording = (kind: 'recording-started' | 'recording-stopped') =>
  z
    .object({ 'Unique-ID': text, 'Record-File-Path': text, variable_record_ms: optionalCount })
    .transform((headers): ChannelEvent => ({
      kind,
      leg: headers['Unique-ID'],
      path: headers['Record-File-Path'],
      lengthMs: kind === 'recording-stopped' ? headers.variable_record_ms : undefined,
    }));

/** By Event-Name. */
export const channelEvents = {
  CHANNEL_CREATE: origin
    .extend({ 'Call-Direction': z.enum(['inbound', 'outbound']) })
    .transform((headers): ChannelEvent => ({
      kind: 'leg-created',
      ...legOrigin(headers),
      direction: headers['Call-Direction'],
    })),
  CHANNEL_PROGRESS: ringing,
  CHANNEL_PROGRESS_MEDIA: ringing,
  CHANNEL_ANSWER: answered,
  CHANNEL_HANGUP_COMPLETE: origin
    .extend({
      'Hangup-Cause': text,
      variable_sip_hangup_disposition: optionalText,
      variable_sip_term_status: optionalCount,
      variable_hotline_survey: optionalText,
    })
    .transform((headers): ChannelEvent => ({
      kind: 'leg-ended',
      ...legOrigin(headers),
      cause: headers['Hangup-Cause'],
      disposition: headers.variable_sip_hangup_disposition,
      sipStatus: headers.variable_sip_term_status,
      survey: headers.variable_hotline_survey,
    })),
  CHANNEL_BRIDGE: bridged('legs-bridged'),
  CHANNEL_UNBRIDGE: bridged('legs-parted'),
  DTMF: z
    .object({ 'Unique-ID': text, 'DTMF-Digit': z.string().regex(/^[0-9*#A-Da-d]$/) })
    .transform((headers): ChannelEvent => ({
      kind: 'dtmf',
      leg: headers['Unique-ID'],
      digit: headers['DTMF-Digit'].toUpperCase(),
    })),
  RECORD_START: recording('recording-started'),
  RECORD_STOP: recording('recording-stopped'),
} satisfies Record<string, z.ZodType<ChannelEvent>>;
