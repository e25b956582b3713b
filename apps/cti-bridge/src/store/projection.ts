/** A table that is a fold of the ledger, kept up in the ledger's own transactions and rebuilt from it when it lags. */
import type { LedgerEntry } from '@hotline/domain/ledger';
import type { Store } from './database.ts';

export type Projection = {
  readonly name: string;
  /** Runs inside the ledger's transaction. */
  apply(entry: LedgerEntry): void;
};

/** How far each projection has come: the `seq` of the last fact it holds. */
export function openProgress(store: Store) {
  const get = store.prepare<[string], number>('SELECT seq FROM projection WHERE name = ?').pluck();
  const set = store.prepare<[string, number]>(
    'INSERT INTO projection (name, seq) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET seq = excluded.seq',
  );
  return {
    of: ({ name }: Projection): number => get.get(name) ?? 0,
    reached: ({ name }: Projection, seq: number): void => void set.run(name, seq),
  };
}

/** Brings each projection to the ledger's end: after a migration that added one, or a restored backup. */
export function catchUp(
  store: Store,
  projections: readonly Projection[],
  entries: (fromSeq: number) => Iterable<LedgerEntry>,
): void {
  const progress = openProgress(store);
  for (const projection of projections) {
    store
      .transaction(() => {
        let reached = progress.of(projection);
        for (const entry of entries(reached + 1)) {
          projection.apply(entry);
          reached = entry.seq;
        }
        progress.reached(projection, reached);
      })
      .immediate();
  }
}
