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
};

const firstAt = (name: string, kinds: string): string => `${name} AS (
  SELECT call_id, MIN(at) AS at FROM call_event WHERE kind IN (${kinds}) AND at >= ?
  GROUP BY call_id)`;

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
  const counted = yield* rows<RawCount & { queue_id: string; answered_within: number }>(
    `WITH arrived AS (
       SELECT call_id, MIN(at) AS at, json_extract(fact, '$.queueId') AS queue_id
       FROM call_event WHERE kind = 'call-arrived' AND at >= ? GROUP BY call_id),
     ${firstAt('queued', "'call-queued'")},
     ${firstAt('answered', "'call-answered'")},
     ${firstAt('given_up', "'call-abandoned', 'call-ended'")}
     SELECT arrived.queue_id, COUNT(*) AS offered, COUNT(answered.at) AS answered,
       COUNT(CASE WHEN answered.at - ${start} <= CASE arrived.queue_id ${Object.keys(
         definition.thresholdMsOf,
       )
         .map(() => 'WHEN ? THEN ?')
         .join(' ')} WHEN '' THEN 0 ELSE ? END THEN 1 END) AS answered_within,
       COUNT(CASE WHEN answered.at IS NULL THEN given_up.at END) AS abandoned
     FROM arrived
       LEFT JOIN queued ON queued.call_id = arrived.call_id
       LEFT JOIN answered ON answered.call_id = arrived.call_id
       LEFT JOIN given_up ON given_up.call_id = arrived.call_id
     WHERE ${start} >= ? AND ${start} < ? AND arrived.at >= ? AND arrived.at < ?
     GROUP BY arrived.queue_id`,
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
  return counted.map(({ queue_id, offered, answered, answered_within, abandoned }) => ({
    queueId: queue_id,
    offered,
    answered,
    answeredWithin: answered_within,
    abandoned,
  }));
}
