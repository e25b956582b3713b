/**
 * 应急移交 by the seat's own SIP: a short call that asks the PBX to call 110, 119, 120 or 122 into the room of the call.
 * The PBX answers it, does so and hangs up; the leg that is talked on is not touched.
 *
 *   asked ──2xx──► sent ──BYE, or 5 s──► over
 *     ├──3xx…6xx──► refused (408 and 5xx: unreachable)
 *     └──5 s, no connection──► unreachable
 */
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { CallOptions } from 'jssip/lib/UA';
import { boundGathering } from './bound-gathering.ts';
import { chooseCandidate } from './choose-candidate.ts';
import type { EmergencyOutcome } from './softphone.ts';
import type { Speaker } from './speaker.ts';

const ANSWER_MS = 5_000;
/** The PBX hangs up by itself; a BYE that got lost must not keep the leg for ever. */
const OVER_MS = 5_000;
const TARGET = /^[\w-]{1,32}$/u;
/** Goes into a header: nothing that could end it. */
const CALL_ID = /^[\w.@:-]{0,128}$/u;

export type EmergencyCallsSurroundings = {
  /** null: no connection. */
  readonly call: (user: string, options: CallOptions) => RTCSession | null;
  /** What is said on the leg: silence. */
  readonly voice: () => MediaStream;
  /** Where the PBX's notes come out that say the target is being called; not the loudspeaker of the talk leg. */
  readonly speaker: Pick<Speaker, 'play' | 'silence'>;
  readonly failedAddresses: ReadonlySet<string>;
};

export function createEmergencyCalls(around: EmergencyCallsSurroundings): {
  readonly ask: (targetId: string, callId: string) => Promise<EmergencyOutcome>;
} {
  let underWay: { readonly key: string; readonly outcome: Promise<EmergencyOutcome> } | null = null;
  return {
    async ask(targetId, callId) {
      if (!TARGET.test(targetId) || !CALL_ID.test(callId)) return 'refused';
      const key = `${targetId} ${callId}`;
      if (underWay !== null) return underWay.key === key ? underWay.outcome : 'refused';
      const outcome = place(around, targetId, callId);
      underWay = { key, outcome };
      try {
        return await outcome;
      } finally {
        underWay = null;
      }
    },
  };
}

async function place(
  { call, voice, speaker, failedAddresses }: EmergencyCallsSurroundings,
  targetId: string,
  callId: string,
): Promise<EmergencyOutcome> {
  const { promise, resolve } = Promise.withResolvers<EmergencyOutcome>();
  const mediaStream = voice();
  const close = () => {
    speaker.silence();
    for (const track of mediaStream.getTracks()) track.stop();
  };
  const session = call(`emergency-${targetId}`, {
    mediaStream,
    mediaConstraints: { audio: true, video: false },
    pcConfig: { iceServers: [], rtcpMuxPolicy: 'require' },
    ...(callId === '' ? {} : { extraHeaders: [`X-Hotline-Call: ${callId}`] }),
  });
  if (session === null) {
    close();
    return 'unreachable';
  }
  const end = () => {
    if (!session.isEnded()) session.terminate();
  };
  const tooLong = setTimeout(() => {
    resolve('unreachable');
    end();
  }, ANSWER_MS);
  boundGathering(session);
  session.on('peerconnection', ({ peerconnection }) => {
    peerconnection.addEventListener('track', (event) => {
      speaker.play(event.streams[0] ?? new MediaStream([event.track]));
    });
  });
  session.on('sdp', (description) => {
    const originator: string = description.originator;
    if (originator === 'remote') return;
    const choice = chooseCandidate(description.sdp, null, failedAddresses);
    if (choice !== null) description.sdp = choice.sdp;
  });
  session.on('accepted', () => {
    clearTimeout(tooLong);
    resolve('sent');
    setTimeout(end, OVER_MS);
  });
  session.on('ended', close);
  session.on('failed', ({ message }) => {
    clearTimeout(tooLong);
    close();
    resolve(outcomeOf((message as { readonly status_code?: number } | null)?.status_code));
  });
  return promise;
}

function outcomeOf(status: number | undefined): EmergencyOutcome {
  if (status === undefined || status === 408 || (status >= 500 && status < 600))
    return 'unreachable';
  return 'refused';
}
