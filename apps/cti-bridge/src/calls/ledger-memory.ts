/** What a bridge that starts reads from the ledger: calls that were open, and what the people at the seats were doing. */
import type { LedgerFact } from '@hotline/domain/ledger';
import type { CallMode, EmergencyCase } from '@hotline/domain/call';
import { foldDialled, foldEmergency } from './emergency-memory.ts';
import { AttentionMemory } from './attention-memory.ts';
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
  readonly direction: 'in' | 'out';
  /** Whom no seat of ours has any more. */
  readonly parked: { readonly slot: string; readonly bySeat: string; readonly at: number } | null;
  readonly handedOver: { readonly bySeat: string; readonly at: number } | null;
  readonly emergencies: readonly EmergencyCase[];
  /** An offer under way, by its leg. */
  readonly offer: { readonly seatId: string; readonly leg: string; readonly at: number } | null;
};

export type OpenWrap = { readonly callId: string; readonly seatId: string; readonly since: number };
export type KnownSeat = { readonly person: string; readonly wish: SeatWish };

export class LedgerMemory {
  readonly open = new Map<string, OpenCall>();
  readonly ended = new Set<string>();
  /** Wrap-ups that were cut off, by call and seat. */
  readonly wraps = new Map<string, OpenWrap>();
  /** Calls whose citizen is being asked for their satisfaction. */
  readonly surveys = new Set<string>();
  /** Signed-in seats. */
  readonly seats = new Map<string, KnownSeat>();
  readonly attention = new AttentionMemory();
  /** Time of the newest fact, 0 for an empty ledger. */
  lastAt = 0;

  apply(at: number, fact: LedgerFact): void {
    this.lastAt = Math.max(this.lastAt, at);
    this.attention.apply(at, fact);
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
          direction: 'in',
          parked: null,
          handedOver: null,
          emergencies: [],
        });
        return;
      case 'call-dialled':
        this.open.set(fact.callId, {
          callId: fact.callId,
          number: fact.number,
          queueId: fact.queueId,
          mode: 'bridge',
          priority: 0,
          arrivedAt: at,
          queuedAt: at,
          talk: null,
          talkedMs: 0,
          offer: null,
          direction: 'out',
          parked: null,
          handedOver: null,
          emergencies: [],
        });
        return;
      case 'call-connected':
        this.#change(fact.callId, () => ({
          talk: { seatId: fact.seatId, leg: '', offeredAt: at, answeredAt: at },
        }));
        return;
      case 'call-transferred':
        this.#change(fact.callId, (call) => ({
          talkedMs: talkedUntil(call, at),
          handedOver: null,
          parked: null,
          talk: { seatId: fact.to, leg: fact.leg, offeredAt: at, answeredAt: at },
        }));
        return;
      case 'call-handed-over':
        this.#change(fact.callId, (call) => ({
          talkedMs: talkedUntil(call, at),
          talk: null,
          handedOver: { bySeat: fact.seatId, at },
        }));
        return;
      case 'call-parked':
        this.#change(fact.callId, (call) => ({
          talkedMs: talkedUntil(call, at),
          talk: null,
          parked: { slot: fact.slot, bySeat: fact.seatId, at },
        }));
        return;
      case 'call-unparked':
        this.#change(fact.callId, () => ({ parked: null }));
        return;
      case 'leg-rebuilt':
        this.#change(fact.callId, ({ talk }) => ({
          talk: talk === null ? null : { ...talk, leg: fact.leg },
        }));
        return;
      case 'emergency-step':
        this.#change(fact.callId, ({ emergencies }) => ({
          emergencies: foldEmergency(emergencies, at, fact),
        }));
        return;
      case 'party-invited':
        if (fact.purpose === 'emergency')
          this.#change(fact.callId, ({ emergencies }) => ({
            emergencies: foldDialled(emergencies, fact),
          }));
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
        this.#change(fact.callId, (call) => ({
          talk: null,
          handedOver: null,
          parked: null,
          talkedMs: talkedUntil(call, at),
        }));
        return;
      case 'call-ended':
        this.open.delete(fact.callId);
        this.ended.add(fact.callId);
        return;
      case 'wrap-started':
        this.wraps.set(`${fact.callId} ${fact.seatId}`, {
          callId: fact.callId,
          seatId: fact.seatId,
          since: at,
        });
        return;
      case 'wrap-finished':
        this.wraps.delete(`${fact.callId} ${fact.seatId}`);
        return;
      case 'survey-asked':
        this.surveys.add(fact.callId);
        return;
      case 'survey-ended':
        this.surveys.delete(fact.callId);
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
      case 'party-joined':
      case 'party-gone':
      case 'caller-held':
      case 'caller-retrieved':
      case 'call-sent-to-queue':
      case 'wrap-overdue':
      case 'leader-mode':
      case 'emergency-self-test':
      case 'call-forced-end':
      case 'recording-step':
      case 'recording-heard':
      case 'recording-played':
      case 'survey-link':
      case 'survey-answered':
      case 'report-exported':
      case 'complainant-revealed':
      case 'caller-dropped':
      case 'caller-back':
      case 'seat-directed':
      case 'hand-raised':
      case 'hand-lowered':
      case 'note-sent':
      case 'note-read':
      case 'alarm-raised':
      case 'alarm-cleared':
      case 'alarm-acknowledged':
      case 'call-back-claimed':
      case 'call-back-closed':
        return;
    }
  }

  #change(callId: string, change: (call: OpenCall) => Partial<OpenCall>): void {
    const call = this.open.get(callId);
    if (call !== undefined) this.open.set(callId, { ...call, ...change(call) });
  }
}

const talkedUntil = ({ talk, talkedMs }: OpenCall, at: number): number =>
  talkedMs + (talk === null ? 0 : Math.max(0, at - talk.answeredAt));

/** Whoever was in a call had been ready for it. */
function wishBehind(activity: string, reason: string | null): SeatWish {
  if (activity === 'rest') return { kind: 'rest', reason: reason ?? '' };
  return { kind: activity === 'busy' || activity === 'signed-out' ? 'busy' : 'ready' };
}
