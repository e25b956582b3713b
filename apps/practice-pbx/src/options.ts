import { z } from 'zod';

const Port = z.number().int().min(0).max(65535);

/** What startPracticePbx takes. A port of 0 means any free one. */
export const PracticePbxOptions = z.strictObject({
  /** Where it listens. Anything but this machine itself must be wanted: calls are then taken from there too. */
  host: z.string().min(1).default('127.0.0.1'),
  wsPort: Port.default(5066),
  wss: z
    .strictObject({
      port: Port,
      key: z.union([z.string(), z.instanceof(Buffer)]),
      cert: z.union([z.string(), z.instanceof(Buffer)]),
    })
    .optional(),
  trunkPort: Port.default(5080),
  eslPort: Port.default(8021),
  eslPassword: z
    .string()
    .min(1, 'the event socket needs a password')
    .refine(
      (password) => password !== 'ClueCon',
      'ClueCon is printed in every manual: choose a password of your own',
    ),
  directoryUrl: z.url(),
  directorySecret: z.string(),
  directoryTimeoutMs: z.number().int().positive().default(5000),
  /** SIP domain and realm. */
  domain: z.string().min(1).default('127.0.0.1'),
  /** Citizens who call by themselves; null for none. */
  citizens: z
    .strictObject({
      perMinute: z.number().positive().max(120),
      /** At most so many on the line at once. */
      atOnce: z.number().int().positive().max(50).default(8),
    })
    .nullable()
    .default(null),
  /** A WAV file for music on hold; two notes in turn when it is not there. */
  moh: z.string().optional(),
  /** The folder of prompts that are named without a path (`sound-prefix` of the rooms' profile). */
  prompts: z.string().optional(),
  /** A folder for recordings of calls that are answered while the bridge is away. */
  recordings: z.string().optional(),
  /** `host:port` behind `sofia/gateway/<name>/<number>`; the practice desks of 110, 119 … when left out. */
  gateways: z.record(z.string(), z.string().regex(/^[\w.-]+:\d{1,5}$/)).optional(),
  /** Ways to 110, 119, 120 and 122 while the bridge is away: the dial string up to the number, seconds it may ring. */
  emergencyRoutes: z
    .array(
      z.strictObject({
        dial: z.string().regex(/^sofia\/[^,|[\]{}\s]+$/),
        seconds: z.number().int().positive(),
      }),
    )
    .max(2)
    .default([
      { dial: 'sofia/gateway/carrier/', seconds: 12 },
      { dial: 'sofia/gateway/carrier-second/', seconds: 15 },
    ]),
  nonceTtlMs: z.number().int().positive().default(60_000),
  /** How long a citizen may hear nothing of a seat whose machine has died. */
  seatMediaTimeoutMs: z.number().int().nonnegative().default(2000),
  trunkMediaTimeoutMs: z.number().int().nonnegative().default(60_000),
});

export type PracticePbxOptions = z.input<typeof PracticePbxOptions>;
