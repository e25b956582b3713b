/** 告警记录: what was raised, when it was over, and who acknowledged it; a fold of the ledger. */
import type { LedgerFact } from '../ledger/index.ts';
import type { AlarmFigure, AlarmSubject } from './alarm.ts';

export type AlarmEntry = {
  readonly alarmId: string;
  readonly ruleId: string;
  readonly figure: AlarmFigure;
  readonly subject: AlarmSubject;
  readonly severity: 'warn' | 'danger';
  readonly value: number;
  readonly raisedAt: number;
  /** null: still so. */
  readonly clearedAt: number | null;
  readonly acknowledged: {
    readonly at: number;
    readonly seatId: string;
    readonly person: string;
    readonly note: string;
  } | null;
};

/** What is over is kept for the list; the oldest go first. What still holds is never forgotten. */
const KEPT = 200;

export class AlarmLog {
  readonly #entries = new Map<string, AlarmEntry>();

  /** True when an alarm came or changed. `at` in ms since 1970 UTC. The same fact twice changes nothing the second time. */
  apply(at: number, fact: LedgerFact): boolean {
    switch (fact.kind) {
      case 'alarm-raised': {
        const { alarmId, ruleId, figure, subject, severity, value } = fact;
        if (this.#entries.has(alarmId)) return false;
        this.#entries.set(alarmId, {
          alarmId,
          ruleId,
          figure,
          subject,
          severity,
          value,
          raisedAt: at,
          clearedAt: null,
          acknowledged: null,
        });
        this.#forget();
        return true;
      }
      case 'alarm-cleared':
        return this.#change(fact.alarmId, (entry) =>
          entry.clearedAt === null ? { ...entry, clearedAt: at } : entry,
        );
      case 'alarm-acknowledged': {
        const { alarmId, seatId, person, note } = fact;
        return this.#change(alarmId, (entry) =>
          entry.acknowledged === null
            ? { ...entry, acknowledged: { at, seatId, person, note } }
            : entry,
        );
      }
      default:
        return false;
    }
  }

  get(alarmId: string): AlarmEntry | undefined {
    return this.#entries.get(alarmId);
  }

  /** What still holds first, then the rest; each the newest first. */
  list(): readonly AlarmEntry[] {
    const all = [...this.#entries.values()].toReversed();
    return [
      ...all.filter(({ clearedAt }) => clearedAt === null),
      ...all.filter(({ clearedAt }) => clearedAt !== null),
    ];
  }

  #change(alarmId: string, change: (entry: AlarmEntry) => AlarmEntry): boolean {
    const entry = this.#entries.get(alarmId);
    if (entry === undefined) return false;
    const changed = change(entry);
    if (changed === entry) return false;
    this.#entries.set(alarmId, changed);
    return true;
  }

  #forget(): void {
    for (const [alarmId, { clearedAt }] of this.#entries) {
      if (this.#entries.size <= KEPT) return;
      if (clearedAt !== null) this.#entries.delete(alarmId);
    }
  }
}
