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
    if (fact.kind === 'call-arrived') {
      this.#calls.set(fact.callId, { number: fact.number, seats: new Set() });
      if (this.#calls.size > KEPT) this.#calls.delete(this.#calls.keys().next().value ?? '');
    }
    if (fact.kind === 'call-offered' || fact.kind === 'call-answered') {
      const call = this.#calls.get(fact.callId);
      if (call !== undefined)
        this.#calls.set(fact.callId, { ...call, seats: new Set([...call.seats, fact.seatId]) });
    }
  }
}
