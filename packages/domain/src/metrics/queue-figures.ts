import type { QueueFiguresView, RateView } from '../protocol/index.ts';
import { definitionAt, thresholdOf } from './definition.ts';
import type { LiveFigures } from './figures.ts';
import { connectionRate, serviceLevel } from './rate.ts';
import type { MetricsRules } from './rules.ts';
import type { Tally } from './tally.ts';
import type { Definition } from './definition.ts';

/** The figures of a queue but for its name and the seats that are ready for it, which the ledger does not know. */
export type QueueFigures = Omit<QueueFiguresView, 'queueName' | 'readySeats'>;

export function queueFigures(
  queueId: string,
  { waiting, longestWaitingSince, windows, from }: LiveFigures,
  { definitions, connectionRange }: MetricsRules,
  now: number,
): QueueFigures {
  const definition = definitionAt(definitions, now);
  const isRolling = connectionRange === 'rolling-24h';
  const { today } = windows;
  const { offered, answered, abandoned, answerMs } = today;
  const connection = connectionOf(isRolling ? windows['last-24h'] : today, definition);
  return {
    queueId,
    from,
    definitionId: definition.id,
    thresholdMs: thresholdOf(definition, queueId),
    offered,
    answered,
    abandoned,
    waiting,
    longestWaitingSince,
    averageAnswerMs: answered === 0 ? null : answerMs / answered,
    connection: isRolling
      ? { ...connection, definition: connection.definition.replace('connection', 'connection-24h') }
      : connection,
    serviceLevels: serviceLevelsOf(today, definition),
    callBacks: {
      due: today.callBacksDue,
      done: today.callBacksDone,
      closed: today.callBacksClosed,
    },
  };
}

/** 接通率 with its counts, its definition's key and its target. */
export function connectionOf(tally: Tally, definition: Definition): RateView {
  const { shortAbandonMs, connectionTarget } = definition;
  return {
    ...connectionRate(tally, shortAbandonMs > 0),
    definition: shortAbandonMs > 0 ? 'connection-without-short' : 'connection',
    target: connectionTarget,
  };
}

export function serviceLevelsOf(tally: Tally, { serviceLevels }: Definition): RateView[] {
  return serviceLevels.map((variant) => ({
    ...serviceLevel(variant, tally),
    definition: `service-level-${variant}`,
    target: null,
  }));
}
