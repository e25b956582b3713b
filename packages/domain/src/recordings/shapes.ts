/** Recordings over HTTP. All times in ms since 1970 UTC, lengths in ms. */
import { z } from 'zod';

const ms = z.number().int().nonnegative();
export const recordedCallId = z.string().regex(/^[\w.:+-]{1,64}$/);
const name = z.string().min(1).max(64);

/** Body of `POST /api/v1/recordings/search`: a number is a citizen's, so it stands in no address and no log. */
export const recordingQuery = z.strictObject({
  /** Began at `from` or later, before `to`. */
  from: ms.optional(),
  to: ms.optional(),
  /** Was in charge of the call at any time. */
  seatId: name.optional(),
  queueId: name.optional(),
  callId: recordedCallId.optional(),
  /** The whole number, as somebody would dial it. */
  number: z
    .string()
    .regex(/^\+?[\d\s-]{3,24}$/)
    .optional(),
  /** Cursor of the page before. */
  after: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(200).default(100),
});
export type RecordingQuery = z.input<typeof recordingQuery>;

const recordingRow = z.object({
  callId: z.string(),
  /** A call that was cut off and called back has a recording for each line; from 1. */
  part: z.number().int().min(1),
  startedAt: ms,
  /** null: it is still being written. */
  lengthMs: ms.nullable(),
  state: z.enum(['on', 'ended', 'missing']),
  /** null: the ledger does not know the call. */
  direction: z.enum(['in', 'out']).nullable(),
  numberMasked: z.string(),
  queueId: z.string().nullable(),
  /** In the order in which they took the call. */
  seats: z.array(z.string()),
  transferred: z.boolean(),
  emergency: z.boolean(),
});
export type RecordingRow = z.infer<typeof recordingRow>;

export const recordingPage = z.object({
  recordings: z.array(recordingRow),
  /** null: that was all. */
  next: z.string().nullable(),
});
export type RecordingPage = z.infer<typeof recordingPage>;

/** Loudest sample of each of equal stretches, 0 … 100; null: the file's format is not one that is read. */
const peaks = z.object({ citizen: z.array(z.number()), heard: z.array(z.number()) });
export type Peaks = z.infer<typeof peaks>;

const mark = z.object({
  kind: z.enum([
    'answered',
    'held',
    'parked',
    'paused',
    'joined',
    'left',
    'transferred',
    'handed-over',
    'requeued',
    'emergency',
    'dropped',
    'back',
    'ended',
  ]),
  at: ms,
  to: ms.nullable(),
  who: z.string().nullable(),
});

/** `GET /api/v1/recordings/<call>/outline`: what a player draws. */
export const recordingOutline = z.object({
  row: recordingRow,
  parts: z.number().int().min(1),
  durationMs: ms,
  peaks: peaks.nullable(),
  marks: z.array(mark),
});
export type RecordingOutline = z.infer<typeof recordingOutline>;

/** Body of `POST /api/v1/recordings/<call>/heard`: which stretch of it somebody listened to. */
export const heardStretch = z
  .strictObject({ part: z.number().int().min(1).max(1000).default(1), from: ms, to: ms })
  .refine(({ from, to }) => from < to);
export type HeardStretch = z.input<typeof heardStretch>;

/** `GET /api/v1/recordings/terms`: what recordings are searched by, and whether this person may. */
export const recordingTerms = z.object({
  mayListen: z.boolean(),
  queues: z.array(z.object({ id: z.string(), name: z.string() })),
  seats: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type RecordingTerms = z.infer<typeof recordingTerms>;
