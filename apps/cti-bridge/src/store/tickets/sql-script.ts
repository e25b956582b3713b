/**
 * What the ticket store asks of a database, written once for SQLite and PostgreSQL: a script yields statements and is
 * given their rows. SQLite runs it without a pause on the connection that the ledger uses too, so that nothing slips
 * into its transaction; PostgreSQL waits at each statement.
 */
type SqlValue = string | number | null;

/** `?` stands for a value; there is no other `?` in the text. Written for both databases: RETURNING, ON CONFLICT. */
export type Statement = { readonly text: string; readonly values: readonly SqlValue[] };

export type Script<T> = Generator<Statement, T, readonly unknown[]>;

export type SqlRunner = {
  /** One statement after the other; what they see may change in between. */
  readonly read: <T>(script: () => Script<T>) => Promise<T>;
  /** All or nothing. */
  readonly write: <T>(script: () => Script<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** The rows of one statement. What they hold is known from the tables (ticket-tables.ts). */
export function* rows<R>(text: string, ...values: SqlValue[]): Script<readonly R[]> {
  return (yield { text, values }) as readonly R[];
}

export function* firstRow<R>(text: string, ...values: SqlValue[]): Script<R | null> {
  return (yield* rows<R>(text, ...values))[0] ?? null;
}
