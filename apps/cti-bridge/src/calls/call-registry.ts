import type { Call, CallEvent, CallRules, Outcome, Step } from '@hotline/domain/call';
import { transition } from '@hotline/domain/call';
import type { CallerView } from '@hotline/domain/protocol';
import type { DeskConfig, QueueConfig } from './desk-config.ts';

export type CallEntry = {
  readonly call: Call;
  readonly queue: QueueConfig;
  readonly caller: CallerView;
  /** Normalised, '' when withheld. Never leaves the bridge but by `caller.reveal`. */
  readonly number: string;
  readonly lastSeat: string | null;
};

/** How long an ended call is remembered, so that its late legs are known and hung up. */
const REMEMBER_MS = 60_000;

/** All calls; the one place in which a call changes. */
export class CallRegistry {
  readonly #rules: ReadonlyMap<string, CallRules>;
  readonly #calls = new Map<string, CallEntry>();
  readonly #waiting = new Map<string, CallEntry>();
  readonly #callOfLeg = new Map<string, string>();
  readonly #ended: { readonly callId: string; readonly at: number }[] = [];

  constructor(config: DeskConfig) {
    const { setAsideMs, retryMs } = config.routing;
    const { parkMs, queueReturnMs } = config.transfer;
    const { returnMs } = config.recovery;
    const { callBack } = config.emergency;
    const { asksSatisfaction } = config;
    const shared = {
      setAsideMs,
      retryMs,
      parkMs,
      queueReturnMs,
      returnMs,
      callBack,
      asksSatisfaction,
    };
    this.#rules = new Map(
      config.queues.map((queue) => [queue.id, { ...queue, ...shared }] as const),
    );
  }

  /** Waiting and offered calls: everybody who has not been answered. */
  get unanswered(): ReadonlyMap<string, CallEntry> {
    return this.#waiting;
  }

  all(): IterableIterator<CallEntry> {
    return this.#calls.values();
  }

  get(callId: string): CallEntry | undefined {
    return this.#calls.get(callId);
  }

  /** By a leg of it, also of an earlier offer. */
  ofLeg(leg: string): CallEntry | undefined {
    return this.#calls.get(this.#callOfLeg.get(leg) ?? leg);
  }

  rulesOf(queueId: string): CallRules {
    const rules = this.#rules.get(queueId);
    if (rules === undefined) throw new Error(`no such queue: ${queueId}`);
    return rules;
  }

  add(entry: Omit<CallEntry, 'call'>, step: Step, now: number): void {
    this.#put({ ...entry, call: step.call }, now);
  }

  /** `null`: no such call. A taken event has been applied when this returns; its effects are the caller's to run. */
  apply(callId: string, event: CallEvent, now: number): Outcome | null {
    const entry = this.#calls.get(callId);
    if (entry === undefined) return null;
    const outcome = transition(entry.call, event, now, this.rulesOf(entry.call.queueId));
    if (outcome.ok && outcome.value.call !== entry.call)
      this.#put({ ...entry, call: outcome.value.call }, now);
    return outcome;
  }

  /** More became known of who is calling. */
  setCaller(callId: string, caller: CallerView): void {
    const entry = this.#calls.get(callId);
    // Not by #put: the call is what it was.
    if (entry !== undefined) this.#replace({ ...entry, caller });
  }

  #replace(entry: CallEntry): void {
    const { callId } = entry.call;
    this.#calls.set(callId, entry);
    if (this.#waiting.has(callId)) this.#waiting.set(callId, entry);
  }

  #put(entry: CallEntry, now: number): void {
    const { call } = entry;
    const wasEnded = this.#calls.get(call.callId)?.call.kind === 'ended';
    this.#calls.set(call.callId, entry);
    if (call.kind === 'waiting' || call.kind === 'offered') this.#waiting.set(call.callId, entry);
    else this.#waiting.delete(call.callId);
    if ('caller' in call) this.#callOfLeg.set(call.caller.legId, call.callId);
    if ('seat' in call) this.#callOfLeg.set(call.seat.legId, call.callId);
    if (call.kind === 'talking' && call.spare !== null)
      this.#callOfLeg.set(call.spare.legId, call.callId);
    if ('parties' in call)
      for (const { legId } of call.parties) this.#callOfLeg.set(legId, call.callId);
    if (call.kind === 'ended' && !wasEnded) this.#ended.push({ callId: call.callId, at: now });
  }

  forgetEnded(now: number): void {
    const kept = this.#ended.findIndex(({ at }) => now - at < REMEMBER_MS);
    const gone = this.#ended.splice(0, kept === -1 ? this.#ended.length : kept);
    if (gone.length === 0) return;
    const ids = new Set(gone.map(({ callId }) => callId));
    for (const callId of ids) this.#calls.delete(callId);
    for (const [leg, callId] of this.#callOfLeg) if (ids.has(callId)) this.#callOfLeg.delete(leg);
  }
}
