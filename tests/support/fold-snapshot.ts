import type { ServerMessage, Snapshot } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';

/** A seat's picture: the snapshot with everything that the bridge has said since. */
export function fold(state: Snapshot | undefined, message: ServerMessage): Snapshot | undefined {
  if (message.type === 'welcome') return message.snapshot;
  if (message.type !== 'event' || state === undefined) return state;
  const { event } = message;
  switch (event.kind) {
    case 'seat-changed':
      return { ...state, seat: event.seat };
    case 'call-offered':
    case 'call-changed':
      return { ...state, call: event.call };
    case 'call-gone':
      return state.call?.callId === event.callId ? { ...state, call: null } : state;
    case 'waiting-changed':
      return { ...state, waiting: event.waiting };
    case 'parked-changed':
      return { ...state, parked: event.parked };
    case 'availability-changed':
      return {
        ...state,
        availability: merged(({ id }) => id, state.availability, event.availability),
      };
    case 'seats-changed':
      return {
        ...state,
        seats: merged(({ seatId }) => seatId, state.seats, event.seats).filter(
          ({ seatId }) => !event.gone.includes(seatId),
        ),
      };
    case 'trends-changed':
      return { ...state, trends: event.trends };
    case 'alarms-changed':
      return { ...state, alarms: event.alarms };
    case 'figures-changed':
      return { ...state, figures: event.figures };
    case 'my-day-changed':
      return { ...state, myDay: event.myDay };
    case 'call-backs-changed':
      return { ...state, callBacks: event.callBacks, callBacksOpen: event.callBacksOpen };
    case 'hotline-changed':
      return { ...state, hotline: event.hotline };
    default:
      return assertNever(event);
  }
}

function merged<T>(key: (one: T) => string, known: readonly T[], changed: readonly T[]): T[] {
  return [...new Map([...known, ...changed].map((one) => [key(one), one])).values()];
}
