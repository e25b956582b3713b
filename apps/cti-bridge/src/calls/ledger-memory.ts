/** What a bridge that starts reads from the ledger: calls that were open, and what the people at the seats were doing. */
import type { LedgerFact } from '@hotline/domain/ledger';
import type { CallMode } from '@hotline/domain/call';
import type { SeatWish } from '@hotline/domain/seat';

export type OpenCall = {
  readonly callId: string;
  readonly number: string;
  readonly queueId: string;
  readonly mode: CallMode;
  readonly priority: number;
  readonly arrivedAt: number;
  readonly queuedAt: number | null;
  /** The talk under way when the bridge stopped. */
  readonly talk: {
    readonly seatId: string;
    readonly leg: string;
    readonly offeredAt: number;
    readonly answeredAt: number;
  } | null;
  readonly talkedMs: number;
  /** An offer under way, by its leg. */
  readonly offer: { readonly seatId: string; readonly leg: string; readonly at: number } | null;
};

export type OpenWrap = { readonly callId: string; readonly seatId: string; readonly since: number };
export type KnownSeat = { readonly person: string; readonly wish: SeatWish };

export class LedgerMemory {
  readonly open = new Map<string, OpenCall>();
  readonly ended = new Set<string>();
  /** Ended calls whose wrap-up was cut off. */
  readonly wraps = new Map<string, OpenWrap>();
  /** Signed-in seats. */
  readonly seats = new Map<string, KnownSeat>();
  /** Time of the newest fact, 0 for an empty ledger. */
  lastAt = 0;

  apply(at: number, fact: LedgerFact): void {
    this.lastAt = Math.max(this.lastAt, at);
    switch (fact.kind) {
      case 'call-arrived':
        this.open.set(fact.callId, {
          callId: fact.callId,
          number: fact.number,
          queueId: fact.queueId,
          mode: fact.mode,
          priority: 0,
          arrivedAt: at,
          queuedAt: null,
          talk: null,
          talkedMs: 0,
          offer: null,
        });
        return;
      case 'call-queued':
        this.#change(fact.callId, () => ({ queuedAt: at, priority: fact.priority }));
        return;
      case 'call-offered':
        this.#change(fact.callId, () => ({ offer: { seatId: fact.seatId, leg: fact.leg, at } }));
        return;
      case 'offer-failed':
        this.#change(fact.callId, () => ({ offer: null }));
        return;
      case 'call-answered':
        this.#change(fact.callId, ({ offer }) => ({
          offer: null,
          talk: {
            seatId: fact.seatId,
            leg: fact.leg,
            offeredAt: offer?.at ?? at,
            answeredAt: at,
          },
        }));
        return;
      case 'call-requeued':
        this.#change(fact.callId, ({ talk, talkedMs }) => ({
          talk: null,
          talkedMs: talkedMs + (talk === null ? 0 : Math.max(0, at - talk.answeredAt)),
        }));
        return;
      case 'call-ended':
        this.open.delete(fact.callId);
        this.ended.add(fact.callId);
        return;
      case 'wrap-started':
        this.wraps.set(fact.callId, { callId: fact.callId, seatId: fact.seatId, since: at });
        return;
      case 'wrap-finished':
        this.wraps.delete(fact.callId);
        return;
      case 'seat-signed-in':
        this.seats.set(fact.seatId, { person: fact.person, wish: { kind: 'busy' } });
        return;
      case 'seat-signed-out':
        this.seats.delete(fact.seatId);
        return;
      case 'seat-activity': {
        const known = this.seats.get(fact.seatId);
        if (known !== undefined)
          this.seats.set(fact.seatId, { ...known, wish: wishBehind(fact.activity, fact.reason) });
        return;
      }
      case 'bridge-started':
      case 'call-ringing':
      case 'call-abandoned':
      case 'call-recovered':
      case 'seat-device':
      case 'number-revealed':
      case 'ticket-filed':
        return;
    }
  }

  #change(callId: string, change: (call: OpenCall) => Partial<OpenCall>): void {
    const call = this.open.get(callId);
    if (call !== undefined) this.open.set(callId, { ...call, ...change(call) });
  }
}

/** Whoever was in a call had been ready for it. */
function wishBehind(activity: string, reason: string | null): SeatWish {
  if (activity === 'rest') return { kind: 'rest', reason: reason ?? '' };
  return { kind: activity === 'busy' || activity === 'signed-out' ? 'busy' : 'ready' };
}
