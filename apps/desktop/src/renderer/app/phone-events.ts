import { bridgeEndsCall, directCall } from '../phone/softphone-view.ts';
import { qualitySample, withSample } from '../phone/quality-trail.ts';
import type { SoftphoneState } from '../softphone/softphone.ts';
import type { DeskCore } from './desk-core.ts';

const STATS_MS = 2_000;
/** A call past the bridge has no known place in a queue: it rings calmly first. GB/T 33358-2016: 15 s. */
const DIRECT_LIMIT_MS = 15_000;

/** What the desk does when the phone rings, is answered, or falls silent. */
export function createPhoneEvents(
  core: DeskCore,
  reportMedia: () => void,
): (next: SoftphoneState) => void {
  const { drafts, get, set, clock, ports } = core;
  const { ring, softphone } = ports;
  let stopStats: (() => void) | null = null;
  /** The call of the draft that was opened for a call past the bridge. */
  let directId: string | null = null;

  /** Its BYE got lost while both were away: it shows only once nothing is heard any more. */
  function endIfOver(): void {
    const { link, phone } = get();
    if (link.phase.kind !== 'live' || link.data === null) return;
    if (bridgeEndsCall(phone, link.data)) softphone.hangUp();
  }

  function rang(callId: string | null): void {
    const call = get().link.data?.call ?? null;
    const direct = directCall(get().phone.call, call);
    if (direct !== null) {
      const known = direct.callId ?? `sip-${ports.newId()}`;
      directId = known;
      drafts.openForCall({ callId: known, caller: null }, !ports.isTyping());
    }
    // Answered in the same breath (`auto-answer.ts`).
    if (get().phone.call.kind !== 'ringing') return;
    if (get().armed !== null && get().armed === callId) {
      void softphone.answer();
      return;
    }
    const endOfLimit =
      direct === null && call !== null
        ? call.queuedAt + call.answerLimitMs
        : clock() + DIRECT_LIMIT_MS;
    // 听障坐席: the frame flashes instead.
    if (!core.settings.state.getState().flash) ring.start(() => endOfLimit - clock());
  }

  async function readStats(): Promise<void> {
    const stats = await softphone.stats();
    if (stopStats === null) return;
    set({
      trail: stats === null ? [] : withSample(get().trail, qualitySample(stats, clock())),
      quality:
        stats === null
          ? null
          : {
              mos: stats.mos,
              lossRatio: stats.received.lossRatio,
              jitterMs: stats.received.jitterMs,
            },
    });
    watchStats();
  }
  function watchStats(): void {
    stopStats = ports.setTimer(() => void readStats(), STATS_MS);
  }

  return (next) => {
    const before = get().phone.call;
    const { call } = next;
    set({ phone: next, ...(call.kind === before.kind ? {} : { phoneSince: clock() }) });
    reportMedia();
    if (call.kind === before.kind) return endIfOver();
    if (before.kind === 'ringing') ring.stop();
    if (call.kind === 'ringing') rang(call.callId);
    if (call.kind === 'in-call') {
      set({ armed: null });
      watchStats();
    }
    if (call.kind === 'none') {
      stopStats?.();
      stopStats = null;
      set({ quality: null, armed: null, trail: [] });
      const present = get().link.data?.call?.callId ?? null;
      if (directId !== null && directId !== present) drafts.leaveCall(directId);
      directId = null;
    }
  };
}
