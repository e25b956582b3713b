/** Events of the PBX → events of calls and seats. What fits nowhere is counted, and harms nobody. */
import type { CallEvent } from '@hotline/domain/call';
import { arrive } from '@hotline/domain/call';
import { assertNever } from '@hotline/domain/result';
import { readArrival } from './arrival.ts';
import { adoptEmergency } from './adopt-emergency.ts';
import type { CallEntry } from './call-registry.ts';
import type { DeskCore } from './desk-core.ts';
import { UNKNOWN_SEAT, type PbxEvent } from './pbx-port.ts';

/** Legs that joined a room before their call was known, for the moment until it is. */
const MAX_EARLY = 1_000;
const EARLY_MS = 5_000;

type LegEvent = Extract<
  PbxEvent,
  {
    readonly kind:
      | 'leg-heard'
      | 'leg-ringing'
      | 'leg-answered'
      | 'leg-joined'
      | 'leg-left'
      | 'leg-ended'
      | 'dial-failed';
  }
>;

export class PbxInput {
  readonly #core: DeskCore;
  readonly #early = new Map<string, number>();
  /** Legs that began to speak and have not fallen quiet. */
  readonly #speaking = new Set<string>();

  constructor(core: DeskCore) {
    this.#core = core;
  }

  take(event: PbxEvent): void {
    const core = this.#core;
    switch (event.kind) {
      case 'caller-arrived':
        this.#arrived(event);
        return;
      case 'registered':
      case 'unregistered': {
        const registered = event.kind === 'registered';
        core.seatEvent(event.seat, { kind: 'registered', registered });
        return;
      }
      case 'bridged':
        core.callEvent(core.calls.ofLeg(event.callerLeg)?.call.callId ?? event.callerLeg, {
          kind: 'bridged',
          seat: event.seat ?? UNKNOWN_SEAT,
          leg: event.seatLeg,
        });
        return;
      case 'emergency-joined':
        adoptEmergency(core, event);
        this.#stillHeard(event.callId, event.leg);
        return;
      case 'recording-started': {
        const callId = core.calls.ofLeg(event.leg)?.call.callId;
        if (callId !== undefined) core.recordings.started(callId, event.leg, event.path);
        return;
      }
      case 'leg-quiet':
        this.#speaking.delete(event.leg);
        return;
      case 'key-pressed': {
        const callId = core.calls.ofLeg(event.leg)?.call.callId;
        if (callId !== undefined) core.callEvent(callId, event);
        return;
      }
      case 'leg-heard':
      case 'leg-ringing':
      case 'leg-answered':
      case 'leg-joined':
      case 'leg-left':
      case 'leg-ended':
      case 'dial-failed':
        this.#ofLeg(event);
        return;
      default:
        assertNever(event);
    }
  }

  forgetEarly(now: number): void {
    for (const [leg, at] of this.#early) if (now - at > EARLY_MS) this.#early.delete(leg);
  }

  #arrived(event: Extract<PbxEvent, { kind: 'caller-arrived' }>): void {
    const core = this.#core;
    const known = core.calls.get(event.callId);
    if (known !== undefined) {
      // 外呼 and 回拨: a citizen whom we dialled has answered.
      const isCalled = 'caller' in known.call && known.call.caller.legId === event.leg;
      if (isCalled) core.callEvent(event.callId, { kind: 'leg-answered', leg: event.leg });
      else core.callEvent(event.callId, { kind: 'caller-arrived' });
      return;
    }
    const { arrival, entry } = readArrival(core, event);
    core.addCall(entry, arrive(arrival, core.now()));
    if (this.#early.delete(event.leg))
      core.callEvent(event.callId, { kind: 'leg-joined', leg: event.leg });
  }

  #ofLeg(event: LegEvent): void {
    const core = this.#core;
    if (event.kind === 'leg-ended' && event.survey !== undefined && event.callId !== null)
      core.surveys.ended(event.callId, event.survey);
    const entry =
      (event.callId === null ? undefined : core.calls.get(event.callId)) ??
      core.calls.ofLeg(event.leg);
    if (entry === undefined) {
      if (event.kind === 'leg-joined' && this.#early.size < MAX_EARLY)
        this.#early.set(event.leg, core.now());
      core.refused('pbx', 'no-such-call', event.kind);
      return;
    }
    if (isOfThePbxAlone(entry, event.leg)) {
      core.refused('pbx', 'fallback-leg', event.kind);
      return;
    }
    const { callId: _, ...ofCall } = event;
    core.callEvent(entry.call.callId, ofCall satisfies CallEvent);
    if (event.kind === 'leg-heard') this.#speaking.add(event.leg);
    if (event.kind === 'leg-joined') this.#stillHeard(entry.call.callId, event.leg);
    if (event.kind === 'leg-left' || event.kind === 'leg-ended') this.#speaking.delete(event.leg);
    if (event.kind === 'leg-ended') core.recordings.legEnded(event.leg);
  }

  /** 110 has come: a citizen who speaks without a pause is heard now, although they do not begin to. */
  #stillHeard(callId: string, joined: string): void {
    const call = this.#core.calls.get(callId)?.call;
    if (call === undefined || !('parties' in call)) return;
    if (!call.parties.some(({ kind, legId }) => kind === 'emergency' && legId === joined)) return;
    const { legId: leg } = call.caller;
    if (this.#speaking.has(leg)) this.#core.callEvent(callId, { kind: 'leg-heard', leg });
  }
}

/** While the PBX rings the seats of a call by itself, their legs are not strays of ours. */
function isOfThePbxAlone({ call }: CallEntry, leg: string): boolean {
  return call.kind === 'arriving' && call.mode === 'fallback' && call.caller.legId !== leg;
}
