/** Goes into the store's steps. */
export const qualityTables = `
  -- 质检: one seat's part in one call, as it stands now.
  CREATE TABLE quality_review (
    id         INTEGER PRIMARY KEY,
    call_id    TEXT NOT NULL,
    seat_id    TEXT NOT NULL,
    person     TEXT NOT NULL,
    call_at    INTEGER NOT NULL,
    talk_ms    INTEGER NOT NULL,
    rule       TEXT NOT NULL,
    state      TEXT NOT NULL,
    -- Who scores it; null: nobody yet.
    checker    TEXT,
    version    INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    review     TEXT NOT NULL CHECK (json_valid(review)),
    UNIQUE (call_id, seat_id)
  ) STRICT;
  CREATE INDEX quality_review_state ON quality_review (state, id);
  CREATE INDEX quality_review_person ON quality_review (person, id);
  CREATE INDEX quality_review_call_at ON quality_review (call_at);
  -- What was done to it, by whom. Nothing in it is ever changed.
  CREATE TABLE quality_step (
    review_id INTEGER NOT NULL REFERENCES quality_review (id),
    no        INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    -- null: the clock.
    person    TEXT,
    event     TEXT NOT NULL CHECK (json_valid(event)),
    PRIMARY KEY (review_id, no)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER quality_step_no_update BEFORE UPDATE ON quality_step
    BEGIN SELECT RAISE(ABORT, 'the history of a review is append-only'); END;
  CREATE TRIGGER quality_step_no_delete BEFORE DELETE ON quality_step
    BEGIN SELECT RAISE(ABORT, 'the history of a review is append-only'); END;
  -- 校准
  CREATE TABLE quality_calibration (
    id          INTEGER PRIMARY KEY,
    begun_at    INTEGER NOT NULL,
    calibration TEXT NOT NULL CHECK (json_valid(calibration))
  ) STRICT;
`;
