import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/** A helper program of a bench: a file of this folder, in a process of its own. */
export const stage = (file: string): ChildProcess =>
  fork(path.join(import.meta.dirname, file), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });

/** The next message that is so. Rejects when the process says that it failed, or ends. */
export const message = <T>(
  child: ChildProcess,
  so: (m: { kind?: string } & T) => boolean,
): Promise<T> =>
  new Promise((resolve, reject) => {
    child.on('message', (m: { kind?: string; why?: string } & T) => {
      if (m.kind === 'failed') reject(new Error(m.why));
      else if (so(m)) resolve(m);
    });
    child.once('exit', () => reject(new Error('a stage process ended early')));
  });
