/** One call with its PBX, its clock and the seats that are told of it: what the bridge is made of, without the bridge. */
import type { LedgerFact } from '../../ledger/index.ts';
import { assertNever } from '../../result/index.ts';
import type {
  Call,
  CallEffect,
  CallEvent,
  CallNews,
  CallRules,
  CallTimer,
  Outcome,
} from '../index.ts';
import { arrive, dial, transition } from '../index.ts';
import { T0, arrival, rules as ordinaryRules } from '../scenes.ts';
import { SimulatedPbx } from './simulated-pbx.ts';

export type RunningTimer = {
  readonly timer: CallTimer;
  readonly key: string;
  readonly at: number;
};

export class SimulatedHotline {
  readonly pbx = new SimulatedPbx();
  readonly timers = new Map<string, RunningTimer>();
  readonly told = new Map<string, CallNews>();
  readonly facts: { readonly at: number; readonly fact: LedgerFact }[] = [];
  /** What has been let through, so that it can come again. */
  readonly delivered: CallEvent[] = [];
  readonly rules: CallRules;
  call: Call;
  now = T0;
  #legs = 0;
  readonly #onStep: (event: CallEvent | null, before: Call, outcome: Outcome) => void;
  readonly #onNews: (seat: string, news: CallNews) => void;

  constructor(
    options: {
      readonly direction?: 'in' | 'out';
      readonly seat?: string;
      readonly rules?: Partial<CallRules>;
      readonly onStep?: (event: CallEvent | null, before: Call, outcome: Outcome) => void;
      readonly onNews?: (seat: string, news: CallNews) => void;
    } = {},
  ) {
    this.rules = { ...ordinaryRules, ...options.rules };
    this.#onStep = options.onStep ?? (() => {});
    this.#onNews = options.onNews ?? (() => {});
    const first =
      options.direction === 'out'
        ? dial(
            {
              callId: arrival.callId,
              seat: options.seat ?? '1001',
              seatLeg: this.newLeg(),
              callerLeg: 'caller-1',
              number: arrival.number,
              queueId: arrival.queueId,
              callBackOf: null,
              ticketNo: null,
              ringMs: 30_000,
            },
            this.now,
            this.rules,
          )
        : arrive(arrival, this.now);
    this.call = first.call;
    if (options.direction !== 'out') {
      this.pbx.create('caller-1', 'caller');
      this.pbx.do('caller-1', { kind: 'answers' });
      this.pbx.pending.clear();
    }
    this.#carryOut(first.effects);
    this.#onStep(null, first.call, { ok: true, value: first });
  }

  newLeg(): string {
    this.#legs += 1;
    return `leg-${this.#legs}`;
  }

  apply(event: CallEvent): Outcome {
    const before = this.call;
    const outcome = transition(before, event, this.now, this.rules);
    if (outcome.ok) {
      this.call = outcome.value.call;
      this.#carryOut(outcome.value.effects);
    }
    this.#onStep(event, before, outcome);
    return outcome;
  }

  /** Lets the next report of one leg through; of the leg at that place among those that have one. */
  deliver(index: number): boolean {
    const legs = [...this.pbx.pending].filter(([, events]) => events.length > 0);
    const at = legs[index % Math.max(1, legs.length)];
    if (at === undefined) return false;
    const [leg, [event, ...rest]] = at;
    this.pbx.pending.set(leg, rest);
    if (event === undefined) return false;
    this.delivered.push(event);
    this.apply(event);
    return true;
  }

  deliverAll(): void {
    while (this.deliver(0));
  }

  /** The clock goes on, and every timer fires at its time. */
  advance(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      const next = this.nextTimer();
      if (next === null || next.at > until) break;
      this.now = Math.max(this.now, next.at);
      this.#fire(next);
    }
    this.now = until;
  }

  nextTimer(): RunningTimer | null {
    let first: RunningTimer | null = null;
    for (const one of this.timers.values()) if (first === null || one.at < first.at) first = one;
    return first;
  }

  #fire({ timer, key }: RunningTimer): void {
    this.timers.delete(`${timer} ${key}`);
    const event = this.eventOf({ timer, key });
    this.delivered.push(event);
    this.apply(event);
  }

  eventOf({ timer, key }: Pick<RunningTimer, 'timer' | 'key'>): CallEvent {
    switch (timer) {
      case 'ring':
        return { kind: 'offer-expired', leg: key };
      case 'party':
        return { kind: 'party-expired', leg: key };
      case 'wrap':
        return { kind: 'wrap-expired', seat: key };
      case 'park':
        return { kind: 'park-expired' };
      case 'return':
        return { kind: 'return-due' };
      case 'call-back':
        return { kind: 'call-back-due', leg: this.newLeg() };
      default:
        return assertNever(timer);
    }
  }

  #carryOut(effects: readonly CallEffect[]): void {
    for (const effect of effects) {
      this.pbx.obey(effect);
      switch (effect.kind) {
        case 'start-timer':
          this.timers.set(`${effect.timer} ${effect.key}`, effect);
          break;
        case 'stop-timer':
          this.timers.delete(`${effect.timer} ${effect.key}`);
          break;
        case 'record':
          this.facts.push({ at: effect.at, fact: effect.fact });
          break;
        case 'tell-seat':
          if (effect.news.kind === 'released') this.told.delete(effect.seat);
          else this.told.set(effect.seat, effect.news);
          this.#onNews(effect.seat, effect.news);
          break;
        default:
      }
    }
  }
}
