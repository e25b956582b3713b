/** Where facts go: to the ledger, and in the same order into everything that is folded from it. */
import type { LedgerFact } from '@hotline/domain/ledger';
import { Metrics, dayStart } from '@hotline/domain/metrics';
import type { LedgerPort } from '../ports.ts';
import { CallArchive } from './call-archive.ts';
import type { DeskConfig } from './desk-config.ts';
import type { DeskLogger } from './desk-logger.ts';
import { LedgerMemory } from './ledger-memory.ts';

const DAY_MS = 86_400_000;

export class Book {
  readonly metrics: Metrics;
  readonly archive = new CallArchive();
  /** The ledger as it was when this bridge started. */
  readonly memory: LedgerMemory;
  readonly #ledger: LedgerPort;
  readonly #logger: DeskLogger;

  /** Reads the ledger from yesterday on: enough for the day, the last 24 hours and every call still open. */
  constructor(ledger: LedgerPort, config: DeskConfig, logger: DeskLogger, now: number) {
    const { figures, queues, areaCode } = config;
    this.#ledger = ledger;
    this.#logger = logger;
    this.metrics = new Metrics({
      ...figures,
      queues: queues.map(({ id, answerLimitMs }) => ({ id, thresholdMs: answerLimitMs })),
      areaCode,
    });
    this.memory = new LedgerMemory();
    const from = dayStart(now, figures.day) - DAY_MS;
    for (const { at, fact } of ledger.entries(ledger.seqAt(from))) {
      this.memory.apply(at, fact);
      this.#fold(at, fact);
    }
  }

  /** Not awaited: a person on the telephone does not wait for a disk. The ledger keeps the order and tries again itself. */
  record(at: number, fact: LedgerFact): void {
    this.#fold(at, fact);
    this.#ledger.append(at, fact).catch((error: unknown) => {
      this.#logger.error({ err: error, fact: fact.kind }, 'fact is not durable');
    });
  }

  #fold(at: number, fact: LedgerFact): void {
    this.metrics.apply(at, fact);
    this.archive.apply(fact);
  }
}
