/**
 * 满意度评价: the citizen is asked by the PBX alone, so that nothing of ours can keep them on the line. What it noted on
 * the channel comes with the leg's end: `asked` (nothing was pressed before the citizen hung up), a score of `1` to `5`,
 * `refused`, `timed-out`.
 */
import type { LedgerFact, SurveyOutcome } from '@hotline/domain/ledger';

export class Surveys {
  /** Calls under way. */
  readonly #open: Set<string>;
  readonly #record: (fact: LedgerFact) => void;

  /** `open`: those of an earlier run, by the ledger. */
  constructor(open: Iterable<string>, record: (fact: LedgerFact) => void) {
    this.#open = new Set(open);
    this.#record = record;
  }

  asked(callId: string): void {
    this.#open.add(callId);
  }

  ended(callId: string, note: string): void {
    if (/^[1-5]$/.test(note)) this.#end(callId, 'scored', Number(note));
    else this.#end(callId, note === 'refused' || note === 'timed-out' ? note : 'hung-up', null);
  }

  /** After a reconnect: the citizens whom the PBX still asks. Of the others nobody saw the end. */
  found(there: ReadonlySet<string>): void {
    for (const callId of this.#open) if (!there.has(callId)) this.#end(callId, 'lost', null);
  }

  #end(callId: string, outcome: SurveyOutcome, score: number | null): void {
    // Once: a leg's end may be told again.
    if (this.#open.delete(callId)) this.#record({ kind: 'survey-ended', callId, outcome, score });
  }
}
