import type { MyDayView } from '../protocol/index.ts';
import type { SeatActivity } from '../seat/index.ts';

/** Calls shown in "my day"; the ledger has the others. */
const RECENT = 20;

type Kind = SeatActivity['kind'];
type RecentCall = MyDayView['recentCalls'][number];

/** One seat's figures of one day (我的今天). */
export class SeatDay {
  #from: number;
  #kind: Kind = 'signed-out';
  #since: number;
  #spent = emptySpent();
  #offered = 0;
  #answered = 0;
  #missed = 0;
  #rejected = 0;
  #answerMs = 0;
  readonly #tickets = new Set<string>();
  #recent: RecentCall[] = [];

  constructor(from: number) {
    this.#from = from;
    this.#since = from;
  }

  /** A new day: counts begin anew, what the person is doing goes on. */
  roll(from: number): void {
    this.#from = from;
    this.#since = Math.max(this.#since, from);
    this.#spent = emptySpent();
    this.#offered = 0;
    this.#answered = 0;
    this.#missed = 0;
    this.#rejected = 0;
    this.#answerMs = 0;
    this.#tickets.clear();
    this.#recent = [];
  }

  become(kind: Kind, at: number): void {
    const from = Math.max(at, this.#since);
    this.#spent[this.#kind] += from - this.#since;
    this.#kind = kind;
    this.#since = from;
  }

  /** The bridge stopped at `at` and with it all but a conversation, which the PBX carried on. */
  interrupted(at: number): void {
    if (this.#kind !== 'talking') this.become('signed-out', at);
  }

  offered(call: Pick<RecentCall, 'callId' | 'at' | 'numberMasked' | 'place'>): void {
    this.#offered += 1;
    this.receives(call);
  }

  /** A call that was not offered by the queue: transferred to this seat, or dialled by it. */
  receives(call: Pick<RecentCall, 'callId' | 'at' | 'numberMasked' | 'place'>): void {
    this.#recent.unshift({ ...call, talkMs: 0, answered: false, ticketNo: null });
    this.#recent.length = Math.min(this.#recent.length, RECENT);
  }

  connected(callId: string): void {
    this.#update(callId, { answered: true });
  }

  failed(why: string): void {
    if (why === 'rejected') this.#rejected += 1;
    // The person's doing, or their telephone's: a caller who gave up and a withdrawn offer are neither.
    else if (why !== 'caller-gone' && why !== 'withdrawn') this.#missed += 1;
  }

  answered(callId: string, answerMs: number): void {
    this.#answered += 1;
    this.#answerMs += answerMs;
    this.#update(callId, { answered: true });
  }

  talked(callId: string, talkMs: number): void {
    this.#update(callId, { talkMs });
  }

  filed(ticketNo: string, callId: string | null): void {
    this.#tickets.add(ticketNo);
    if (callId !== null) this.#update(callId, { ticketNo });
  }

  #update(callId: string, change: Partial<RecentCall>): void {
    const at = this.#recent.findIndex((call) => call.callId === callId);
    const call = this.#recent[at];
    if (call !== undefined) this.#recent[at] = { ...call, ...change };
  }

  /** Without the state under way, whose time runs. */
  settled(): { answered: number; missed: number; restMs: number; busyMs: number } {
    const { rest, busy } = this.#spent;
    return { answered: this.#answered, missed: this.#missed, restMs: rest, busyMs: busy };
  }

  view(now: number): MyDayView {
    const spent = { ...this.#spent };
    spent[this.#kind] += Math.max(0, now - this.#since);
    const { talking, wrapping, rest, busy } = spent;
    // Reserved and ringing: ready, and called upon.
    const ready = spent.ready + spent.reserved + spent.ringing;
    return {
      from: this.#from,
      signedInMs: talking + wrapping + rest + busy + ready,
      offered: this.#offered,
      answered: this.#answered,
      missed: this.#missed,
      rejected: this.#rejected,
      talkMs: talking,
      wrapMs: wrapping,
      readyMs: ready,
      restMs: rest,
      busyMs: busy,
      ticketsFiled: this.#tickets.size,
      averageAnswerMs: this.#answered === 0 ? null : this.#answerMs / this.#answered,
      recentCalls: [...this.#recent],
    };
  }
}

function emptySpent(): Record<Kind, number> {
  return {
    'signed-out': 0,
    ready: 0,
    busy: 0,
    rest: 0,
    reserved: 0,
    ringing: 0,
    talking: 0,
    wrapping: 0,
  };
}
