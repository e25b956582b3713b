import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSilenceWatch } from './silence-watch.ts';

const LIMIT = 5_000;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function watch() {
  const silent = vi.fn<() => void>();
  const made = createSilenceWatch(
    {
      now: Date.now,
      setTimer: (run, ms) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    LIMIT,
    silent,
  );
  return { ...made, silent };
}

it('says so once nothing has come for the limit, by whatever came last', () => {
  const { heard, silent } = watch();
  heard(true);
  vi.advanceTimersByTime(4_000);
  heard(false);
  vi.advanceTimersByTime(4_999);
  expect(silent).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(silent).toHaveBeenCalledOnce();
});

it('a bridge that never beats is merely quiet', () => {
  const { heard, silent } = watch();
  heard(false);
  vi.advanceTimersByTime(10 * LIMIT);
  expect(silent).not.toHaveBeenCalled();
});

it('a connection that is over is watched no longer; the next one is', () => {
  const { heard, stop, silent } = watch();
  heard(true);
  stop();
  vi.advanceTimersByTime(10 * LIMIT);
  expect(silent).not.toHaveBeenCalled();
  heard(true);
  vi.advanceTimersByTime(LIMIT);
  expect(silent).toHaveBeenCalledOnce();
});

it('beats that go on are never silence', () => {
  const { heard, silent } = watch();
  for (let each = 0; each < 100; each += 1) {
    heard(true);
    vi.advanceTimersByTime(2_000);
  }
  expect(silent).not.toHaveBeenCalled();
});
