/** Reviews and calibrations in the bridge's database. Decides nothing: `packages/domain/src/quality` does. */
import type {
  Calibration,
  CheckableCall,
  DrawKind,
  Drawn,
  Review,
  ReviewEvent,
  ReviewListName,
  ReviewState,
} from '@hotline/domain/quality';
import type { Store } from '../store/index.ts';

export type ReviewRecord = {
  readonly id: number;
  readonly version: number;
  readonly callAt: number;
  readonly talkMs: number;
  readonly rule: DrawKind | 'picked';
  readonly changedAt: number;
  readonly review: Review;
};
export type ReviewEntry = {
  readonly at: number;
  readonly person: string | null;
  readonly event: ReviewEvent;
};
type CallPart = {
  readonly callId: string;
  readonly seatId: string;
  readonly person: string;
  readonly at: number;
  readonly talkMs: number;
};
export type CalibrationRecord = {
  readonly id: number;
  readonly begunAt: number;
  readonly calibration: Calibration;
};

type Row = {
  readonly id: number;
  readonly version: number;
  readonly call_at: number;
  readonly talk_ms: number;
  readonly rule: ReviewRecord['rule'];
  readonly changed_at: number;
  readonly review: string;
};
type Conditions = readonly [text: string, ...values: string[]];

const COLUMNS = 'id, version, call_at, talk_ms, rule, changed_at, review';
const recordOf = (row: Row): ReviewRecord => ({
  id: row.id,
  version: row.version,
  callAt: row.call_at,
  talkMs: row.talk_ms,
  rule: row.rule,
  changedAt: row.changed_at,
  review: JSON.parse(row.review) as Review,
});
const checkerOf = (state: ReviewState): string | null =>
  state.kind === 'to-check' ? null : state.checker;

export type ReviewBook = ReturnType<typeof openReviewBook>;

export function openReviewBook(store: Store) {
  const byId = store.prepare<[number], Row>(`SELECT ${COLUMNS} FROM quality_review WHERE id = ?`);
  const byPart = store.prepare<[string, string], Row>(
    `SELECT ${COLUMNS} FROM quality_review WHERE call_id = ? AND seat_id = ?`,
  );
  const insert = store.prepare(
    `INSERT INTO quality_review
       (call_id, seat_id, person, call_at, talk_ms, rule, state, checker, version, changed_at, review)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?) ON CONFLICT (call_id, seat_id) DO NOTHING`,
  );
  const update = store.prepare<[string, string | null, number, string, number, number]>(
    `UPDATE quality_review SET state = ?, checker = ?, version = version + 1, changed_at = ?, review = ?
     WHERE id = ? AND version = ?`,
  );
  const note = store.prepare<[number, number, number, string | null, string]>(
    'INSERT INTO quality_step (review_id, no, at, person, event) VALUES (?, ?, ?, ?, ?)',
  );
  const history = store.prepare<[number], { at: number; person: string | null; event: string }>(
    'SELECT at, person, event FROM quality_step WHERE review_id = ? ORDER BY no',
  );
  const parts = store.prepare<
    [number, number],
    Omit<CheckableCall, 'transferred' | 'emergency'> & {
      person: string;
      at: number;
      transferred: number;
      emergency: number;
    }
  >(
    `SELECT d.call_id AS callId, s.seat_id AS seatId, s.person, d.at, d.talk_ms AS talkMs,
       d.transferred, d.emergency, d.score
     FROM call_detail d JOIN call_detail_seat s ON s.call_id = d.call_id
     WHERE d.ended_at >= ? AND d.ended_at < ? AND s.person <> ''
       AND EXISTS (SELECT 1 FROM recording r WHERE r.call_id = d.call_id AND r.state = 'ended')`,
  );
  const part = store.prepare<[string, string], CallPart>(
    `SELECT d.call_id AS callId, s.seat_id AS seatId, s.person, d.at, d.talk_ms AS talkMs
     FROM call_detail d JOIN call_detail_seat s ON s.call_id = d.call_id
     WHERE d.call_id = ? AND s.seat_id = ? AND s.person <> ''`,
  );
  const drawnAlready = store.prepare<
    [number, number],
    { callId: string; seatId: string; rule: DrawKind }
  >(
    `SELECT q.call_id AS callId, q.seat_id AS seatId, q.rule FROM quality_review q
     JOIN call_detail d ON d.call_id = q.call_id WHERE d.ended_at >= ? AND d.ended_at < ?`,
  );
  const overdue = store.prepare<[], Row>(
    `SELECT ${COLUMNS} FROM quality_review WHERE state = 'published' ORDER BY id`,
  );
  const heardBy = store.prepare<[string, string], { state: string }>(
    'SELECT state FROM quality_review WHERE person = ? AND call_id = ?',
  );

  function add(call: CallPart, rule: ReviewRecord['rule'], sheet: Review['sheet'], now: number) {
    const { callId, seatId, person } = call;
    const review: Review = { callId, seatId, person, sheet, state: { kind: 'to-check' } };
    const text = JSON.stringify(review);
    return insert.run(
      callId,
      seatId,
      person,
      call.at,
      call.talkMs,
      rule,
      'to-check',
      null,
      now,
      text,
    ).changes;
  }

  return {
    read(id: number): ReviewRecord | null {
      const row = byId.get(id);
      return row === undefined ? null : recordOf(row);
    },
    /** The review of this part, begun when there was none; null: there is no such part. */
    pick(callId: string, seatId: string, sheet: Review['sheet'], now: number): ReviewRecord | null {
      const call = part.get(callId, seatId);
      if (call !== undefined) add(call, 'picked', sheet, now);
      const row = byPart.get(callId, seatId);
      return row === undefined ? null : recordOf(row);
    },
    part: (callId: string, seatId: string): CallPart | null => part.get(callId, seatId) ?? null,
    history: (id: number): ReviewEntry[] =>
      history.all(id).map((entry) => ({ ...entry, event: JSON.parse(entry.event) as ReviewEvent })),
    /** False: somebody else was quicker. */
    put: store.transaction(
      (
        record: ReviewRecord,
        next: Review,
        event: ReviewEvent,
        person: string | null,
        now: number,
      ) => {
        const { id, version } = record;
        const text = JSON.stringify(next);
        const done = update.run(next.state.kind, checkerOf(next.state), now, text, id, version);
        if (done.changes === 0) return false;
        note.run(id, version, now, person, JSON.stringify(event));
        return true;
      },
    ),
    /** Newest first, behind the review `after`. */
    list(
      list: ReviewListName,
      person: string,
      after: number | undefined,
      limit: number,
    ): ReviewRecord[] {
      const [where, ...values] = conditionsOf(list, person);
      return store
        .prepare<(string | number)[], Row>(
          `SELECT ${COLUMNS} FROM quality_review WHERE ${where} ${after === undefined ? '' : 'AND id < ?'}
           ORDER BY id DESC LIMIT ?`,
        )
        .all(...values, ...(after === undefined ? [] : [after]), limit)
        .map(recordOf);
    },
    published: (): ReviewRecord[] => overdue.all().map(recordOf),
    /** States of this person's reviews of that call. */
    statesOf: (person: string, callId: string): string[] =>
      heardBy.all(person, callId).map(({ state }) => state),

    /** Recorded parts of calls that ended in that time, and what was drawn of them already. */
    ended(from: number, to: number): { calls: (CheckableCall & CallPart)[]; already: Drawn[] } {
      return {
        calls: parts.all(from, to).map((row) => ({
          ...row,
          transferred: row.transferred === 1,
          emergency: row.emergency === 1,
        })),
        already: drawnAlready.all(from, to),
      };
    },
    addDrawn: store.transaction(
      (
        drawn: readonly { readonly call: CallPart; readonly rule: DrawKind }[],
        sheet: Review['sheet'],
        now: number,
      ) => drawn.reduce((sum, { call, rule }) => sum + add(call, rule, sheet, now), 0),
    ),
    ...calibrations(store),
  };
}

function conditionsOf(list: ReviewListName, person: string): Conditions {
  switch (list) {
    case 'own':
      return ["person = ? AND state NOT IN ('to-check', 'drafted')", person];
    case 'drafts':
      return ["state = 'drafted' AND checker = ?", person];
    case 'decided':
      return ["state IN ('upheld', 'changed')"];
    case 'to-check':
      // Nobody checks their own call.
      return ["state = 'to-check' AND person <> ?", person];
    default:
      return ['state = ?', list];
  }
}

function calibrations(store: Store) {
  const insert = store.prepare<[number, string]>(
    'INSERT INTO quality_calibration (begun_at, calibration) VALUES (?, ?)',
  );
  const update = store.prepare<[string, number]>(
    'UPDATE quality_calibration SET calibration = ? WHERE id = ?',
  );
  type CalibrationRow = { id: number; begun_at: number; calibration: string };
  const one = store.prepare<[number], CalibrationRow>(
    'SELECT * FROM quality_calibration WHERE id = ?',
  );
  const all = store.prepare<[], CalibrationRow>(
    'SELECT * FROM quality_calibration ORDER BY id DESC LIMIT 200',
  );
  const fromRow = (row: CalibrationRow): CalibrationRecord => ({
    id: row.id,
    begunAt: row.begun_at,
    calibration: JSON.parse(row.calibration) as Calibration,
  });
  return {
    calibration(id: number): CalibrationRecord | null {
      const row = one.get(id);
      return row === undefined ? null : fromRow(row);
    },
    calibrations: (): CalibrationRecord[] => all.all().map(fromRow),
    beginCalibration: (calibration: Calibration, now: number): number =>
      Number(insert.run(now, JSON.stringify(calibration)).lastInsertRowid),
    putCalibration(id: number, calibration: Calibration): void {
      update.run(JSON.stringify(calibration), id);
    },
  };
}
