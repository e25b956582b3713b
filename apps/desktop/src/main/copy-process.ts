/** Asks the copy's process; begins it at the first question, and anew when it has died. */
import type { CopyAnswer, CopyCall, CopyCalls, CopyQuestion } from './knowledge-calls.ts';

/** The part of Electron's UtilityProcess that is used. */
export type CopyChild = {
  send(question: CopyQuestion): void;
  onMessage(listener: (answer: CopyAnswer) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
};

export type CopyProcess = {
  ask<C extends CopyCall>(call: C, given: CopyCalls[C]['given']): Promise<CopyCalls[C]['answer']>;
  close(): void;
};

type Waiting = { readonly done: (answer: never) => void; readonly failed: (error: Error) => void };

export function createCopyProcess(
  fork: () => CopyChild,
  onDied: (code: number) => void,
): CopyProcess {
  let child: CopyChild | null = null;
  let closed = false;
  let last = 0;
  const waiting = new Map<number, Waiting>();

  function start(): CopyChild {
    const made = fork();
    made.onMessage((answer) => {
      const one = waiting.get(answer.no);
      waiting.delete(answer.no);
      if (answer.ok) one?.done(answer.answer as never);
      else one?.failed(new Error(answer.detail));
    });
    made.onExit((code) => {
      if (child !== made) return;
      child = null;
      for (const one of waiting.values()) one.failed(new Error('the copy’s process has died'));
      waiting.clear();
      if (!closed) onDied(code);
    });
    child = made;
    return made;
  }

  return {
    ask: (call, given) =>
      new Promise((done, failed) => {
        if (closed) return failed(new Error('the desk closes'));
        last += 1;
        waiting.set(last, { done, failed });
        (child ?? start()).send({ no: last, call, given } as CopyQuestion);
      }),
    close() {
      closed = true;
      child?.kill();
    },
  };
}
