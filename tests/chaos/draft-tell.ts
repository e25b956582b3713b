import { writeSync } from 'node:fs';
import type { SeatLine } from './draft-script.ts';

/** Synchronous, also into a pipe: what was told before a kill has been told. */
export function tell(line: SeatLine): void {
  let rest = Buffer.from(`${JSON.stringify(line)}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      // The pipe is full: whoever reads it is behind.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}
