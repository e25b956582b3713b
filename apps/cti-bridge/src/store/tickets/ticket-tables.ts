/**
 * The tables of a ticket: its history, which nothing ever changes, and one row that is the history's fold, for lists.
 * Shipped as SQLite's step 4 and PostgreSQL's step 1: never edited, further steps are added in both.
 */
import type { Store } from '../database.ts';

const tables = (integer: string, end: string): string => `
  CREATE TABLE ticket (
    ticket_no        TEXT PRIMARY KEY,
    idempotency_key  TEXT NOT NULL UNIQUE,
    external_id      TEXT UNIQUE,
    external_version ${integer},
    at               ${integer} NOT NULL,
    -- Number of the last entry of its history.
    version          ${integer} NOT NULL,
    state            TEXT NOT NULL,
    kind             TEXT NOT NULL,
    title            TEXT NOT NULL,
    category_code    TEXT NOT NULL,
    urgency          TEXT NOT NULL,
    -- '' for a ticket that came from another platform.
    seat_id          TEXT NOT NULL,
    person           TEXT NOT NULL,
    caller_number    TEXT,
    call_id          TEXT,
    main_unit        TEXT,
    -- 1: nothing more to be done.
    ended            ${integer} NOT NULL,
    supervised       ${integer} NOT NULL,
    due_at           ${integer},
    draft            TEXT NOT NULL,
    -- The fold as JSON.
    current          TEXT NOT NULL
  )${end};
  CREATE INDEX ticket_at ON ticket (at, ticket_no);
  CREATE INDEX ticket_person ON ticket (person, at, ticket_no);
  CREATE INDEX ticket_state ON ticket (state, at, ticket_no);
  CREATE INDEX ticket_unit_main ON ticket (main_unit, at, ticket_no);
  CREATE INDEX ticket_due ON ticket (due_at, ticket_no) WHERE ended = 0;
  CREATE INDEX ticket_supervised ON ticket (at, ticket_no) WHERE supervised = 1 AND ended = 0;
  CREATE INDEX ticket_caller ON ticket (caller_number, at) WHERE caller_number IS NOT NULL;
  CREATE INDEX ticket_call ON ticket (call_id) WHERE call_id IS NOT NULL;

  CREATE TABLE ticket_history (
    ticket_no TEXT NOT NULL,
    no        ${integer} NOT NULL,
    at        ${integer} NOT NULL,
    who       TEXT NOT NULL,
    entry     TEXT NOT NULL,
    PRIMARY KEY (ticket_no, no)
  )${end};

  -- Every text that a ticket ever had; the newest stands in the ticket's row too.
  CREATE TABLE ticket_matter (
    ticket_no TEXT NOT NULL,
    no        ${integer} NOT NULL,
    at        ${integer} NOT NULL,
    who       TEXT NOT NULL,
    draft     TEXT NOT NULL,
    PRIMARY KEY (ticket_no, no)
  )${end};

  -- Units that have to do with a ticket now.
  CREATE TABLE ticket_unit (
    ticket_no TEXT NOT NULL,
    unit      TEXT NOT NULL,
    PRIMARY KEY (unit, ticket_no)
  )${end};
  CREATE INDEX ticket_unit_ticket ON ticket_unit (ticket_no);

  -- Last number given on a day.
  CREATE TABLE ticket_day (day TEXT PRIMARY KEY, last ${integer} NOT NULL)${end};

  -- What is to be told to whom: entry \`no\` of a ticket, in order.
  CREATE TABLE ticket_delivery (
    target      TEXT NOT NULL,
    ticket_no   TEXT NOT NULL,
    no          ${integer} NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
    first_at    ${integer},
    attempts    ${integer} NOT NULL,
    next_at     ${integer} NOT NULL,
    status      ${integer},
    fault       TEXT,
    receipt_id  TEXT,
    PRIMARY KEY (target, ticket_no, no)
  )${end};
  CREATE INDEX ticket_delivery_open ON ticket_delivery (next_at) WHERE state = 'waiting';
  CREATE INDEX ticket_delivery_dead ON ticket_delivery (target, ticket_no, no) WHERE state = 'dead';
`;

const sqliteTriggers = ['ticket_history', 'ticket_matter']
  .flatMap((table) =>
    ['UPDATE', 'DELETE'].map(
      (change) => `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table}
        BEGIN SELECT RAISE(ABORT, 'a ticket''s history is append-only'); END;`,
    ),
  )
  .join('\n');

const postgresTriggers = `
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a ticket''s history is append-only'; END $$;
  CREATE TRIGGER ticket_history_append BEFORE UPDATE OR DELETE ON ticket_history
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ticket_matter_append BEFORE UPDATE OR DELETE ON ticket_matter
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

export const postgresTicketTables = tables('BIGINT', '') + postgresTriggers;

/** Step 4: tickets that were filed so far become tickets with a history of one entry, their acceptance. */
export function giveTicketsAHistory(store: Store): void {
  store.exec(
    'DROP INDEX ticket_caller; DROP INDEX ticket_call; ALTER TABLE ticket RENAME TO filed;',
  );
  store.exec(tables('INTEGER', ' STRICT') + sqliteTriggers);
  store.exec(`
    INSERT INTO ticket_day (day, last) SELECT day, MAX(number_of_day) FROM filed GROUP BY day;

    INSERT INTO ticket_history (ticket_no, no, at, who, entry)
    SELECT ticket_no, 1, at, person, json_object(
      'no', 1, 'at', at, 'clock', NULL,
      'by', json_object('role', 'agent', 'person', person),
      'event', json_object('kind', 'accept', 'ticketId', ticket_no,
                           'ticketKind', CASE kind WHEN '' THEN 'help' ELSE kind END))
    FROM filed;

    INSERT INTO ticket_matter (ticket_no, no, at, who, draft)
    SELECT ticket_no, 1, at, person, draft FROM filed;

    INSERT INTO ticket (ticket_no, idempotency_key, at, version, state, kind, title, category_code, urgency, seat_id,
                        person, caller_number, call_id, ended, supervised, draft, current)
    SELECT ticket_no, idempotency_key, at, 1, 'accepted', kind, title,
           coalesce(draft ->> 'categoryCode', ''), coalesce(draft ->> 'urgency', 'normal'), seat_id,
           person, caller_number, call_id, 0, 0, draft, json_object(
             'ticketId', ticket_no, 'kind', CASE kind WHEN '' THEN 'help' ELSE kind END,
             'state', json_object('kind', 'accepted'), 'extended', json('false'), 'returns', 0, 'urged', 0,
             'supervised', json('false'), 'ratings', json('[]'),
             'lastStep', json_object('no', 1, 'at', at))
    FROM filed;

    DROP TABLE filed;
  `);
}

/** The next step of both: a title is looked for in this index alone, not in rows that hold whole letters. */
export const titleIndex = `
  CREATE INDEX ticket_title ON ticket (at, ticket_no, title);
  DROP INDEX ticket_at;
`;
