/** The event socket's events → the desk's. Legs of other roles than the call's own are not the desk's. */
import { assertNever } from '@hotline/domain/result';
import type { LegEndBy } from '@hotline/domain/call';
import type { LegOrigin, PbxEvent as EslPbxEvent } from '../esl/index.ts';
import { callOfRoom } from '../esl/index.ts';
import type { FoundLeg, PbxEvent } from './pbx-port.ts';

/** Nobody hung up: the line died. */
const lineCauses: ReadonlySet<string> = new Set([
  'MEDIA_TIMEOUT',
  'RECOVERY_ON_TIMER_EXPIRE',
  'DESTINATION_OUT_OF_ORDER',
  'NETWORK_OUT_OF_ORDER',
  'BEARERCAPABILITY_NOTAVAIL',
]);

/** Who ended a leg, by SIP's own word (`sip_hangup_disposition`) before the cause. */
export function enderOf(disposition: string | undefined, cause: string): LegEndBy {
  if (disposition?.startsWith('recv_') === true) return 'peer';
  return lineCauses.has(cause) ? 'network' : 'pbx';
}

const ownRoles: ReadonlySet<string> = new Set(['caller', 'seat', 'guest', 'leader', 'emergency']);

/** 110, called in by a seat's telephone: no command of ours made it, and nothing is known of it until it is there. */
export const isCalledInBySeat = ({
  role,
  by,
}: {
  readonly role?: string | undefined;
  readonly by?: string | null | undefined;
}): boolean => role === 'emergency' && by === 'seat';

type Registration = Extract<EslPbxEvent, { kind: 'registered' | 'unregistered' }>;

/** Remembers what later events leave out: whose leg it is, and which registration of a seat is the newest. */
export class PbxEvents {
  /** Legs that are no part of a call: a route that is tried. */
  readonly #others = new Set<string>();
  readonly #seatOfLeg = new Map<string, string>();
  /** Called in by a seat's telephone, and not in the room yet. */
  readonly #calledIn = new Map<
    string,
    { readonly seat: string | null; readonly targetId: string }
  >();
  /** SIP Call-ID of the newest registration by seat. */
  readonly #registration = new Map<string, string>();

  /** After a resync, with the Call-IDs that are registered now, and the legs that are there. */
  reset(
    registrations: Iterable<readonly [seat: string, sipCallId: string]>,
    legs: Iterable<Pick<FoundLeg, 'leg' | 'role' | 'by' | 'state' | 'seat' | 'entryId'>> = [],
  ): void {
    this.#registration.clear();
    this.#calledIn.clear();
    for (const found of legs)
      if (isCalledInBySeat(found) && found.state !== 'in-room')
        this.#calledIn.set(found.leg, { seat: found.seat, targetId: found.entryId ?? '' });
    for (const [seat, sipCallId] of registrations) this.#registration.set(seat, sipCallId);
  }

  /** Null when it is of no interest to the desk. */
  read(event: EslPbxEvent): PbxEvent | null {
    switch (event.kind) {
      case 'caller-arrived': {
        const { callId, leg, number, mode } = event;
        const { queue = null, skill = null } = event;
        return { kind: 'caller-arrived', callId, leg, number, queue, skill, mode };
      }
      case 'leg-created':
        this.#remember(event);
        return null;
      case 'leg-ringing':
      case 'leg-answered':
        this.#remember(event);
        return this.#ofDesk(event.leg, { ...pick(event), kind: event.kind });
      case 'leg-joined':
      case 'leg-left': {
        const callId = callOfRoom(event.room) ?? null;
        return this.#ofDesk(event.leg, { kind: event.kind, leg: event.leg, callId });
      }
      case 'leg-ended': {
        const { cause, disposition, survey } = event;
        const ended = { ...pick(event), cause, by: enderOf(disposition, cause), survey };
        const read = this.#ofDesk(event.leg, { kind: 'leg-ended', ...ended });
        this.#others.delete(event.leg);
        this.#calledIn.delete(event.leg);
        this.#seatOfLeg.delete(event.leg);
        return read;
      }
      case 'legs-bridged': {
        const seat = this.#seatOfLeg.get(event.otherLeg) ?? null;
        return { kind: 'bridged', callerLeg: event.leg, seatLeg: event.otherLeg, seat };
      }
      case 'registered':
      case 'unregistered':
        return this.#registered(event);
      case 'dtmf':
        return this.#ofDesk(event.leg, { kind: 'key-pressed', leg: event.leg, key: event.digit });
      case 'recording-started':
        return { kind: 'recording-started', leg: event.leg, path: event.path };
      case 'talking-started': {
        const callId = callOfRoom(event.room) ?? null;
        return this.#ofDesk(event.leg, { kind: 'leg-heard', leg: event.leg, callId });
      }
      case 'talking-stopped':
        return this.#ofDesk(event.leg, { kind: 'leg-quiet', leg: event.leg });
      case 'legs-parted':
      case 'recording-stopped':
      case 'room-created':
      case 'room-destroyed':
      case 'room-recording-started':
      case 'room-recording-stopped':
      case 'member-changed':
      case 'prompt-ended':
      case 'job-done':
      case 'heartbeat':
        return null;
      default:
        return assertNever(event);
    }
  }

  #remember({ leg, role, seat, by, target }: LegOrigin): void {
    if (role !== undefined && !ownRoles.has(role)) this.#others.add(leg);
    if (isCalledInBySeat({ role, by }))
      this.#calledIn.set(leg, { seat: seat ?? null, targetId: target ?? '' });
    else if (seat !== undefined) this.#seatOfLeg.set(leg, seat);
  }

  #ofDesk(leg: string, event: PbxEvent): PbxEvent | null {
    if (this.#others.has(leg)) return null;
    const calledIn = this.#calledIn.get(leg);
    if (calledIn === undefined) return event;
    if (event.kind !== 'leg-joined' || event.callId === null) return null;
    // From here on it is a party of the call like any other.
    this.#calledIn.delete(leg);
    return { kind: 'emergency-joined', leg, callId: event.callId, ...calledIn };
  }

  /** A telephone that has come back under a new registration is not gone because the old one's socket closes now. */
  #registered(event: Registration): PbxEvent | null {
    const { user, sipCallId } = event;
    if (event.kind === 'registered') {
      this.#registration.set(user, event.sipCallId);
      return { kind: 'registered', seat: user };
    }
    const newest = this.#registration.get(user);
    if (newest !== undefined && sipCallId !== undefined && sipCallId !== newest) return null;
    this.#registration.delete(user);
    return { kind: 'unregistered', seat: user };
  }
}

function pick(event: { readonly leg: string; readonly callId: string | undefined }): {
  readonly leg: string;
  readonly callId: string | null;
} {
  return { leg: event.leg, callId: event.callId ?? null };
}
