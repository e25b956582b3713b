/** Events that belong to no call. */
import { z } from 'zod';
import { optionalCount, text } from './pbx-header.ts';

export type SystemEvent =
  | {
      readonly kind: 'job-done';
      readonly jobId: string;
      /** The command without its arguments: originate. */
      readonly command: string;
      /** `+OK <uuid>` or `-ERR <cause>`. */
      readonly reply: string;
    }
  /** Every 20 s (`event-heartbeat-interval` in switch.conf). */
  | {
      readonly kind: 'heartbeat';
      readonly sessions: number | undefined;
      readonly maxSessions: number | undefined;
      readonly upMs: number | undefined;
    };

/** By Event-Name. */
export const systemEvents = {
  BACKGROUND_JOB: z
    .object({ 'Job-UUID': text, 'Job-Command': text, _body: z.string().default('') })
    .transform((headers): SystemEvent => ({
      kind: 'job-done',
      jobId: headers['Job-UUID'],
      command: headers['Job-Command'],
      reply: headers['_body'].trim(),
    })),
  HEARTBEAT: z
    .object({
      'Session-Count': optionalCount,
      'Max-Sessions': optionalCount,
      'Uptime-msec': optionalCount,
    })
    .transform((headers): SystemEvent => ({
      kind: 'heartbeat',
      sessions: headers['Session-Count'],
      maxSessions: headers['Max-Sessions'],
      upMs: headers['Uptime-msec'],
    })),
} satisfies Record<string, z.ZodType<SystemEvent>>;
