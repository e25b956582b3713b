/**
 * 话单: one row a call, made anew from the ledger whenever a fact of the call comes. Reports read these and nothing else.
 * The same for SQLite and PostgreSQL but for the names of the types.
 */
const tables = (integer: 'INTEGER' | 'BIGINT', end: ' STRICT' | ''): string => `
  CREATE TABLE call_line (
    call_id      TEXT PRIMARY KEY,
    number       TEXT NOT NULL,
    queue_id     TEXT NOT NULL,
    direction    TEXT NOT NULL,
    booked_late  ${integer} NOT NULL,
    arrived_at   ${integer} NOT NULL,
    queued_at    ${integer},
    answered_at  ${integer},
    seat_id      TEXT,
    abandoned_at ${integer},
    ended_at     ${integer},
    talk_ms      ${integer} NOT NULL,
    hold_ms      ${integer} NOT NULL,
    wrap_ms      ${integer} NOT NULL,
    transfers    ${integer} NOT NULL,
    consults     ${integer} NOT NULL,
    requeues     ${integer} NOT NULL,
    call_back_of TEXT,
    -- When the same number called before; null: never.
    previous_at  ${integer}
  )${end};
  CREATE INDEX call_line_queued ON call_line (queued_at) WHERE queued_at IS NOT NULL;
  CREATE INDEX call_line_arrived ON call_line (arrived_at);
  CREATE INDEX call_line_number ON call_line (number, arrived_at);
  CREATE INDEX call_line_answered ON call_line (number, answered_at) WHERE answered_at IS NOT NULL;
  CREATE INDEX call_line_back ON call_line (call_back_of) WHERE call_back_of IS NOT NULL;

  CREATE TABLE call_line_skill (
    call_id TEXT NOT NULL,
    skill   TEXT NOT NULL,
    PRIMARY KEY (call_id, skill)
  )${end};

  -- A seat's part in a call.
  CREATE TABLE call_part (
    call_id TEXT NOT NULL,
    no      ${integer} NOT NULL,
    seat_id TEXT NOT NULL,
    at      ${integer} NOT NULL,
    how     TEXT NOT NULL,
    talk_ms ${integer} NOT NULL,
    hold_ms ${integer} NOT NULL,
    wrap_ms ${integer} NOT NULL,
    PRIMARY KEY (call_id, no)
  )${end};
  CREATE INDEX call_part_at ON call_part (at);

  -- What a seat did, from when until when; null: still.
  CREATE TABLE seat_span (
    seat_id  TEXT NOT NULL,
    at       ${integer} NOT NULL,
    until    ${integer},
    activity TEXT NOT NULL,
    PRIMARY KEY (seat_id, at)
  )${end};
  CREATE INDEX seat_span_at ON seat_span (at);

  -- How far the ledger has been read; written in the transaction that writes the lines.
  CREATE TABLE line_progress (
    one     ${integer} PRIMARY KEY CHECK (one = 1),
    seq     ${integer} NOT NULL,
    -- Time of the newest fact read.
    last_at ${integer} NOT NULL,
    -- First fact that was missing when it was its turn; null: no hole.
    hole    ${integer}
  )${end};
  INSERT INTO line_progress VALUES (1, 0, 0, NULL);
`;

/** 满意度 on the line: what came of the question, and the score. */
const satisfaction = (integer: 'INTEGER' | 'BIGINT'): string => `
  ALTER TABLE call_line ADD COLUMN survey TEXT;
  ALTER TABLE call_line ADD COLUMN score ${integer};
`;

/** 关闭 of a missed call that nobody reached. */
const closure = (integer: 'INTEGER' | 'BIGINT'): string =>
  `ALTER TABLE call_line ADD COLUMN call_back_closed_at ${integer};`;

export const sqliteLineClosure = closure('INTEGER');
export const postgresLineClosure = closure('BIGINT');
export const sqliteLineSatisfaction = satisfaction('INTEGER');
export const postgresLineSatisfaction = satisfaction('BIGINT');
export const sqliteLineTables = tables('INTEGER', ' STRICT');
export const postgresLineTables = tables('BIGINT', '');
