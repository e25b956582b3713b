import type { ReadySeat } from '@hotline/domain/routing';
import type { Seat, SeatEvent, SeatOutcome } from '@hotline/domain/seat';
import { isOfferable, signedOutSeat, transition } from '@hotline/domain/seat';

/** All seats; the one place in which a seat changes. */
export class SeatRegistry {
  readonly #seats = new Map<string, Seat>();
  readonly #offerable = new Map<string, ReadySeat>();

  /** Seats that may be offered a call now. */
  get offerable(): ReadonlyMap<string, ReadySeat> {
    return this.#offerable;
  }

  all(): IterableIterator<Seat> {
    return this.#seats.values();
  }

  /** A seat that nobody has been at yet is signed out. */
  get(seatId: string, now: number): Seat {
    return this.#seats.get(seatId) ?? signedOutSeat(seatId, now);
  }

  /** A taken event has been applied when this returns; its effects are the caller's to run. */
  apply(seatId: string, event: SeatEvent, now: number): SeatOutcome {
    const outcome = transition(this.get(seatId, now), event, now);
    if (outcome.ok) this.#put(outcome.value.seat);
    return outcome;
  }

  #put(seat: Seat): void {
    this.#seats.set(seat.seatId, seat);
    if (!isOfferable(seat) || seat.person === null) {
      this.#offerable.delete(seat.seatId);
      return;
    }
    const { seatId, idleSince, person } = seat;
    const known = this.#offerable.get(seatId);
    if (known?.idleSince === idleSince) return;
    this.#offerable.set(seatId, { seatId, idleSince, skills: new Set(person.skills) });
  }
}
