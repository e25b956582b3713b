import type { Statement as Prepared } from 'better-sqlite3';
import type { Store } from '../database.ts';
import type { Script, SqlRunner } from './sql-script.ts';

/** Scripts on the bridge's own database. Each runs to its end at once. The database stays open after `close`. */
export function sqliteRunner(store: Store): SqlRunner {
  const prepared = new Map<string, Prepared>();

  const run = <T>(script: Script<T>): T => runOn(store, script, prepared);

  return {
    // async: a database that does not take it is a rejection, not a throw.
    async read(script) {
      return run(script());
    },
    async write(script) {
      return store.transaction(() => run(script())).immediate();
    },
    async close() {},
  };
}

export function runOn<T>(
  store: Store,
  script: Script<T>,
  prepared = new Map<string, Prepared>(),
): T {
  let step = script.next();
  while (step.done !== true) {
    const { text, values } = step.value;
    const statement = prepared.get(text) ?? store.prepare(text);
    prepared.set(text, statement);
    if (!statement.reader) statement.run(...values);
    step = script.next(statement.reader ? statement.all(...values) : []);
  }
  return step.value;
}
