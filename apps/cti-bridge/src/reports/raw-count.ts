/**
 * The independent count (核对): calls of a range counted by plain SQL from the facts themselves. It shares no code with
 * the fold behind the wallboard nor with the call lines behind the reports; only the definition is the same.
 */
import type { Definition } from '@hotline/domain/metrics';
import { rows, type Script } from '../store/index.ts';

export type RawCount = {
  readonly queueId: string;
  readonly offered: number;
  readonly answered: number;
  readonly answeredWithin: number;
  readonly abandoned: number;
  readonly callBacksDue: number;
  readonly callBacksDone: number;
  readonly callBacksClosed: number;
};

const firstAt = (name: string, kinds: string): string => `${name} AS (
  SELECT call_id, MIN(at) AS at FROM call_event WHERE kind IN (${kinds}) AND at >= ?
  GROUP BY call_id)`;

/** Alarms of a stretch of time, by the ledger's rows alone. */
export type RawAlarms = {
  readonly raised: number;
  readonly cleared: number;
  readonly acknowledged: number;
};

export function* rawAlarmsScript(range: {
  readonly from: number;
  readonly to: number;
}): Script<RawAlarms> {
  const [counted] = yield* rows<RawAlarms>(
    `SELECT COUNT(CASE WHEN kind = 'alarm-raised' THEN 1 END) AS raised,
       COUNT(CASE WHEN kind = 'alarm-cleared' THEN 1 END) AS cleared,
       COUNT(CASE WHEN kind = 'alarm-acknowledged' THEN 1 END) AS acknowledged
     FROM call_event WHERE at >= ? AND at < ?`,
    range.from,
    range.to,
  );
  return counted ?? { raised: 0, cleared: 0, acknowledged: 0 };
}

/** Before the range, so that the arrival of its first calls is found. */
const MARGIN_MS = 86_400_000;

/** `arrivedFrom` and `arrivedTo`: the time in which the definition was in force. On SQLite, where the ledger is. */
export function* rawCountScript(
  definition: Definition,
  range: { readonly from: number; readonly to: number },
  arrivedFrom: number,
  arrivedTo: number,
): Script<readonly RawCount[]> {
  const since = range.from - MARGIN_MS;
  const start = definition.clockStart === 'trunk-answer' ? 'arrived.at' : 'queued.at';
  const counted = yield* rows<RawRow>(
    `WITH arrived AS (
       SELECT call_id, MIN(at) AS at, json_extract(fact, '$.queueId') AS queue_id,
         json_extract(fact, '$.number') AS number
       FROM call_event WHERE kind = 'call-arrived' AND at >= ? GROUP BY call_id),
     ${firstAt('queued', "'call-queued'")},
     ${firstAt('answered', "'call-answered'")},
     ${firstAt('given_up', "'call-abandoned', 'call-ended'")},
     ${firstAt('closed', "'call-back-closed'")},
     dialled AS (
       SELECT call_id, json_extract(fact, '$.number') AS number,
         json_extract(fact, '$.callBackOf') AS call_back_of
       FROM call_event WHERE kind = 'call-dialled' AND at >= ?),
     ${firstAt('connected', "'call-connected'")},
     -- When somebody of ours last began to talk with a number, whoever had called.
     spoken AS (
       SELECT number, MAX(at) AS at FROM (
         SELECT arrived.number, answered.at FROM arrived
           JOIN answered ON answered.call_id = arrived.call_id
         UNION ALL
         SELECT dialled.number, connected.at FROM dialled
           JOIN connected ON connected.call_id = dialled.call_id)
       WHERE number <> '' GROUP BY number),
     called_back AS (
       SELECT DISTINCT call_back_of AS call_id FROM dialled
         JOIN connected ON connected.call_id = dialled.call_id
       WHERE call_back_of IS NOT NULL),
     missed AS (
       SELECT arrived.call_id,
         spoken.at > given_up.at OR called_back.call_id IS NOT NULL AS is_done,
         closed.at IS NOT NULL AS is_closed
       FROM arrived
         JOIN given_up ON given_up.call_id = arrived.call_id
         LEFT JOIN answered ON answered.call_id = arrived.call_id
         LEFT JOIN spoken ON spoken.number = arrived.number
         LEFT JOIN called_back ON called_back.call_id = arrived.call_id
         LEFT JOIN closed ON closed.call_id = arrived.call_id
       WHERE answered.at IS NULL AND arrived.number <> '')
     SELECT arrived.queue_id, COUNT(*) AS offered, COUNT(answered.at) AS answered,
       COUNT(CASE WHEN answered.at - ${start} <= CASE arrived.queue_id ${Object.keys(
         definition.thresholdMsOf,
       )
         .map(() => 'WHEN ? THEN ?')
         .join(' ')} WHEN '' THEN 0 ELSE ? END THEN 1 END) AS answered_within,
       COUNT(CASE WHEN answered.at IS NULL THEN given_up.at END) AS abandoned,
       COUNT(missed.call_id) AS due,
       COUNT(CASE WHEN missed.is_done THEN 1 END) AS done,
       COUNT(CASE WHEN missed.is_closed AND NOT COALESCE(missed.is_done, 0) THEN 1 END) AS closed
     FROM arrived
       LEFT JOIN queued ON queued.call_id = arrived.call_id
       LEFT JOIN answered ON answered.call_id = arrived.call_id
       LEFT JOIN given_up ON given_up.call_id = arrived.call_id
       LEFT JOIN missed ON missed.call_id = arrived.call_id
     WHERE ${start} >= ? AND ${start} < ? AND arrived.at >= ? AND arrived.at < ?
     GROUP BY arrived.queue_id`,
    since,
    since,
    since,
    since,
    since,
    since,
    since,
    ...Object.entries(definition.thresholdMsOf).flat(),
    definition.thresholdMs,
    range.from,
    range.to,
    arrivedFrom,
    arrivedTo,
  );
  return counted.map((row) => ({
    queueId: row.queue_id,
    offered: row.offered,
    answered: row.answered,
    answeredWithin: row.answered_within,
    abandoned: row.abandoned,
    callBacksDue: row.due,
    callBacksDone: row.done,
    callBacksClosed: row.closed,
  }));
}

type RawRow = Pick<RawCount, 'offered' | 'answered' | 'abandoned'> & {
  readonly queue_id: string;
  readonly answered_within: number;
  readonly due: number;
  readonly done: number;
  readonly closed: number;
};
