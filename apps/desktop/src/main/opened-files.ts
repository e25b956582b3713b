/**
 * 附件 that a person opens from a ticket: copies for the system's own programs. What citizens send does not stay on the
 * seat's disk: the copies go when the desk begins, and when it ends.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileToOpen } from './file-to-open.ts';

export type OpenedFiles = {
  /** False: of no kind that is opened here, or no program takes it. */
  open(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Removes the copies; one that another program holds goes the next time. */
  clear(): void;
};

/** `openFile` resolves with '' when the system has opened it (Electron's `shell.openPath`). */
export function openedFiles(
  folder: string,
  openFile: (file: string) => Promise<string>,
): OpenedFiles {
  const clear = (): void => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Windows keeps what another program has open.
    }
  };
  clear();
  return {
    clear,
    async open(name, bytes) {
      const whole = Buffer.from(bytes);
      const tag = createHash('sha256').update(whole).digest('hex').slice(0, 8);
      const plain = fileToOpen(whole, name, tag);
      if (plain === null) return false;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file = path.join(folder, plain);
      writeFileSync(file, whole, { mode: 0o600 });
      return (await openFile(file)) === '';
    },
  };
}
