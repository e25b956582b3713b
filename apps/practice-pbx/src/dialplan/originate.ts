import type { Channel } from '../channels/channel.ts';
import { isHangupCause, type HangupCause } from '../channels/hangup-cause.ts';
import type { PbxCore } from '../core.ts';
import { readRoomAddress } from '../rooms/rooms.ts';
import type { DialLeg, Originate } from './dial-string.ts';
import { startEcho } from './echo.ts';
import { callLeg } from './outgoing-leg.ts';

/** Without `originate_timeout`. */
const DEFAULT_TIMEOUT_SECONDS = 60;

export type Outcome = { readonly answered: Channel } | { readonly failed: HangupCause };

/**
 * Milliseconds until a time-out of so many seconds. The real one compares whole seconds of the clock, so it fires up to
 * one second early: `originate_timeout=3` was seen at 2.05 s.
 */
export function timeoutMs(seconds: number, nowMs: number): number {
  return (Math.floor(nowMs / 1000) + seconds) * 1000 - nowMs;
}

/** Calls all legs of a group at once; the first to answer wins and the others are given up (LOSE_RACE). */
export async function dialGroup(
  core: PbxCore,
  legs: readonly DialLeg[],
  variables: Readonly<Record<string, string>>,
  options: {
    readonly timeoutSeconds: number;
    readonly otherLeg?: string;
    readonly signal?: AbortSignal;
  },
): Promise<Outcome> {
  const callings = legs.map((leg) => callLeg(core, leg, variables, options.otherLeg));
  const legTimers = callings.flatMap(({ channel }) => {
    const seconds = Number(channel?.variables.get('leg_timeout'));
    // One second later than asked: it waits until more than so many seconds of the clock have gone by.
    return channel && seconds > 0
      ? [setTimeout(() => channel.hangUp('ALLOTTED_TIMEOUT'), timeoutMs(seconds + 1, Date.now()))]
      : [];
  });
  const giveUp = (cause: HangupCause, except?: Channel): void => {
    for (const { channel } of callings) if (channel && channel !== except) channel.hangUp(cause);
  };
  const timer = setTimeout(
    () => giveUp('NO_ANSWER'),
    timeoutMs(options.timeoutSeconds, Date.now()),
  );
  const cancel = (): void => giveUp('ORIGINATOR_CANCEL');
  options.signal?.addEventListener('abort', cancel, { once: true });
  if (options.signal?.aborted) cancel();
  try {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    let open = callings.length;
    const follow = async (outcome: Promise<Outcome>): Promise<void> => {
      const result = await outcome;
      open--;
      // A promise keeps its first value: later ones change nothing.
      if ('answered' in result) {
        resolve(result);
        giveUp('LOSE_RACE', result.answered);
      } else if (open === 0) resolve(result);
    };
    for (const { outcome } of callings) void follow(outcome);
    return await promise;
  } finally {
    for (const legTimer of legTimers) clearTimeout(legTimer);
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', cancel);
  }
}

/** `originate`: calls, and gives the answered leg to its application. */
export async function originate(core: PbxCore, request: Originate): Promise<Outcome> {
  let last: Outcome = { failed: 'NORMAL_UNSPECIFIED' };
  for (const [index, group] of request.groups.entries()) {
    // The real one makes the next leg while the last one still stands: the same uuid twice is none.
    if (index > 0 && request.variables['origination_uuid'] !== undefined) {
      if (group.some(({ variables }) => variables['origination_uuid'] === undefined))
        return { failed: 'DESTINATION_OUT_OF_ORDER' };
    }
    last = await dialGroup(core, group, request.variables, {
      timeoutSeconds: request.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
    });
    if ('answered' in last) break;
  }
  return last;
}

/** Runs an application on an answered leg; after the BACKGROUND_JOB, as FreeSWITCH does. */
export function runApplication(
  core: PbxCore,
  channel: Channel,
  application: string,
  argument: string,
): void {
  if (channel.ended) return;
  channel.flipCallerId();
  switch (application) {
    case 'conference': {
      const address = readRoomAddress(argument, channel.variables.get('conference_member_flags'));
      if (!address || !core.rooms.join(channel, address)) channel.hangUp('NORMAL_CLEARING');
      return;
    }
    case 'park':
      channel.set('current_application', 'park');
      return;
    case 'echo':
      startEcho(channel);
      return;
    case 'hangup':
      channel.hangUp(isHangupCause(argument) ? argument : 'NORMAL_CLEARING');
      return;
    default:
      core.log.warn({ application }, 'an application this PBX does not have');
      channel.hangUp('NORMAL_CLEARING');
  }
}
