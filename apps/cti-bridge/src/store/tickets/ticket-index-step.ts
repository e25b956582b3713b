import type { Store } from '../database.ts';
import { runOn } from './sqlite-runner.ts';
import { foldAnew, indexColumns } from './ticket-index.ts';

/** SQLite's step 7; PostgreSQL's step 3 is the same. */
export function indexTickets(store: Store): void {
  store.exec(indexColumns('INTEGER'));
  runOn(store, foldAnew());
}
