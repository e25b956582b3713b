/**
 * SQLite's step 7 and PostgreSQL's step 3: what an open ticket is found by, which draft became or joined which ticket,
 * what was attached to a draft, how far other platforms were read, and a unit's tickets in the order of their filing.
 */
import type { Store } from '../database.ts';
import type { Script } from './sql-script.ts';
import { rows } from './sql-script.ts';
import { runOn } from './sqlite-runner.ts';
import { addTermsScript } from './ticket-terms.ts';
import { recordOf, TICKET_COLUMNS, type TicketRow } from './ticket-record.ts';

type Dialect = {
  readonly integer: string;
  /** Compared byte by byte. */
  readonly term: string;
  readonly end: string;
  readonly endKeyed: string;
  readonly draftIdOf: string;
};

const tables = ({ integer, term, end, endKeyed, draftIdOf }: Dialect): string => `
  -- Of tickets that are not over: pairs of characters (t), numbers (n), places (p).
  CREATE TABLE ticket_term (
    term      ${term} NOT NULL,
    ticket_no ${term} NOT NULL,
    PRIMARY KEY (term, ticket_no)
  )${endKeyed};

  -- Which person's draft went into which entry of which ticket. A draft is filed or joined once.
  CREATE TABLE ticket_draft (
    draft_id      TEXT NOT NULL,
    person        TEXT NOT NULL,
    ticket_no     TEXT NOT NULL,
    no            ${integer} NOT NULL,
    caller_number TEXT,
    -- Of one that joined a ticket; of one that was filed it is the ticket's own.
    draft         TEXT,
    PRIMARY KEY (draft_id, person)
  )${end};
  CREATE INDEX ticket_draft_ticket ON ticket_draft (ticket_no, no);
  INSERT INTO ticket_draft (draft_id, person, ticket_no, no)
  SELECT ${draftIdOf}, person, ticket_no, 1 FROM ticket ORDER BY at ON CONFLICT DO NOTHING;

  -- The files themselves lie under their hash in the data folder.
  CREATE TABLE attachment (
    id       TEXT PRIMARY KEY,
    draft_id TEXT NOT NULL,
    person   TEXT NOT NULL,
    name     TEXT NOT NULL,
    -- As its content says.
    type     TEXT NOT NULL,
    size     ${integer} NOT NULL,
    sha256   TEXT NOT NULL,
    at       ${integer} NOT NULL
  )${end};
  CREATE INDEX attachment_draft ON attachment (draft_id, person);
  CREATE INDEX attachment_content ON attachment (sha256);

  -- How far each platform was read.
  CREATE TABLE ticket_pull (source TEXT PRIMARY KEY, cursor TEXT NOT NULL, at ${integer} NOT NULL)${end};

  -- When the ticket was filed, so that a unit's newest are read from here alone.
  ALTER TABLE ticket_unit ADD COLUMN at ${integer} NOT NULL DEFAULT 0;
  UPDATE ticket_unit SET at = (SELECT t.at FROM ticket t WHERE t.ticket_no = ticket_unit.ticket_no);
  CREATE INDEX ticket_unit_at ON ticket_unit (unit, at, ticket_no);
`;

function* fillTermsScript(): Script<void> {
  let after = '';
  for (;;) {
    const page = yield* rows<TicketRow>(
      `SELECT ${TICKET_COLUMNS} FROM ticket WHERE ended = 0 AND ticket_no > ? ORDER BY ticket_no LIMIT 500`,
      after,
    );
    for (const row of page) yield* addTermsScript(recordOf(row));
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.ticket_no;
  }
}

export const postgresDraftTables = tables({
  integer: 'BIGINT',
  term: 'TEXT COLLATE "C"',
  end: '',
  endKeyed: '',
  draftIdOf: "(draft::json ->> 'draftId')",
});
export { fillTermsScript as fillPostgresTerms };

export function addDraftTables(store: Store): void {
  store.exec(
    tables({
      integer: 'INTEGER',
      term: 'TEXT',
      end: ' STRICT',
      endKeyed: ' STRICT, WITHOUT ROWID',
      draftIdOf: "draft ->> 'draftId'",
    }),
  );
  runOn(store, fillTermsScript());
}
