/**
 * The shell around the pure machines: takes an event, lets the call or the seat decide, and does what they say. Calls
 * and seats meet here and nowhere else. Everything is synchronous; the order of what is done is the order of effects.
 */
import type {
  Brief,
  Call,
  CallEffect,
  CallEvent,
  CallNews,
  Outcome,
  Step,
  WaitingCall,
} from '@hotline/domain/call';
import type { LedgerFact } from '@hotline/domain/ledger';
import type { SeatEventMessage } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import { route } from '@hotline/domain/routing';
import type { Seat, SeatEffect, SeatEvent, SeatOutcome } from '@hotline/domain/seat';
import { isTakeable } from '@hotline/domain/seat';
import { Book } from './book.ts';
import { runOnPbx } from './call-effects.ts';
import type { CallEntry } from './call-registry.ts';
import { CallRegistry } from './call-registry.ts';
import { CallTimers } from './call-timers.ts';
import { callView, seatsOf } from './call-view.ts';
import type { DeskOptions } from './desk-options.ts';
import { Recordings } from './recordings.ts';
import { Surveys } from './surveys.ts';
import { SeatRegistry } from './seat-registry.ts';
import { goneBecause, seatView } from './seat-messages.ts';

/** What changed, for whoever shows it to everybody. */
export type DeskObserver = {
  readonly seatEvent: (seatId: string, event: SeatEventMessage) => void;
  readonly waitingChanged: () => void;
  readonly figuresChanged: () => void;
  readonly parkedChanged: () => void;
  /** Who is free, and who is in which call. */
  readonly seatsChanged: () => void;
  readonly myDayChanged: (seatId: string) => void;
};

export class DeskCore {
  readonly options: DeskOptions;
  readonly calls: CallRegistry;
  readonly seats = new SeatRegistry();
  readonly book: Book;
  readonly refusals = new Map<string, number>();
  readonly healings = new Map<string, number>();
  /** What a seat wrote for the emergency desk, by case, until it is pushed. */
  readonly summaries = new Map<string, Brief>();
  /** Commands go out and calls are offered only while the PBX is there. */
  isLive = false;
  readonly recordings: Recordings;
  readonly surveys: Surveys;
  readonly #timers: CallTimers;
  readonly #observer: DeskObserver;
  #isRoutingDue = false;
  /** Seats that were shown the call in the transition under way. */
  #shown = new Set<string>();

  constructor(options: DeskOptions, observer: DeskObserver) {
    this.options = options;
    this.#observer = observer;
    this.calls = new CallRegistry(options.config);
    this.book = new Book(options.ledger, options.config, options.logger, options.clock.now());
    this.#timers = new CallTimers(options.clock);
    this.recordings = new Recordings(
      options.recordings,
      options.pbx,
      options.clock,
      (callId, isThere) => this.callEvent(callId, { kind: 'recording-seen', isThere }),
    );
    this.surveys = new Surveys(this.book.memory.surveys, (fact) => this.record(this.now(), fact));
  }

  now(): number {
    return this.options.clock.now();
  }

  stop(): void {
    this.#timers.stopAll();
    this.recordings.stop();
  }

  /** A new call, arrived or read back. */
  addCall(entry: Omit<CallEntry, 'call'>, step: Step): void {
    this.calls.add(entry, step, this.now());
    this.#callChanged(step.call);
    this.#runAll(step.call.callId, step.effects);
    void this.#askForTickets(step.call.callId, entry);
  }

  /** The pop does not wait for them: they come after it, before anybody has said a word. */
  async #askForTickets(callId: string, { number }: Omit<CallEntry, 'call'>): Promise<void> {
    const { callerBook, logger } = this.options;
    if (callerBook.ticketsOf === undefined || number === '') return;
    try {
      const tickets = await callerBook.ticketsOf(number);
      const entry = this.calls.get(callId);
      if (entry === undefined || tickets.length === 0) return;
      this.calls.setCaller(callId, { ...entry.caller, tickets });
      for (const seatId of seatsOf(entry.call)) this.#showCall(callId, seatId, 'call-changed');
    } catch (error) {
      logger.error({ err: error, callId }, 'the caller’s tickets could not be read');
    }
  }

  /** `null`: no such call. A refusal is counted. */
  callEvent(callId: string, event: CallEvent): Outcome | null {
    const before = this.calls.get(callId)?.call;
    const outcome = this.calls.apply(callId, event, this.now());
    if (outcome === null) {
      this.refused('call', 'no-such-call', event.kind);
      return null;
    }
    if (!outcome.ok) {
      this.refused('call', outcome.error.code, event.kind);
      return outcome;
    }
    const { call, effects } = outcome.value;
    if (call !== before) this.#callChanged(call, before);
    const outer = this.#shown;
    this.#shown = new Set();
    this.#runAll(callId, effects);
    // Whoever has a part in the call sees what became of it.
    if (call !== before)
      for (const seatId of seatsOf(call))
        if (!this.#shown.has(seatId)) this.#showCall(callId, seatId, 'call-changed');
    this.#shown = outer;
    return outcome;
  }

  seatEvent(seatId: string, event: SeatEvent): SeatOutcome {
    const now = this.now();
    const before = this.seats.get(seatId, now);
    const wasOfferable = this.seats.offerable.has(seatId);
    const outcome = this.seats.apply(seatId, event, now);
    if (!outcome.ok) {
      if (outcome.error.code !== 'no-change') this.refused('seat', outcome.error.code, event.kind);
      return outcome;
    }
    const { seat, effects } = outcome.value;
    const isAttended = seat.person !== null || before.person !== null;
    if (isAttended && isShownAnew(before, seat))
      this.emit(seatId, { kind: 'seat-changed', seat: seatView(seat) });
    const isOfferable = this.seats.offerable.has(seatId);
    if (isOfferable !== wasOfferable) this.#observer.figuresChanged();
    if (isOfferable || isTakeable(seat)) this.#isRoutingDue = true;
    if (isShownAnew(before, seat) || before.connected !== seat.connected)
      this.#observer.seatsChanged();
    for (const effect of effects) this.#runSeatEffect(seatId, effect);
    return outcome;
  }

  emit(seatId: string, event: SeatEventMessage): void {
    this.#observer.seatEvent(seatId, event);
  }

  record(at: number, fact: LedgerFact): void {
    this.book.record(at, fact);
    if ('seatId' in fact) this.#observer.myDayChanged(fact.seatId);
  }

  refused(machine: 'call' | 'seat' | 'pbx', code: string, event: string): void {
    const key = `${machine}:${event}:${code}`;
    this.refusals.set(key, (this.refusals.get(key) ?? 0) + 1);
    this.options.logger.debug({ machine, code, event }, 'event refused');
  }

  /** Something was believed that was not so, and is put right. */
  healed(what: string): void {
    this.healings.set(what, (this.healings.get(what) ?? 0) + 1);
    this.options.logger.warn({ what }, 'healed');
  }

  routingIsDue(): void {
    this.#isRoutingDue = true;
  }

  /** Ends every entry into the desk: offers what can be offered now. */
  settle(): void {
    if (!this.#isRoutingDue) return;
    this.#isRoutingDue = false;
    this.#offer();
    // Whatever became free by an offer that could not be made waits for the next event or the next beat.
  }

  #offer(): void {
    const { offerable } = this.seats;
    if (!this.isLive || this.calls.unanswered.size === 0) return;
    const { routing } = this.options.config;
    const now = this.now();
    const waiting = [];
    for (const { call, lastSeat } of this.calls.unanswered.values()) {
      if (call.kind !== 'waiting' || call.caller.state !== 'in-room') continue;
      if (call.wanted !== null && call.wanted.until > now) this.#giveBack(call, call.wanted.seatId);
      else waiting.push({ ...call, lastSeat: routing.lastSeatFirst ? lastSeat : null });
    }
    if (offerable.size === 0) return;
    for (const { callId, seatId } of route(waiting, [...offerable.values()], now, routing))
      this.callEvent(callId, { kind: 'offer', seat: seatId, leg: this.options.ids.newLeg() });
  }

  /** To the seat that had it a moment ago, as soon as it can be reached: also when it was set aside for being lost. */
  #giveBack(call: WaitingCall, seatId: string): void {
    if (call.notBefore > this.now() || !isTakeable(this.seats.get(seatId, this.now()))) return;
    const leg = this.options.ids.newLeg();
    this.callEvent(call.callId, { kind: 'offer', seat: seatId, leg, auto: true });
  }

  #callChanged(call: Call, before?: Call): void {
    if (call.kind === 'waiting') this.#isRoutingDue = true;
    if (call.kind === 'parked' || before?.kind === 'parked') this.#observer.parkedChanged();
    const wasShown = before?.kind === 'waiting' || before?.kind === 'offered';
    const isShown = call.kind === 'waiting' || call.kind === 'offered';
    if (wasShown || isShown) {
      if (before?.kind !== call.kind) this.#observer.waitingChanged();
      if (before?.kind !== call.kind && !(wasShown && isShown)) this.#observer.figuresChanged();
    }
  }

  #runAll(callId: string, effects: readonly CallEffect[]): void {
    for (const effect of effects) this.#run(callId, effect);
  }

  #run(callId: string, effect: CallEffect): void {
    const { pbx, config } = this.options;
    switch (effect.kind) {
      case 'tell-seat':
        this.#tellSeat(callId, effect.seat, effect.news);
        return;
      case 'dial-seat':
      case 'dial-outside':
      case 'hang-up-leg':
      case 'survey-leg':
      case 'hold-leg':
      case 'retrieve-leg':
      case 'mute-leg':
      case 'silence-leg':
      case 'set-leader-mode':
      case 'join-deaf':
      case 'play':
      case 'send-keys':
      case 'note-owner': {
        const entry = this.calls.get(callId);
        if (entry !== undefined) runOnPbx(pbx, config, entry, effect);
        return;
      }
      case 'record-call':
        if (effect.action === 'start') this.recordings.start(callId, effect.leg);
        else this.recordings.pause(effect.leg, effect.action === 'pause');
        return;
      case 'push-summary':
        this.#pushSummary(callId, effect.caseId, effect.targetId);
        return;
      case 'start-timer':
        this.#timers.start(callId, effect.timer, effect.key, effect.at, () => {
          this.#timerFired(callId, effect);
          this.settle();
        });
        return;
      case 'stop-timer':
        this.#timers.stop(callId, effect.timer, effect.key);
        return;
      case 'record':
        if (effect.fact.kind === 'survey-asked') this.surveys.asked(callId);
        this.record(effect.at, effect.fact);
        return;
      default:
        assertNever(effect);
    }
  }

  /** Beside the call, never before it: the far desk may have no such address, and then the time-line says so. */
  #pushSummary(callId: string, caseId: string, targetId: string): void {
    const { config, summary } = this.options;
    const entry = this.calls.get(callId);
    const url = config.emergency.targets.find(({ id }) => id === targetId)?.summaryUrl ?? null;
    const said = this.summaries.get(caseId);
    if (summary === null || url === null || entry === undefined) {
      this.callEvent(callId, {
        kind: 'summary-pushed',
        caseId,
        outcome: 'no-target',
        detail: null,
      });
      return;
    }
    const { number, queue } = entry;
    const body = { callId, caseId, targetId, number, queue: queue.name, at: this.now(), ...said };
    summary.push({ callId, targetId, url, body });
    this.callEvent(callId, { kind: 'summary-pushed', caseId, outcome: 'sent', detail: null });
  }

  #timerFired(callId: string, timer: Extract<CallEffect, { kind: 'start-timer' }>): void {
    const { key } = timer;
    switch (timer.timer) {
      case 'wrap':
        this.callEvent(callId, { kind: 'wrap-expired', seat: key });
        return;
      case 'party':
        this.callEvent(callId, { kind: 'party-expired', leg: key });
        return;
      case 'park':
        this.callEvent(callId, { kind: 'park-expired' });
        return;
      case 'return':
        this.callEvent(callId, { kind: 'return-due' });
        return;
      case 'call-back':
        this.callEvent(callId, { kind: 'call-back-due', leg: this.options.ids.newLeg() });
        return;
      case 'ring': {
        const call = this.calls.get(callId)?.call;
        if (this.isLive || call?.kind !== 'offered')
          this.callEvent(callId, { kind: 'offer-expired', leg: key });
        // Nobody can tell whether it rang: the offer is taken back, and nobody is blamed.
        else this.callEvent(callId, { kind: 'withdraw', seat: call.seat.seatId });
        return;
      }
      default:
        assertNever(timer.timer);
    }
  }

  #tellSeat(callId: string, seatId: string, news: CallNews): void {
    switch (news.kind) {
      case 'offered':
        this.#showCall(callId, seatId, 'call-offered');
        this.seatEvent(seatId, { kind: 'reserve', callId, own: news.own });
        return;
      case 'ringing':
        this.seatEvent(seatId, { kind: 'ring', callId });
        this.#showCall(callId, seatId, 'call-changed');
        return;
      case 'talking':
        this.seatEvent(seatId, { kind: 'talk', callId });
        this.#showCall(callId, seatId, 'call-changed');
        return;
      case 'wrapping':
        this.#showCall(callId, seatId, 'call-changed');
        this.seatEvent(seatId, { kind: 'wrap', callId, until: news.until });
        return;
      case 'released':
        this.emit(seatId, { kind: 'call-gone', callId, why: goneBecause(news.why) });
        this.seatEvent(seatId, { kind: 'release', callId, why: news.why });
        return;
      default:
        assertNever(news);
    }
  }

  #showCall(callId: string, seatId: string, kind: 'call-offered' | 'call-changed'): void {
    const entry = this.calls.get(callId);
    const call = entry === undefined ? null : callView(entry, seatId, this.options.config);
    if (call === null) return;
    this.#shown.add(seatId);
    this.emit(seatId, { kind, call });
  }

  #runSeatEffect(seatId: string, effect: SeatEffect): void {
    switch (effect.kind) {
      case 'record':
        this.record(effect.at, effect.fact);
        return;
      case 'give-up-offer':
        this.callEvent(effect.callId, { kind: 'withdraw', seat: seatId });
        return;
      case 'finish-wrap':
        this.callEvent(effect.callId, {
          kind: 'wrap-finished',
          seat: seatId,
          by: this.seats.get(seatId, this.now()).leaving === null ? 'seat' : 'sign-out',
        });
        return;
      default:
        assertNever(effect);
    }
  }
}

function isShownAnew(before: Seat, after: Seat): boolean {
  return (
    after.activity !== before.activity ||
    after.after !== before.after ||
    after.device !== before.device ||
    after.person !== before.person
  );
}
