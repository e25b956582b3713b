import type { CallLine } from './call-line.ts';
import type { Relations } from './tally.ts';

export const unrelated: Relations = { previousAt: null, isServed: false };

/**
 * What the calls of one number say of each other, by call id. `isCalledBack`: an answered call was made to call this one
 * back, perhaps at another number. O(n log n).
 */
export function relationsOf(
  lines: readonly CallLine[],
  isCalledBack: (callId: string) => boolean,
): ReadonlyMap<string, Relations> {
  const found = new Map<string, Relations>();
  const lastAnswer = Math.max(...lines.map(({ answeredAt }) => answeredAt ?? -Infinity));
  let before: number | null = null;
  let latest: number | null = null;
  for (const line of [...lines].sort((a, b) => a.arrivedAt - b.arrivedAt)) {
    const { callId, arrivedAt, abandonedAt } = line;
    // Two calls of one moment: neither is before the other.
    if (latest !== null && arrivedAt > latest) before = latest;
    found.set(callId, {
      previousAt: before,
      isServed: abandonedAt !== null && (lastAnswer > abandonedAt || isCalledBack(callId)),
    });
    if (line.direction === 'in') latest = arrivedAt;
  }
  return found;
}
