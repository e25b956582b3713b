/** Where facts go: to the ledger, and in the same order into everything that is folded from it. */
import { CallBacks } from '@hotline/domain/call-back';
import type { LedgerFact } from '@hotline/domain/ledger';
import type { SelfTestView } from '@hotline/domain/protocol';
import { Metrics, dayStartAt } from '@hotline/domain/metrics';
import type { LedgerPort } from '../ports.ts';
import { CallArchive } from './call-archive.ts';
import type { DeskConfig } from './desk-config.ts';
import type { DeskLogger } from './desk-logger.ts';
import { LedgerMemory } from './ledger-memory.ts';

const DAY_MS = 86_400_000;

export class Book {
  readonly metrics: Metrics;
  readonly archive = new CallArchive();
  readonly callBacks = new CallBacks();
  selfTest: SelfTestView | null = null;
  /** The ledger as it was when this bridge started. */
  readonly memory: LedgerMemory;
  readonly #ledger: LedgerPort;
  readonly #logger: DeskLogger;
  #talks = { count: 0, ms: 0 };
  /** Calls under way for which the PBX rang the seats alone: it leaves a note of each, also when we saw its end. */
  readonly #fallback = new Set<string>();
  #lastAppend: Promise<boolean> = Promise.resolve(true);

  /**
   * Reads the ledger from the day before yesterday on: enough for the day, the last 24 hours, who called in the 24 hours
   * before them, and every call still open.
   */
  constructor(ledger: LedgerPort, config: DeskConfig, logger: DeskLogger, now: number) {
    const { figures, teams, areaCode } = config;
    this.#ledger = ledger;
    this.#logger = logger;
    this.metrics = new Metrics({
      ...figures,
      teamOf: (seatId) => teams.get(seatId) ?? null,
      areaCode,
    });
    this.memory = new LedgerMemory();
    const from = dayStartAt(figures.definitions, now) - 2 * DAY_MS;
    for (const { at, fact } of ledger.entries(ledger.seqAt(from))) {
      this.memory.apply(at, fact);
      this.#fold(at, fact);
    }
    for (const { callId, mode } of this.memory.open.values())
      if (mode === 'fallback') this.#fallback.add(callId);
  }

  /** Called when a call-back task has come or changed. */
  onCallBacks: () => void = () => {};

  /** Not awaited: a person on the telephone does not wait for a disk. The ledger keeps the order and tries again itself. */
  record(at: number, fact: LedgerFact): void {
    this.#fold(at, fact);
    if (fact.kind === 'call-arrived' && fact.mode === 'fallback') this.#fallback.add(fact.callId);
    if (fact.kind === 'call-ended' && this.#fallback.delete(fact.callId))
      this.memory.ended.add(fact.callId);
    this.#lastAppend = this.#ledger.append(at, fact).then(
      () => true,
      (error: unknown) => {
        this.#logger.error({ err: error, fact: fact.kind }, 'fact is not durable');
        return false;
      },
    );
  }

  /** Whether everything recorded until now is durable: the ledger keeps the order, so the last one tells. */
  isDurable(): Promise<boolean> {
    return this.#lastAppend;
  }

  /** Of the calls since the ledger's day began that was read at the start; null before the first. */
  averageTalkMs(): number | null {
    return this.#talks.count === 0 ? null : this.#talks.ms / this.#talks.count;
  }

  #fold(at: number, fact: LedgerFact): void {
    if (fact.kind === 'call-ended' && fact.talkMs > 0)
      this.#talks = { count: this.#talks.count + 1, ms: this.#talks.ms + fact.talkMs };
    this.metrics.apply(at, fact);
    this.archive.apply(fact);
    if (this.callBacks.apply(at, fact)) this.onCallBacks();
    if (fact.kind === 'emergency-self-test') this.#tested(at, fact);
  }

  /** A run tries each route once, one after the other: the same route again is a new run. */
  #tested(at: number, fact: Extract<LedgerFact, { kind: 'emergency-self-test' }>): void {
    const { targetId, route, outcome } = fact;
    const isAgain = this.selfTest?.routes.some(
      (one) => one.targetId === targetId && one.route === route,
    );
    const before = this.selfTest === null || isAgain === true ? [] : this.selfTest.routes;
    this.selfTest = { at, routes: [...before, { targetId, route, outcome }] };
  }
}
