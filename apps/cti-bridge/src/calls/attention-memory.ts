/** Raised hands and unread notes, read back from the ledger by a bridge that starts. */
import type { LedgerFact } from '@hotline/domain/ledger';
import type { RaisedHand, SeatNote } from '@hotline/domain/seat';

type Attention = {
  readonly hand: RaisedHand | null;
  /** Without the name of whoever wrote them, which the ledger does not know. */
  readonly notes: readonly Omit<SeatNote, 'fromName'>[];
};

const nothing: Attention = { hand: null, notes: [] };

export class AttentionMemory {
  readonly #seats = new Map<string, Attention>();

  /** Once: it is the seat's own from then on. */
  take(seatId: string): Attention {
    const known = this.#seats.get(seatId) ?? nothing;
    this.#seats.delete(seatId);
    return known;
  }

  apply(at: number, fact: LedgerFact): void {
    switch (fact.kind) {
      case 'hand-raised': {
        const { callId, reason } = fact;
        const brief = { reason, language: null, title: '', text: '' };
        this.#change(fact.seatId, ({ notes, hand }) => ({
          notes,
          hand: { since: hand?.since ?? at, callId, brief },
        }));
        return;
      }
      case 'hand-lowered':
        this.#change(fact.seatId, ({ notes }) => ({ notes, hand: null }));
        return;
      case 'note-sent': {
        const { noteId, leader: from, text } = fact;
        this.#change(fact.seatId, ({ hand, notes }) => ({
          hand,
          notes: [...notes, { noteId, at, from, text }],
        }));
        return;
      }
      case 'note-read':
        this.#change(fact.seatId, ({ hand, notes }) => ({
          hand,
          notes: notes.filter(({ noteId }) => noteId !== fact.noteId),
        }));
        return;
      case 'seat-signed-out':
        this.#seats.delete(fact.seatId);
        return;
      default:
    }
  }

  #change(seatId: string, change: (known: Attention) => Attention): void {
    this.#seats.set(seatId, change(this.#seats.get(seatId) ?? nothing));
  }
}
