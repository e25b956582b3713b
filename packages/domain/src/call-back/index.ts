/**
 * 漏接回拨 (完善漏接电话回拨服务, 国办函〔2025〕66号): every call that ended without having been served is a task, folded
 * from the ledger. Open until the citizen was reached, by our call or by theirs, or until somebody says why nobody calls
 * any more.
 *
 *            dialled             connected
 *   open ───────────► under-way ───────────► reached
 *    │  ◄───────────
 *    │   not reached
 *    ├── they were answered ──────────────► called-again
 *    └── closed, with a reason ► closed ──► called-again, reached: they were talked with after all
 */
import type { CallBackClosure, LedgerFact } from '../ledger/index.ts';
import { err, ok, type Result } from '../result/index.ts';

export type CallBackTask = {
  /** The call that was missed. */
  readonly callId: string;
  readonly number: string;
  /** When it ended. */
  readonly at: number;
  readonly queueId: string;
  /** `abandoned`: gave up waiting. `lost`: the line died while somebody talked with them. */
  readonly why: 'abandoned' | 'lost';
  /** How long they had waited when they gave up; null: somebody talked with them. */
  readonly waitMs: number | null;
  readonly state: 'open' | 'under-way' | 'reached' | 'called-again' | 'closed';
  readonly attempts: number;
  readonly lastAttemptAt: number | null;
  /** Hang-up cause of the last attempt, when it did not reach them. */
  readonly lastCause: string | null;
  /** Seat that calls, or has reached them. */
  readonly seatId: string | null;
  /** 认领: whose task it is until they give it back or sign out. */
  readonly claim: { readonly seatId: string; readonly at: number } | null;
  /** 关闭; kept when the citizen was talked with after all. */
  readonly closed: {
    readonly seatId: string;
    readonly at: number;
    readonly reason: CallBackClosure;
    readonly note: string;
  } | null;
};

/** Why it cannot be closed: it is not open any more; somebody is calling; another seat's; not tried often enough. */
export type ClosureRefusal = 'already' | 'under-way' | 'not-yours' | 'too-few-tries';

/**
 * Whether this seat may close the task for this reason: who has claimed it may, of one that nobody has claimed who tried
 * it last, and a leader. As `unreachable` only after `leastTries` attempts.
 */
export function mayClose(
  { state, claim, seatId, attempts }: CallBackTask,
  by: { readonly seatId: string; readonly isLeader: boolean },
  reason: CallBackClosure,
  leastTries: number,
): Result<null, ClosureRefusal> {
  if (state === 'under-way') return err('under-way');
  if (state !== 'open') return err('already');
  if (!by.isLeader && (claim?.seatId ?? seatId) !== by.seatId) return err('not-yours');
  return reason === 'unreachable' && attempts < leastTries ? err('too-few-tries') : ok(null);
}

type Open = {
  readonly number: string;
  readonly queueId: string;
  answered: boolean;
  readonly callBackOf: string | null;
  readonly seatId: string | null;
  /** 110 was in it: whoever drops out of such a call is called back by the call itself. */
  abandoned: boolean;
  waitMs: number | null;
};

const isUnserved = ({ state }: CallBackTask): boolean => state === 'open' || state === 'under-way';
/** From here talking with the citizen settles it. */
const unreached: ReadonlySet<CallBackTask['state']> = new Set(['open', 'under-way', 'closed']);

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
          waitMs: null,
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
          waitMs: null,
        });
        // Whoever called in vain more than once is called back once, by one seat.
        return this.#change(callBackOf, ['open', 'under-way'], (task) => ({
          ...task,
          state: 'under-way',
          attempts: task.attempts + 1,
          lastAttemptAt: at,
          lastCause: null,
          seatId,
        }));
      }
      case 'call-back-claimed': {
        const { callId, seatId, isClaimed } = fact;
        const claim = isClaimed ? { seatId, at } : null;
        return this.#change(callId, ['open', 'under-way'], (task) => ({ ...task, claim }));
      }
      case 'call-back-closed':
        return this.#close(at, fact);
      case 'seat-signed-out':
        return this.#giveBack(fact.seatId);
      case 'call-answered':
        return this.#answered(fact.callId, fact.seatId, 'called-again');
      case 'call-connected':
        return this.#answered(fact.callId, fact.seatId, 'reached');
      case 'call-abandoned': {
        const call = this.#open.get(fact.callId);
        if (call === undefined) return false;
        call.abandoned = true;
        call.waitMs = fact.waitMs;
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
    const all = [...this.#tasks.values()];
    return [
      ...all.filter(isUnserved).sort((a, b) => a.at - b.at),
      ...all.filter((task) => !isUnserved(task)).sort((a, b) => b.at - a.at),
    ];
  }

  get(callId: string): CallBackTask | undefined {
    return this.#tasks.get(callId);
  }

  /** How many wait to be called back, and how many of them somebody is calling now. */
  get waiting(): { readonly open: number; readonly underWay: number } {
    let open = 0;
    let underWay = 0;
    for (const { state } of this.#tasks.values()) {
      if (state === 'open') open += 1;
      else if (state === 'under-way') underWay += 1;
    }
    return { open, underWay };
  }

  /** Open tasks of the citizen who made this call, this one among them. */
  openOf(callId: string): readonly CallBackTask[] {
    const asked = this.#tasks.get(callId);
    if (asked === undefined) return [];
    return [...this.#tasks.values()].filter(
      ({ number, state }) => number === asked.number && state === 'open',
    );
  }

  #answered(callId: string, seatId: string, how: 'called-again' | 'reached'): boolean {
    const call = this.#open.get(callId);
    if (call === undefined) return false;
    call.answered = true;
    let changed = false;
    for (const task of this.#tasks.values()) {
      const isTheirs = task.callId === call.callBackOf || task.number === call.number;
      if (!isTheirs || task.callId === callId) continue;
      if (!unreached.has(task.state)) continue;
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
      return this.#change(call.callBackOf, ['under-way'], (task) => ({
        ...task,
        state: 'open',
        lastCause: fact.cause,
      }));
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
      waitMs: call.waitMs,
      state: 'open',
      attempts: 0,
      lastAttemptAt: null,
      lastCause: null,
      seatId: null,
      claim: this.#claimOf(number),
      closed: null,
    });
    this.#forget();
    return true;
  }

  #close(
    at: number,
    { callId, seatId, reason, note }: Extract<LedgerFact, { kind: 'call-back-closed' }>,
  ): boolean {
    const task = this.#tasks.get(callId);
    if (task?.state !== 'open') return false;
    const closed = { seatId, at, reason, note };
    this.#tasks.set(callId, { ...task, state: 'closed', closed });
    return true;
  }

  /** Whoever has claimed a call of this number has the citizen's next one too. */
  #claimOf(number: string): CallBackTask['claim'] {
    for (const task of this.#tasks.values())
      if (task.number === number && isUnserved(task) && task.claim !== null) return task.claim;
    return null;
  }

  /** Whoever goes home leaves what they had claimed to the others. */
  #giveBack(seatId: string): boolean {
    let changed = false;
    for (const task of this.#tasks.values()) {
      if (task.claim?.seatId !== seatId || !isUnserved(task)) continue;
      this.#tasks.set(task.callId, { ...task, claim: null });
      changed = true;
    }
    return changed;
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
      if (state !== 'open' && state !== 'under-way') this.#tasks.delete(callId);
    }
  }
}
