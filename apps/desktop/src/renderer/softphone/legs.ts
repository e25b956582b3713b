/**
 * The legs of the one call. Ordinarily there is one. While a leg is being rebuilt there are two: the new one is answered
 * beside the one that is up, takes over microphone, loudspeaker and the person's keys once the PBX has confirmed it, and
 * the former one, silent from then on, goes when the PBX ends it.
 *
 *   current ────────────────────────► former ──BYE, or 5 s──► gone
 *   next ──200/ACK──► current            (next ends first: nothing has happened)
 */
import type { Leg, LegSurroundings } from './incoming-leg.ts';
import { judgeInvite } from './second-leg.ts';
import type { IncomingInvite } from './registration.ts';
import type { CallEnd, SoftphoneCall, SoftphoneStats } from './softphone.ts';
import type { Speaker } from './speaker.ts';

/** The PBX's BYE may have been lost with its WebSocket. */
const FORMER_MS = 5_000;

export type LegsSurroundings = Omit<LegSurroundings, 'onCall' | 'onEnd'> & {
  readonly take: (invite: IncomingInvite, around: LegSurroundings) => Leg;
  readonly show: (call: SoftphoneCall) => void;
  /** See `Softphone.onSecondLeg`. */
  readonly isExpected: (callId: string) => boolean;
  readonly onTrouble: (what: string, detail: unknown) => void;
};

export type Legs = {
  readonly isUp: () => boolean;
  readonly take: (invite: IncomingInvite) => void;
  readonly answer: () => Promise<void>;
  readonly reject: () => void;
  readonly hangUp: () => void;
  readonly setMuted: (muted: boolean) => void;
  readonly changeMicrophone: () => Promise<void>;
  readonly stats: () => SoftphoneStats | null;
};

export function createLegs(around: LegsSurroundings): Legs {
  let shown: SoftphoneCall = { kind: 'none' };
  let current: Leg | null = null;
  let next: Leg | null = null;
  const former = new Set<Leg>();
  /** Since when the person talks; a new leg is no new call. */
  let since: number | null = null;
  let muted = false;

  const show = (call: SoftphoneCall) => {
    shown = call;
    around.show(call);
  };

  function open(invite: IncomingInvite): Leg {
    let waiting: MediaStream | null = null;
    const speaker: Speaker = {
      play(stream) {
        if (isCurrent()) around.speaker.play(stream);
        else waiting = stream;
      },
      silence: () => {
        if (isCurrent()) around.speaker.silence();
      },
      use: (deviceId) => around.speaker.use(deviceId),
    };
    const leg = around.take(invite, {
      ...around,
      speaker,
      onMicrophone: (state) => {
        if (!former.has(leg)) around.onMicrophone(state);
      },
      onCall(call) {
        if (next === leg && call.kind === 'in-call') {
          promote(leg);
          if (waiting !== null) around.speaker.play(waiting);
        }
        if (!isCurrent()) return;
        if (call.kind !== 'in-call') return show(call);
        since ??= call.since;
        show({ ...call, since });
      },
      onEnd: (ended) => over(leg, ended),
    });
    const isCurrent = () => current === leg;
    return leg;
  }

  function promote(leg: Leg): void {
    const old = current;
    next = null;
    current = leg;
    if (old === null) return;
    former.add(old);
    // Both are in the room: the person must not be heard twice.
    old.setMuted(true);
    setTimeout(() => {
      if (former.has(old)) old.hangUp();
    }, FORMER_MS);
  }

  function over(leg: Leg, ended: CallEnd): void {
    if (former.delete(leg)) return;
    if (leg === next) {
      next = null;
      around.onTrouble('second leg', ended);
      if (current === null) finish(ended);
      return;
    }
    current = null;
    // The person's keys stay while the one that takes over is being answered.
    if (next === null) finish(ended);
    else if (shown.kind === 'in-call') show({ ...shown, media: 'starting' });
  }

  function ring(invite: IncomingInvite): void {
    current = open(invite);
    show(current.ringing);
  }

  function replace(invite: IncomingInvite): void {
    const leg = open(invite);
    next = leg;
    leg.setMuted(muted);
    leg.answer().catch((error: unknown) => around.onTrouble('second leg', error));
  }

  /** Nobody waits for it any more; its end is nobody's. */
  function abandon(leg: Leg): void {
    former.add(leg);
    leg.hangUp();
  }

  function finish(ended: CallEnd): void {
    since = null;
    muted = false;
    show({ kind: 'none', ended });
  }

  return {
    isUp: () => current !== null || next !== null,
    take(invite) {
      const callId = invite.request.getHeader('X-Hotline-Call') ?? null;
      const verdict = judgeInvite(shown, callId, next !== null, around.isExpected);
      switch (verdict) {
        case 'busy':
          invite.session.terminate({ status_code: 486 });
          return;
        case 'take':
          return ring(invite);
        case 'replace':
          return replace(invite);
        case 'supersede':
          if (next !== null) {
            abandon(next);
            next = null;
          }
          if (shown.kind === 'in-call') return replace(invite);
          if (current !== null) abandon(current);
          return ring(invite);
      }
    },
    answer: async () => current?.answer(),
    reject: () => current?.reject(),
    hangUp() {
      for (const leg of [next, current, ...former]) leg?.hangUp();
    },
    setMuted(wanted) {
      muted = wanted;
      next?.setMuted(wanted);
      current?.setMuted(wanted);
      // Between two legs nobody else says so.
      if (current === null && shown.kind === 'in-call') show({ ...shown, muted: wanted });
    },
    async changeMicrophone() {
      await Promise.all([next?.changeMicrophone(), current?.changeMicrophone()]);
    },
    stats: () => current?.stats() ?? null,
  };
}
