import type { CallView, SeatEventMessage } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { Link } from '../connection/link-state.ts';
import { bridgeEndsCall, mediaReport } from '../phone/softphone-view.ts';
import type { DeskCore } from './desk-core.ts';

export type BridgeEvents = {
  readonly onStateRead: () => void;
  readonly onEvent: (event: SeatEventMessage) => void;
  /** Tells the bridge what the microphone can do, when it changed or the bridge was read afresh. */
  readonly reportMedia: () => void;
};

/** What the desk does when the bridge says something. */
export function createBridgeEvents(
  core: DeskCore,
  stateRead: () => void,
  callOver: (callId: string) => void,
): BridgeEvents {
  const { drafts, get, set, ports } = core;
  let reported: string | null = null;

  function reportMedia(): void {
    const media = mediaReport(get().phone);
    if (media === reported || get().link.phase.kind !== 'live') return;
    reported = media;
    void core.command('device.report', { media });
  }

  /** A leader who listens from 班长席 stays there. */
  const isLedHere = ({ part }: CallView): boolean => part === 'leader' && get().screen === 'leader';
  const isForTicket = ({ direction, callId }: CallView): boolean => {
    const { ticketCall } = get();
    if (direction !== 'out' || ticketCall === null) return false;
    return ticketCall.callId === null || ticketCall.callId === callId;
  };
  /** Who is in charge writes the ticket; a guest reads what the first seat wrote, a leader neither. */
  const pop = (call: CallView): void => {
    // 回访: what is said goes into the ticket that is asked about.
    if (isForTicket(call)) return;
    if (call.part === 'owner') drafts.openForCall(call, !ports.isTyping());
    else if (!ports.isTyping()) drafts.show(null);
  };
  /** What only holds for one call, or for its being held. */
  const follow = (call: CallView | null): void => {
    const held = call?.held === true;
    const { heldSince, leaveAsked } = get();
    if (held !== (heldSince !== null)) set({ heldSince: held ? core.clock() : null });
    if (leaveAsked !== null && leaveAsked !== call?.callId) set({ leaveAsked: null });
  };
  const endPhoneIfOver = (data: Link['data']) => {
    if (data !== null && bridgeEndsCall(get().phone, data)) ports.softphone.hangUp();
  };

  /** Calls that ended while nobody told take their untouched drafts along. */
  const leaveCallsOfBefore = (call: CallView | null) => {
    const onPhone = get().phone.call;
    // A call without an id of its own: which draft is its own is not known here.
    if (onPhone.kind !== 'none' && onPhone.callId === null) return;
    const present = [call?.callId, onPhone.kind === 'none' ? null : onPhone.callId];
    drafts.leaveAllBut(new Set(present.filter((id) => typeof id === 'string')));
  };

  const becomeOwner = (call: CallView): void => {
    if (call.state !== 'talking') return;
    const { items } = drafts.state.getState();
    if (Object.values(items).every((each) => each.draft.callId !== call.callId)) pop(call);
  };

  return {
    reportMedia,
    onStateRead() {
      reported = null;
      reportMedia();
      const { data } = get().link;
      endPhoneIfOver(data);
      const call = data?.call ?? null;
      leaveCallsOfBefore(call);
      if (call !== null && call.state !== 'ended') pop(call);
      follow(call);
      stateRead();
    },
    onEvent(event) {
      const { data } = get().link;
      switch (event.kind) {
        case 'call-offered':
          set({ armed: null, remark: null });
          // Nothing stands over a call: the workbench comes back, but not under a call that was made from a ticket.
          if (!isForTicket(event.call) && !isLedHere(event.call)) set({ screen: 'workbench' });
          pop(event.call);
          follow(event.call);
          return;
        case 'call-changed':
          endPhoneIfOver(data);
          // A guest who now has the call begins its ticket.
          if (event.call.part === 'owner') becomeOwner(event.call);
          follow(data?.call ?? null);
          return;
        case 'call-gone': {
          if (get().armed === event.callId) set({ armed: null });
          if (get().revealed?.callId === event.callId) set({ revealed: null });
          const phone = get().phone.call;
          // A leg that was lost is over; what rings then is the one with which the call comes back to this seat.
          const isNewer = event.why === 'lost' && phone.kind !== 'in-call';
          if (phone.kind !== 'none' && phone.callId === event.callId && !isNewer)
            ports.softphone.hangUp();
          drafts.leaveCall(event.callId);
          callOver(event.callId);
          follow(data?.call ?? null);
          if (event.why !== 'wrapped') core.remark({ kind: 'gone', why: event.why });
          return;
        }
        case 'seat-changed':
        case 'waiting-changed':
        case 'parked-changed':
        case 'call-backs-changed':
        case 'availability-changed':
        case 'seats-changed':
        case 'trends-changed':
        case 'alarms-changed':
        case 'figures-changed':
        case 'my-day-changed':
        case 'hotline-changed':
          return;
        default:
          assertNever(event);
      }
    },
  };
}
