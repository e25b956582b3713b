/**
 * 漏接回拨 (完善漏接电话回拨服务, 国办函〔2025〕66号): every call that ended without having been served is a task, folded
 * from the ledger. Open until the citizen was reached, by our call or by theirs.
 */
import type { LedgerFact } from '../ledger/index.ts';

export type CallBackTask = {
  /** The call that was missed. */
  readonly callId: string;
  readonly number: string;
  /** When it ended. */
  readonly at: number;
  readonly queueId: string;
  /** `abandoned`: gave up waiting. `lost`: the line died while somebody talked with them. */
  readonly why: 'abandoned' | 'lost';
  readonly state: 'open' | 'under-way' | 'reached' | 'called-again';
  readonly attempts: number;
  readonly lastAttemptAt: number | null;
  /** Seat that calls, or has reached them. */
  readonly seatId: string | null;
};

type Open = {
  readonly number: string;
  readonly queueId: string;
  answered: boolean;
  readonly callBackOf: string | null;
  readonly seatId: string | null;
  /** 110 was in it: whoever drops out of such a call is called back by the call itself. */
  abandoned: boolean;
};

/** Settled tasks are kept for the list of the day; the oldest go first. */
const KEPT = 500;

export class CallBacks {
  readonly #open = new Map<string, Open>();
  readonly #tasks = new Map<string, CallBackTask>();

  /** True when a task came or changed. `at` in ms since 1970 UTC. */
  apply(at: number, fact: LedgerFact): boolean {
    switch (fact.kind) {
      case 'call-arrived': {
        const { number, queueId } = fact;
        this.#open.set(fact.callId, {
          number,
          queueId,
          answered: false,
          callBackOf: null,
          seatId: null,
          abandoned: false,
        });
        return false;
      }
      case 'call-dialled': {
        const { number, queueId, callBackOf, seatId } = fact;
        this.#open.set(fact.callId, {
          number,
          queueId,
          answered: false,
          callBackOf,
          seatId,
          abandoned: false,
        });
        // Whoever called in vain more than once is called back once, by one seat.
        return this.#change(callBackOf, ['open', 'under-way'], (task) => ({
          ...task,
          state: 'under-way',
          attempts: task.attempts + 1,
          lastAttemptAt: at,
          seatId,
        }));
      }
      case 'call-answered':
        return this.#answered(fact.callId, fact.seatId, 'called-again');
      case 'call-connected':
        return this.#answered(fact.callId, fact.seatId, 'reached');
      case 'call-abandoned': {
        const call = this.#open.get(fact.callId);
        if (call !== undefined) call.abandoned = true;
        return false;
      }
      case 'call-ended':
        return this.#ended(at, fact);
      default:
        return false;
    }
  }

  /** Open ones first, the oldest at the top; then what came of the others, newest first. */
  list(): readonly CallBackTask[] {
    const isOpen = ({ state }: CallBackTask): boolean => state === 'open' || state === 'under-way';
    const all = [...this.#tasks.values()];
    return [
      ...all.filter(isOpen).sort((a, b) => a.at - b.at),
      ...all.filter((task) => !isOpen(task)).sort((a, b) => b.at - a.at),
    ];
  }

  get(callId: string): CallBackTask | undefined {
    return this.#tasks.get(callId);
  }

  #answered(callId: string, seatId: string, how: 'called-again' | 'reached'): boolean {
    const call = this.#open.get(callId);
    if (call === undefined) return false;
    call.answered = true;
    let changed = false;
    for (const task of this.#tasks.values()) {
      const isTheirs = task.callId === call.callBackOf || task.number === call.number;
      if (!isTheirs || task.callId === callId) continue;
      if (task.state !== 'open' && task.state !== 'under-way') continue;
      this.#tasks.set(task.callId, { ...task, state: how, seatId });
      changed = true;
    }
    return changed;
  }

  #ended(at: number, fact: Extract<LedgerFact, { kind: 'call-ended' }>): boolean {
    const { callId } = fact;
    const call = this.#open.get(callId);
    this.#open.delete(callId);
    if (call === undefined) return false;
    if (call.callBackOf !== null && !call.answered)
      return this.#change(call.callBackOf, ['under-way'], (task) => ({ ...task, state: 'open' }));
    // Withheld: nobody to call.
    if (call.number === '' || call.seatId !== null) return false;
    const isLost = call.answered && (fact.by === 'network' || fact.cause === 'GONE');
    if (!call.abandoned && !isLost && !(fact.cause === 'GONE')) return false;
    const { number, queueId } = call;
    this.#tasks.set(callId, {
      callId,
      number,
      at,
      queueId,
      why: isLost ? 'lost' : 'abandoned',
      state: 'open',
      attempts: 0,
      lastAttemptAt: null,
      seatId: null,
    });
    this.#forget();
    return true;
  }

  /** The task of this call and those of the same number, as far as they are in one of these states. */
  #change(
    callId: string | null,
    states: readonly CallBackTask['state'][],
    change: (task: CallBackTask) => CallBackTask,
  ): boolean {
    const asked = callId === null ? undefined : this.#tasks.get(callId);
    if (asked === undefined) return false;
    let changed = false;
    for (const task of this.#tasks.values()) {
      if (task.number !== asked.number || !states.includes(task.state)) continue;
      this.#tasks.set(task.callId, change(task));
      changed = true;
    }
    return changed;
  }

  /** An open task is never forgotten for being old. */
  #forget(): void {
    if (this.#tasks.size <= KEPT) return;
    for (const [callId, { state }] of this.#tasks) {
      if (this.#tasks.size <= KEPT) return;
      if (state === 'reached' || state === 'called-again') this.#tasks.delete(callId);
    }
  }
}
