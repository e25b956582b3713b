import type { Seat } from '@hotline/domain/seat';

/**
 * Whom the PBX may ring by itself when the bridge is gone: everybody at work with a telephone, also those in a call,
 * who will be free before the bridge is back. Not 示忙 and not 小休, and not who asked for either after the call.
 */
export function seatsToRing(seats: Iterable<Seat>): readonly string[] {
  const ringing: string[] = [];
  for (const { seatId, activity, after, device, person } of seats) {
    const isOff =
      activity.kind === 'signed-out' || activity.kind === 'busy' || activity.kind === 'rest';
    const willBeOff = after !== null && after.kind !== 'ready';
    if (person !== null && device.registered && !isOff && !willBeOff) ringing.push(seatId);
  }
  return ringing.sort();
}
