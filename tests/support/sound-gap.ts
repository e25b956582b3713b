/** The longest time in which a party heard nothing, or not a certain tone. */
import type { Hearing } from '@hotline/practice-pbx/citizen';
import { HEARD_DB } from './plain-seat.ts';

/** dBFS: below is nothing, also in a pause of the music. */
const SILENT_DB = -55;

/**
 * No leg was lost meanwhile, which takes longer to come back: a busy machine's packets may be late all the same. The
 * figures themselves are the chaos run's.
 */
export const UNBROKEN_MS = 1_900;

export type SoundGap = {
  /** Stops listening; ms, to the packet (20 ms), counted until now. */
  stop(): number;
};

/** Listens from now on: to the tone of `hz`, or to anything at all. */
export function soundGap(hearing: Hearing, hz: number | null = null): SoundGap {
  let lastAt = performance.now();
  let longest = 0;
  const stopped = new AbortController();
  void (async () => {
    while (!stopped.signal.aborted) {
      const heard = await (
        hz === null
          ? hearing.speech({ above: SILENT_DB, withinMs: 3_600_000 })
          : hearing.hears({ hz, atLeast: HEARD_DB, withinMs: 3_600_000 })
      ).catch(() => null);
      // The call is over.
      if (heard === null) return;
      longest = Math.max(longest, heard.atMs - lastAt);
      lastAt = heard.atMs;
    }
  })();
  return {
    stop() {
      stopped.abort();
      return Math.round(Math.max(longest, performance.now() - lastAt));
    },
  };
}
