/** A thread beside the seat program: it beats while the machine runs the process, also while the main thread waits for its disk. */
import { PULSE_MS } from './draft-script.ts';
import { tell } from './draft-tell.ts';

setInterval(() => tell({ kind: 'pulse', at: Date.now() }), PULSE_MS);
