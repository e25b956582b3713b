/** The last two hours of each queue, and what the next half hour will probably bring. */
import { forecast } from '@hotline/domain/forecast';
import { thresholdOf, definitionAt } from '@hotline/domain/metrics';
import type { QueueTrendView } from '@hotline/domain/protocol';
import type { DeskCore } from './desk-core.ts';
import { seatsAtWork } from './ready-seats.ts';

const STEP_MS = 300_000;
/** Two hours, and the step under way. */
const STEPS = 25;
const HORIZON_MS = 1_800_000;

export function queueTrends(core: DeskCore): QueueTrendView[] {
  const now = core.now();
  const { metrics } = core.book;
  const { queues, figures, forecastTarget } = core.options.config;
  return queues.map(({ id: queueId }) => {
    const { from, stepMs, tallies } = metrics.trend(`queue:${queueId}`, now, STEP_MS, STEPS);
    const { today } = metrics.live(`queue:${queueId}`, now).windows;
    const handled = today.talkMs + today.holdMs + today.wrapMs;
    const averageHandleMs = today.answered === 0 || handled === 0 ? null : handled / today.answered;
    const thresholdMs = thresholdOf(definitionAt(figures.definitions, now), queueId);
    const seats = seatsAtWork(core, queueId);
    const expected = forecast({
      offered: tallies.slice(0, -1).map(({ offered }) => offered),
      stepMs,
      horizonMs: HORIZON_MS,
      averageHandleMs,
      seats,
      thresholdMs,
      target: forecastTarget,
    });
    return {
      queueId,
      from,
      stepMs,
      offered: tallies.map(({ offered }) => offered),
      answered: tallies.map(({ answered }) => answered),
      answeredWithin: tallies.map(({ answeredWithin }) => answeredWithin),
      abandoned: tallies.map(({ abandoned }) => abandoned),
      forecast: {
        from: now,
        until: now + HORIZON_MS,
        ...expected,
        averageHandleMs,
        seats,
        thresholdMs,
        target: forecastTarget,
      },
    };
  });
}
