/**
 * Electron's utility process for the knowledge copy. Filling it takes minutes of a processor's time, and in main every key
 * and every draft would wait behind it.
 */
import { setPriority } from 'node:os';
import { copyAnswerer } from './answer-copy.ts';
import type { CopyQuestion } from './knowledge-calls.ts';

try {
  // Below the desk itself: a search waits a little, a call does not.
  setPriority(5);
} catch {
  // Not allowed here: then it is as any other.
}
const answer = copyAnswerer(process.argv[2] ?? '');
process.parentPort.on('message', ({ data }) => {
  // Only main has the other end.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin
  process.parentPort.postMessage(answer(data as CopyQuestion));
});
