/** A thread beside the seat program: it beats while the machine runs the process, also while the main thread waits for its disk. */
import { writeSync } from 'node:fs';
import { PULSE_MS, type SeatLine } from './draft-script.ts';

setInterval(() => {
  const line: SeatLine = { kind: 'pulse', at: Date.now() };
  writeSync(1, `${JSON.stringify(line)}\n`);
}, PULSE_MS);
