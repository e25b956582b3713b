/**
 * 通话小窗: the small bar that floats above other programs. It shows what the desk tells it and asks the desk for what its
 * keys say; it knows neither the bridge nor the phone, and is shown no whole number.
 */
import { z } from 'zod';

/** `show-desk` brings the desk to the front; `close` puts the bar away. */
export const floatingAction = z.enum(['answer', 'hang-up', 'mute', 'hold', 'show-desk', 'close']);
export type FloatingAction = z.infer<typeof floatingAction>;

export const floatingView = z.object({
  language: z.enum(['zh-CN', 'en']),
  state: z.enum([
    'signed-out',
    'ready',
    'away',
    'ringing',
    'answering',
    'talking',
    'held',
    'wrapping',
  ]),
  /** A call is up and one side is not heard, or the phone is not registered. */
  trouble: z.boolean(),
  /** Masked number and place; '' without a call, or when nothing is known of it. */
  caller: z.string().max(120),
  /** ms since 1970 by this machine's clock; null: no time to count. */
  since: z.number().int().nonnegative().nullable(),
  muted: z.boolean(),
  /** What its keys may do now. */
  may: z.array(floatingAction),
});
export type FloatingView = z.infer<typeof floatingView>;
