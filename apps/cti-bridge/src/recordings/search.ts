/** Recordings by what is known of their calls, newest first, page by page behind the last row (keyset). */
import type { RecordingQuery, RecordingRow } from '@hotline/domain/recordings';
import type { Store } from '../store/index.ts';

export type RecordingSearch = {
  /** `number` is normalised. null: the cursor is none of ours. */
  find(query: Omit<RecordingQuery, 'limit'> & { readonly limit: number }): Found | null;
  /** Its recordings in order, those that are missing last. */
  ofCall(callId: string): RecordingRow[];
};
type Found = { readonly recordings: RecordingRow[]; readonly next: string | null };

type Row = {
  readonly id: number;
  readonly callId: string;
  readonly part: number;
  readonly startedAt: number;
  readonly lengthMs: number | null;
  readonly state: RecordingRow['state'];
  readonly direction: RecordingRow['direction'];
  readonly number: string | null;
  readonly queueId: string | null;
  readonly seats: string;
  readonly transferred: number | null;
  readonly emergency: number | null;
};

const SELECT = `
  SELECT r.rowid AS id, r.call_id AS callId, r.started_at AS startedAt, r.length_ms AS lengthMs, r.state,
    max(1, (SELECT count(*) FROM recording o WHERE o.call_id = r.call_id AND o.state <> 'missing'
      AND (o.started_at, o.path) <= (r.started_at, r.path))) AS part,
    d.direction, d.number, d.queue_id AS queueId, d.transferred, d.emergency,
    (SELECT json_group_array(seat_id) FROM
      (SELECT seat_id FROM call_detail_seat s WHERE s.call_id = r.call_id ORDER BY s.at, s.seat_id)) AS seats
  FROM recording r LEFT JOIN call_detail d ON d.call_id = r.call_id`;

export function openRecordingSearch(
  store: Store,
  mask: (number: string) => string,
): RecordingSearch {
  const ofCall = store.prepare<[string], Row>(
    `${SELECT} WHERE r.call_id = ? ORDER BY r.state = 'missing', r.started_at, r.path`,
  );
  const rowOf = (row: Row): RecordingRow => ({
    callId: row.callId,
    part: row.part,
    startedAt: row.startedAt,
    lengthMs: row.lengthMs,
    state: row.state,
    direction: row.direction,
    numberMasked: row.number === null || row.number === '' ? '' : mask(row.number),
    queueId: row.queueId,
    seats: JSON.parse(row.seats) as string[],
    transferred: row.transferred === 1,
    emergency: row.emergency === 1,
  });

  return {
    find({ from, to, seatId, queueId, callId, number, after, limit }) {
      const cursor = after === undefined ? undefined : cursorOf(after);
      if (cursor === null) return null;
      const conditions: readonly (readonly [string, ...(string | number)[]])[] = [
        ...(from === undefined ? [] : [['r.started_at >= ?', from] as const]),
        ...(to === undefined ? [] : [['r.started_at < ?', to] as const]),
        ...(callId === undefined ? [] : [['r.call_id = ?', callId] as const]),
        ...(queueId === undefined ? [] : [['d.queue_id = ?', queueId] as const]),
        ...(number === undefined ? [] : [['d.number = ?', number] as const]),
        ...(seatId === undefined
          ? []
          : [
              [
                'EXISTS (SELECT 1 FROM call_detail_seat s WHERE s.call_id = r.call_id AND s.seat_id = ?)',
                seatId,
              ] as const,
            ]),
        ...(cursor === undefined ? [] : [['(r.started_at, r.rowid) < (?, ?)', ...cursor] as const]),
      ];
      const where = conditions.map(([text]) => text).join(' AND ');
      const rows = store
        .prepare<(string | number)[], Row>(
          `${SELECT} ${where === '' ? '' : `WHERE ${where}`}
           ORDER BY r.started_at DESC, r.rowid DESC LIMIT ?`,
        )
        .all(...conditions.flatMap(([, ...values]) => values), limit + 1);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        recordings: shown.map(rowOf),
        next: rows.length > limit && last !== undefined ? `${last.startedAt}.${last.id}` : null,
      };
    },
    ofCall: (callId) => ofCall.all(callId).map(rowOf),
  };
}

function cursorOf(text: string): readonly [number, number] | null {
  const [, at, id] = /^(\d{1,15})\.(\d{1,15})$/.exec(text) ?? [];
  return at === undefined || id === undefined ? null : [Number(at), Number(id)];
}
