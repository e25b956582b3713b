import type { CallLine } from '@hotline/domain/metrics';
import { firstRow, rows, type Script } from '../tickets/sql-script.ts';

const COLUMNS = [
  'call_id',
  'number',
  'queue_id',
  'direction',
  'booked_late',
  'arrived_at',
  'queued_at',
  'answered_at',
  'seat_id',
  'abandoned_at',
  'ended_at',
  'talk_ms',
  'hold_ms',
  'wrap_ms',
  'transfers',
  'consults',
  'requeues',
  'call_back_of',
  'call_back_closed_at',
  'survey',
  'score',
] as const;

const upsert = `INSERT INTO call_line (${COLUMNS.join(', ')})
  VALUES (${COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT (call_id) DO UPDATE SET
  ${COLUMNS.slice(1)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`;

/** Rows of a number from this moment on learn anew which call of it came before them. */
const relate = (upTo: 'next' | 'all'): string => `UPDATE call_line SET previous_at = (
    SELECT earlier.arrived_at FROM call_line AS earlier
    WHERE earlier.number = call_line.number AND earlier.direction = 'in'
      AND earlier.arrived_at < call_line.arrived_at
    ORDER BY earlier.arrived_at DESC LIMIT 1)
  WHERE number = ? AND arrived_at >= ?${
    upTo === 'all'
      ? ''
      : ` AND arrived_at <= COALESCE((SELECT MIN(later.arrived_at) FROM call_line AS later
           WHERE later.number = ? AND later.arrived_at > ?), ?)`
  }`;
const relateNext = relate('next');
const relateAll = relate('all');

/** The row of one call in place of what it was. */
export function* bookLine(line: CallLine): Script<void> {
  const { callId, number, arrivedAt, parts } = line;
  const before = yield* firstRow<{ arrived_at: number; parts: number }>(
    `SELECT arrived_at, (SELECT COUNT(*) FROM call_part AS part WHERE part.call_id = line.call_id) AS parts
     FROM call_line AS line WHERE call_id = ?`,
    callId,
  );
  const sum = (of: 'talkMs' | 'holdMs' | 'wrapMs'): number =>
    parts.reduce((total, part) => total + part[of], 0);
  yield* rows(
    upsert,
    callId,
    number,
    line.queueId,
    line.direction,
    line.isBookedLate ? 1 : 0,
    arrivedAt,
    line.queuedAt,
    line.answeredAt,
    line.seatId,
    line.abandonedAt,
    line.endedAt,
    sum('talkMs'),
    sum('holdMs'),
    sum('wrapMs'),
    line.transfers,
    line.consults,
    line.requeues,
    line.callBackOf,
    line.callBackClosedAt,
    line.survey,
    line.score,
  );
  if (before === null) {
    if (number !== '') yield* rows(relateNext, number, arrivedAt, number, arrivedAt, arrivedAt);
    for (const skill of line.skills)
      yield* rows(
        'INSERT INTO call_line_skill (call_id, skill) VALUES (?, ?) ON CONFLICT DO NOTHING',
        callId,
        skill,
      );
  } else if (before.arrived_at !== arrivedAt && number !== '') {
    yield* rows(relateAll, number, Math.min(before.arrived_at, arrivedAt));
  }
  if ((before?.parts ?? 0) > 0) yield* rows('DELETE FROM call_part WHERE call_id = ?', callId);
  for (const [no, part] of parts.entries())
    yield* rows(
      `INSERT INTO call_part (call_id, no, seat_id, at, how, talk_ms, hold_ms, wrap_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      callId,
      no,
      part.seatId,
      part.at,
      part.how,
      part.talkMs,
      part.holdMs,
      part.wrapMs,
    );
}
