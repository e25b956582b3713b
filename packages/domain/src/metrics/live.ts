/**
 * All live figures, as a fold of the ledger: one fact at a time, O(1) each. Folding the ledger from its beginning, or
 * from the day before yesterday, gives the same figures as having watched it.
 *
 * Calls are counted by `Figures`, whatever order their facts come in; a seat's day (我的今天) follows the ledger's order,
 * since a seat's own facts come in theirs. There too the same fact twice counts once: offers are known by their leg,
 * tickets by their number.
 */
import type { LedgerFact } from '../ledger/index.ts';
import { assertNever } from '../result/index.ts';
import { maskNumber, parseNumber, placeOf } from '../phone-number/index.ts';
import type { MyDayView, SeatBriefView } from '../protocol/index.ts';
import { dayStartAt } from './definition.ts';
import { Figures, type Group, type LiveFigures, type Trend } from './figures.ts';
import { queueFigures, type QueueFigures } from './queue-figures.ts';
import type { MetricsRules } from './rules.ts';
import { SeatDay } from './seat-day.ts';

type SeatToday = NonNullable<SeatBriefView['today']>;
type OpenOffer = { readonly seatId: string; readonly at: number; state: 'open' | 'over' };
type OpenCall = {
  readonly numberMasked: string;
  readonly place: string | null;
  readonly offers: Map<string, OpenOffer>;
  talk: { readonly seatId: string; readonly since: number } | null;
};

export class Metrics {
  readonly #rules: MetricsRules;
  readonly #figures: Figures;
  readonly #seats = new Map<string, SeatDay>();
  readonly #open = new Map<string, OpenCall>();
  /** Ended calls of this day, so that a fact that comes again is known. */
  readonly #done = new Set<string>();
  #from = Number.NEGATIVE_INFINITY;
  #lastAt = 0;

  constructor(rules: MetricsRules) {
    this.#rules = rules;
    this.#figures = new Figures(rules);
  }

  /** `at` in ms since 1970 UTC, as on the ledger. */
  apply(at: number, fact: LedgerFact): void {
    this.#roll(at);
    this.#figures.apply(at, fact);
    switch (fact.kind) {
      case 'call-arrived':
        this.#arrived(fact);
        break;
      case 'ticket-filed':
        this.#seat(fact.seatId).filed(fact.ticketNo, fact.callId);
        break;
      case 'seat-activity':
        this.#seat(fact.seatId).become(fact.activity, at);
        break;
      case 'bridge-started':
        for (const seat of this.#seats.values()) seat.interrupted(this.#lastAt);
        break;
      case 'seat-signed-in':
      case 'seat-signed-out':
      case 'seat-device':
      case 'number-revealed':
      case 'call-recovered':
      case 'party-invited':
      case 'call-queued':
      case 'call-ringing':
      case 'call-abandoned':
      case 'call-sent-to-queue':
      case 'wrap-started':
      case 'wrap-overdue':
      case 'wrap-finished':
      case 'party-joined':
      case 'party-gone':
      case 'caller-held':
      case 'caller-retrieved':
      case 'call-unparked':
      case 'leader-mode':
      case 'call-forced-end':
      case 'emergency-step':
      case 'emergency-self-test':
      case 'recording-step':
      case 'recording-heard':
      case 'recording-played':
      case 'survey-asked':
      case 'survey-ended':
      case 'survey-link':
      case 'survey-answered':
      case 'report-exported':
      case 'complainant-revealed':
      case 'caller-dropped':
      case 'caller-back':
      case 'leg-rebuilt':
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
        break;
      case 'call-dialled':
        this.#dialled(at, fact);
        break;
      case 'call-offered':
      case 'offer-failed':
      case 'call-answered':
      case 'call-requeued':
      case 'call-ended':
      case 'call-transferred':
      case 'call-handed-over':
      case 'call-parked':
      case 'call-connected': {
        const call = this.#open.get(fact.callId);
        if (call !== undefined) this.#ofCall(call, at, fact);
        break;
      }
      default:
        assertNever(fact);
    }
    this.#lastAt = Math.max(this.#lastAt, at);
  }

  queueFigures(queueId: string, now: number): QueueFigures {
    return queueFigures(queueId, this.live(`queue:${queueId}`, now), this.#rules, now);
  }

  live(group: Group, now: number): LiveFigures {
    return this.#figures.view(group, now);
  }

  /** Tallies of `steps` steps of `stepMs` (whole minutes), the oldest first; the last one holds `now`. */
  trend(group: Group, now: number, stepMs: number, steps: number): Trend {
    return this.#figures.trend(group, now, stepMs, steps);
  }

  /** A seat's day until its present state began, and the sums of its calls. */
  seatToday(seatId: string, now: number): SeatToday {
    this.#roll(now);
    const { offered, talkMs, holdMs, wrapMs } = this.live(`seat:${seatId}`, now).windows.today;
    return {
      ...this.#seat(seatId).settled(),
      handledMs: talkMs + holdMs + wrapMs,
      calls: offered,
    };
  }

  myDay(seatId: string, now: number): MyDayView {
    this.#roll(now);
    return this.#seat(seatId).view(now);
  }

  #roll(at: number): void {
    const from = dayStartAt(this.#rules.definitions, at);
    if (from <= this.#from) return;
    this.#from = from;
    this.#done.clear();
    for (const seat of this.#seats.values()) seat.roll(from);
  }

  #seat(seatId: string): SeatDay {
    const known = this.#seats.get(seatId);
    if (known !== undefined) return known;
    const seat = new SeatDay(this.#from);
    this.#seats.set(seatId, seat);
    return seat;
  }

  #arrived(fact: Extract<LedgerFact, { kind: 'call-arrived' }>): void {
    if (this.#open.has(fact.callId) || this.#done.has(fact.callId)) return;
    const number = parseNumber(fact.number, this.#rules.areaCode);
    this.#open.set(fact.callId, {
      numberMasked: maskNumber(number),
      place: placeOf(number)?.city ?? null,
      offers: new Map(),
      talk: null,
    });
  }

  /** 呼出: in no queue, so no figure of a queue knows it. */
  #dialled(at: number, fact: Extract<LedgerFact, { kind: 'call-dialled' }>): void {
    const { callId, queueId, seatId } = fact;
    this.#arrived({
      kind: 'call-arrived',
      callId,
      number: fact.number,
      queueId,
      skills: [],
      mode: 'bridge',
    });
    const call = this.#open.get(callId);
    if (call !== undefined) this.#seat(seatId).receives({ callId, at, ...callerOf(call) });
  }

  #ofCall(call: OpenCall, at: number, fact: CallFact): void {
    switch (fact.kind) {
      case 'call-offered':
        this.#offered(call, at, fact);
        return;
      case 'offer-failed': {
        const offer = call.offers.get(fact.leg);
        if (offer?.state !== 'open') return;
        offer.state = 'over';
        this.#seat(offer.seatId).failed(fact.why);
        return;
      }
      case 'call-answered':
        this.#answered(call, at, fact);
        return;
      case 'call-ended':
        this.#talkEnds(call, fact.callId, at);
        this.#open.delete(fact.callId);
        this.#done.add(fact.callId);
        return;
      case 'call-transferred':
        this.#talkEnds(call, fact.callId, at);
        call.talk = { seatId: fact.to, since: at };
        this.#seat(fact.to).receives({ callId: fact.callId, at, ...callerOf(call) });
        return;
      case 'call-requeued':
      case 'call-handed-over':
      case 'call-parked':
        this.#talkEnds(call, fact.callId, at);
        return;
      case 'call-connected':
        call.talk = { seatId: fact.seatId, since: at };
        this.#seat(fact.seatId).connected(fact.callId);
        return;
      default:
        assertNever(fact);
    }
  }

  #offered(call: OpenCall, at: number, fact: Extract<LedgerFact, { kind: 'call-offered' }>): void {
    if (call.offers.has(fact.leg)) return;
    call.offers.set(fact.leg, { seatId: fact.seatId, at, state: 'open' });
    const { numberMasked, place } = call;
    this.#seat(fact.seatId).offered({ callId: fact.callId, at, numberMasked, place });
  }

  #answered(
    call: OpenCall,
    at: number,
    fact: Extract<LedgerFact, { kind: 'call-answered' }>,
  ): void {
    const offer = call.offers.get(fact.leg);
    if (offer?.state !== 'open') return;
    offer.state = 'over';
    this.#seat(fact.seatId).answered(fact.callId, Math.max(0, at - offer.at));
    call.talk = { seatId: fact.seatId, since: at };
  }

  #talkEnds(call: OpenCall, callId: string, at: number): void {
    if (call.talk === null) return;
    this.#seat(call.talk.seatId).talked(callId, Math.max(0, at - call.talk.since));
    call.talk = null;
  }
}

const callerOf = ({ numberMasked, place }: OpenCall): Pick<OpenCall, 'numberMasked' | 'place'> => ({
  numberMasked,
  place,
});

type CallFact = Extract<
  LedgerFact,
  {
    kind:
      | 'call-offered'
      | 'offer-failed'
      | 'call-answered'
      | 'call-requeued'
      | 'call-ended'
      | 'call-transferred'
      | 'call-handed-over'
      | 'call-parked'
      | 'call-connected';
  }
>;
