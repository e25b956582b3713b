import path from 'node:path';
import { ledgerFact, type LedgerEntry } from '@hotline/domain/ledger';
import Database from 'better-sqlite3';
import { eventually } from './eventually.ts';

/** The bridge's ledger read from its file by another process: what is in here is durable. */
export function ledgerFile(dataFolder: string): {
  entries(): LedgerEntry[];
  ofCall(callId: string): LedgerEntry[];
  /** Waits until the call has a fact of this kind. */
  fact(callId: string, kind: LedgerEntry['fact']['kind'], withinMs?: number): Promise<LedgerEntry>;
} {
  const entries = (): LedgerEntry[] => {
    const store = new Database(path.join(dataFolder, 'bridge.sqlite'), { readonly: true });
    try {
      return store
        .prepare<[], { seq: number; at: number; fact: string }>(
          'SELECT seq, at, fact FROM call_event ORDER BY seq',
        )
        .all()
        .map((row) => ({ seq: row.seq, at: row.at, fact: ledgerFact.parse(JSON.parse(row.fact)) }));
    } finally {
      store.close();
    }
  };
  const ofCall = (callId: string): LedgerEntry[] =>
    entries().filter(({ fact }) => 'callId' in fact && fact.callId === callId);
  return {
    entries,
    ofCall,
    fact: (callId, kind, withinMs) =>
      eventually(
        `ledger: ${kind} of ${callId}`,
        () => ofCall(callId).find(({ fact }) => fact.kind === kind),
        withinMs,
      ),
  };
}
