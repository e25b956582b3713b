/** Once a day, the first time soon after the start: the week that is over is drawn, results nobody appealed against close. */
import type { Clock } from '../esl/clock.ts';
import type { Logger } from '../observe/log.ts';
import type { QualityService } from './quality-service.ts';

const FIRST_AFTER_MS = 3 * 60_000;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** @returns what ends it. */
export function checkDaily(
  quality: Pick<QualityService, 'draw' | 'expire'>,
  clock: Clock,
  log: Pick<Logger, 'info' | 'warn'>,
): () => void {
  let cancel = clock.after(FIRST_AFTER_MS, run);
  function run(): void {
    try {
      const drawn = quality.draw(clock.now() - WEEK_MS);
      const closed = quality.expire();
      if (drawn + closed > 0) log.info({ drawn, closed }, 'quality checks');
    } catch (cause) {
      log.warn({ err: cause }, 'quality checks could not be drawn');
    }
    cancel = clock.after(DAY_MS, run);
  }
  return () => cancel();
}
