/**
 * The one notice FreeSWITCH itself gives of events it dropped.
 *
 * Each listener has a queue of 100,000 events. When it is full, mod_event_socket drops the new event and counts it;
 * it says so only in its log, at level CRIT: `Event enqueue ERROR …` for each, `Lost [N] events! …` once there is room
 * again, and `Killing listener because of too many lost events …` after more than 500, which also closes the
 * connection (mod_event_socket.c, event_handler(), MAX_QUEUE_LEN, MAX_MISSED). The log line does not name the
 * listener, so somebody else's loss is taken for ours too: reading the state once too often costs milliseconds.
 */
import type { Frame } from './framer.ts';

export type LossNotice = { readonly lost: number };

/** The command that makes these lines arrive as `log/data` frames. */
export const LOSS_NOTICE_COMMAND = 'log crit';

export function lossNotice(frame: Frame): LossNotice | undefined {
  if (frame.contentType !== 'log/data') return undefined;
  const counted = /Lost \[(\d+)\] events!/.exec(frame.body);
  if (counted) return { lost: Number(counted[1]) };
  return frame.body.includes('because of too many lost events') ? { lost: 1 } : undefined;
}
