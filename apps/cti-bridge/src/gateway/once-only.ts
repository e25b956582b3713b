/**
 * Exactly one execution and one answer a command id, for one log-in, over all its connections. An id that comes again
 * while its command runs waits for the same answer; one that comes later gets the remembered answer.
 */
import type { Answer, Command } from '@hotline/domain/protocol';

const REMEMBERED_MS = 5 * 60_000;
/** Of one seat; beyond it the oldest answers are forgotten. */
const MAX_REMEMBERED = 5000;
/** The desk answers in milliseconds; a command that takes this long has gone wrong. */
const ANSWER_WITHIN_MS = 10_000;

type Entry = { answer: Answer | null; at: number; readonly waiting: Set<(answer: Answer) => void> };

export type OnceOnly = {
  /**
   * `send` is called once; never, when the same `send` already waits for this id. `now` in ms.
   * @returns whether the command is executed now.
   */
  take(command: Command, now: number, send: (answer: Answer) => void): boolean;
};

export function createOnceOnly(execute: (command: Command) => Promise<Answer>): OnceOnly {
  const entries = new Map<string, Entry>();

  function forget(now: number): void {
    for (const [id, { at, answer }] of entries) {
      if (answer === null) continue;
      if (now - at <= REMEMBERED_MS && entries.size <= MAX_REMEMBERED) return;
      entries.delete(id);
    }
  }

  return {
    take(command, now, send) {
      forget(now);
      const known = entries.get(command.id);
      if (known !== undefined) {
        if (known.answer === null) known.waiting.add(send);
        else send(known.answer);
        return false;
      }
      const entry: Entry = { answer: null, at: now, waiting: new Set([send]) };
      entries.set(command.id, entry);
      const settle = (answer: Answer): void => {
        if (entry.answer !== null) return;
        entry.answer = answer;
        clearTimeout(deadline);
        for (const each of entry.waiting) each(answer);
        entry.waiting.clear();
      };
      const deadline = setTimeout(
        () => settle(internal(command.id, 'no answer in time')),
        ANSWER_WITHIN_MS,
      );
      execute(command).then(settle, () => settle(internal(command.id, 'failed')));
      return true;
    },
  };
}

function internal(id: string, detail: string): Answer {
  return { type: 'answer', id, ok: false, error: { code: 'internal', detail } };
}
