import type { LedgerFact } from '@hotline/domain/ledger';

type Archived = { readonly number: string; readonly seats: ReadonlySet<string> };

/** A day of a busy centre; the oldest is forgotten first. */
const KEPT = 50_000;

/** Whose a recent call was, and from which number: for tickets that are filed after the call is over. */
export class CallArchive {
  readonly #calls = new Map<string, Archived>();

  get(callId: string): Archived | undefined {
    return this.#calls.get(callId);
  }

  apply(fact: LedgerFact): void {
    if (fact.kind === 'call-arrived' || fact.kind === 'call-dialled') {
      this.#calls.set(fact.callId, { number: fact.number, seats: new Set() });
      if (this.#calls.size > KEPT) this.#calls.delete(this.#calls.keys().next().value ?? '');
    }
    if (
      fact.kind === 'call-offered' ||
      fact.kind === 'call-answered' ||
      fact.kind === 'call-dialled'
    )
      this.#has(fact.callId, fact.seatId);
    if (fact.kind === 'call-transferred') this.#has(fact.callId, fact.to);
  }

  #has(callId: string, seatId: string): void {
    const call = this.#calls.get(callId);
    if (call !== undefined)
      this.#calls.set(callId, { ...call, seats: new Set([...call.seats, seatId]) });
  }
}
