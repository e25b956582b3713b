import type { CallView, SeatEventMessage, Snapshot } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';

/** The snapshot with one event of the bridge worked in. Events about a call that is no longer here change nothing. */
export function applyEvent(data: Snapshot, event: SeatEventMessage): Snapshot {
  switch (event.kind) {
    case 'seat-changed':
      return { ...data, seat: event.seat };
    case 'call-offered':
      return { ...data, call: event.call };
    case 'call-changed':
      return isStale(data.call, event.call) ? data : { ...data, call: event.call };
    case 'call-gone':
      return data.call?.callId === event.callId ? { ...data, call: null } : data;
    case 'waiting-changed':
      return { ...data, waiting: event.waiting };
    case 'parked-changed':
      return { ...data, parked: event.parked };
    case 'call-backs-changed':
      return { ...data, callBacks: event.callBacks, callBacksOpen: event.callBacksOpen };
    case 'availability-changed':
      return {
        ...data,
        availability: mergeBy(({ id }) => id, data.availability, event.availability),
      };
    case 'seats-changed':
      return { ...data, seats: mergeSeats(data.seats, event.seats, event.gone) };
    case 'trends-changed':
      return { ...data, trends: event.trends };
    case 'alarms-changed':
      return { ...data, alarms: event.alarms };
    case 'figures-changed':
      return { ...data, figures: event.figures };
    case 'my-day-changed':
      return { ...data, myDay: event.myDay };
    case 'hotline-changed':
      return { ...data, hotline: event.hotline };
    default:
      return assertNever(event);
  }
}

/** Those that changed in their places, those that came behind them. */
function mergeBy<T>(key: (one: T) => string, known: readonly T[], changed: readonly T[]): T[] {
  const news = new Map(changed.map((one) => [key(one), one]));
  const merged = known.map((one) => {
    const id = key(one);
    const now = news.get(id);
    news.delete(id);
    return now ?? one;
  });
  return [...merged, ...news.values()];
}

function mergeSeats(
  known: Snapshot['seats'],
  changed: Snapshot['seats'],
  gone: readonly string[],
): Snapshot['seats'] {
  const merged = mergeBy(({ seatId }) => seatId, known, changed);
  return gone.length === 0 ? merged : merged.filter(({ seatId }) => !gone.includes(seatId));
}

/** A late word about an earlier call must not push the present one off the desk. */
function isStale(present: CallView | null, told: CallView): boolean {
  return present !== null && present.callId !== told.callId && told.offeredAt < present.offeredAt;
}
