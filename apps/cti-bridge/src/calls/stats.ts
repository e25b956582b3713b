import type { Call } from '@hotline/domain/call';
import type { SeatActivity } from '@hotline/domain/seat';
import type { DeskCore } from './desk-core.ts';

/** For the operator's metrics; nothing in it names a citizen. */
export type DeskStats = {
  readonly calls: Readonly<Record<Exclude<Call['kind'], 'ended'>, number>>;
  readonly seats: Readonly<Record<SeatActivity['kind'], number>>;
  readonly offerableSeats: number;
  /** `machine:event:code` → how often it was refused since the start. */
  readonly refusals: Readonly<Record<string, number>>;
  /** What was believed, was not so, and was put right, since the start. */
  readonly healings: Readonly<Record<string, number>>;
};

export function statsOf(core: DeskCore): DeskStats {
  const calls = {
    arriving: 0,
    waiting: 0,
    offered: 0,
    dialling: 0,
    talking: 0,
    parked: 0,
    'handed-over': 0,
    wrapping: 0,
  };
  for (const { call } of core.calls.all()) if (call.kind !== 'ended') calls[call.kind] += 1;
  const seats = {
    'signed-out': 0,
    ready: 0,
    busy: 0,
    rest: 0,
    reserved: 0,
    ringing: 0,
    talking: 0,
    wrapping: 0,
  };
  for (const { activity } of core.seats.all()) seats[activity.kind] += 1;
  return {
    calls,
    seats,
    offerableSeats: core.seats.offerable.size,
    refusals: Object.fromEntries(core.refusals),
    healings: Object.fromEntries(core.healings),
  };
}
