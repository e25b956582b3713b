/**
 * Erlang C: how long callers wait when `seats` people serve a load of `load` Erlang (arrivals per time × handling time).
 * It takes arrivals for random (Poisson), handling times for exponential, and callers for patient: nobody gives up. Real
 * callers do, so real waits are somewhat shorter under overload.
 * Source: A. K. Erlang 1917; the recursion over Erlang B is the usual numerically stable form (ITU-D Teletraffic
 * Engineering Handbook, 2005, ch. 7 and 9).
 */

/** Share of the callers who wait at all; 1 when there are not enough seats for the load. */
export function waitingShare(load: number, seats: number): number {
  if (load <= 0) return 0;
  if (seats <= load) return 1;
  let blocked = 1;
  for (let n = 1; n <= seats; n += 1) blocked = (load * blocked) / (n + load * blocked);
  return blocked / (1 - (load / seats) * (1 - blocked));
}

/** Share answered within `withinMs`; 0 under overload: the queue then only grows. */
export function answeredWithin(
  load: number,
  seats: number,
  handleMs: number,
  withinMs: number,
): number {
  if (load <= 0) return 1;
  if (seats <= load) return 0;
  return 1 - waitingShare(load, seats) * Math.exp((-(seats - load) * withinMs) / handleMs);
}

/** Mean wait of all callers, ms; null under overload: it has no end. */
export function averageWaitMs(load: number, seats: number, handleMs: number): number | null {
  if (load <= 0) return 0;
  if (seats <= load) return null;
  return (waitingShare(load, seats) * handleMs) / (seats - load);
}

/** More than any hotline has: a target that asks for more than this is out of reach. */
const MOST_SEATS = 5_000;

/** The smallest number of seats with which `target` (0…1) of the callers are answered within `withinMs`; null: none. */
export function seatsFor(
  load: number,
  handleMs: number,
  withinMs: number,
  target: number,
): number | null {
  if (load <= 0) return 0;
  for (let seats = Math.floor(load) + 1; seats <= MOST_SEATS; seats += 1)
    if (answeredWithin(load, seats, handleMs, withinMs) >= target) return seats;
  return null;
}
