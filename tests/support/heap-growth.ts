/** How a page's heap grows while it runs, by Chromium's own count after a garbage collection (CDP). */
import type { CDPSession, Page } from 'playwright-core';

export type HeapSample = { readonly atMs: number; readonly usedBytes: number };

export async function heapMeter(page: Page): Promise<() => Promise<number>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  return async () => {
    // Twice: what the first collection lets go of, the second takes.
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
    return usedSize;
  };
}

/** Slope of the least-squares line through the samples, bytes an hour: one odd sample moves it little. */
export function growthPerHour(samples: readonly HeapSample[]): number {
  const n = samples.length;
  const meanAt = samples.reduce((sum, { atMs }) => sum + atMs, 0) / n;
  const meanUsed = samples.reduce((sum, { usedBytes }) => sum + usedBytes, 0) / n;
  const [up, down] = samples.reduce(
    ([top, bottom], { atMs, usedBytes }) => [
      top + (atMs - meanAt) * (usedBytes - meanUsed),
      bottom + (atMs - meanAt) ** 2,
    ],
    [0, 0],
  );
  return down === 0 ? 0 : (up / down) * 3_600_000;
}
