/**
 * The folder of the files that were written (`reports` in the data folder): for its owner only, each file whole or not
 * there. What a name says is all that is known of a file, so nothing beside the folder can disagree with it.
 */
import { constants, createWriteStream, type ReadStream } from 'node:fs';
import { chmod, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { readFileName, type FileName } from '@hotline/domain/report-period';
import { isGone } from '../../recordings/index.ts';

export type WrittenFile = FileName & {
  readonly name: string;
  readonly bytes: number;
  /** ms */
  readonly writtenAt: number;
};

export type FileFolder = {
  /** Newest period first. */
  list(): Promise<readonly WrittenFile[]>;
  /** From the first byte to the last, or not at all. */
  write(name: string, content: Readable): Promise<void>;
  /** null: no such file. */
  read(name: string): Promise<{ readonly stream: ReadStream; readonly bytes: number } | null>;
  remove(name: string): Promise<void>;
  /** What a bridge that was killed left half-written. */
  removeHalves(): Promise<void>;
};

const HALF = '.part';

export function openFileFolder(folder: string): FileFolder {
  /** @throws where a file stands in its place, or the disk does not take it. */
  async function make(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
  }
  async function names(): Promise<readonly string[]> {
    try {
      return await readdir(folder);
    } catch (cause) {
      if (isGone(cause)) return [];
      throw cause;
    }
  }

  return {
    async list() {
      const found = await Promise.all(
        (await names()).map(async (name): Promise<WrittenFile | null> => {
          const read = readFileName(name);
          if (read === null) return null;
          const stat = await lstat(join(folder, name)).catch(() => null);
          // Never through a link.
          if (stat?.isFile() !== true) return null;
          return { ...read, name, bytes: stat.size, writtenAt: Math.round(stat.mtimeMs) };
        }),
      );
      return found
        .flatMap((file) => file ?? [])
        .toSorted(
          (a, b) =>
            b.period.to.localeCompare(a.period.to) ||
            a.schedule.localeCompare(b.schedule) ||
            b.format.localeCompare(a.format),
        );
    },

    async write(name, content) {
      const half = join(folder, `.${randomUUID()}${HALF}`);
      try {
        await make();
        await pipeline(content, createWriteStream(half, { flags: 'wx', mode: 0o600, flush: true }));
        await rename(half, join(folder, name));
      } catch (cause) {
        content.destroy();
        await rm(half, { force: true }).catch(() => undefined);
        throw cause;
      }
      await syncFolder(folder);
    },

    async read(name) {
      if (readFileName(name) === null) return null;
      try {
        const handle = await open(join(folder, name), constants.O_RDONLY | constants.O_NOFOLLOW);
        const stat = await handle.stat();
        if (stat.isFile()) return { stream: handle.createReadStream(), bytes: stat.size };
        await handle.close();
        return null;
      } catch (cause) {
        if (isGone(cause)) return null;
        throw cause;
      }
    },

    async remove(name) {
      if (readFileName(name) !== null) await rm(join(folder, name), { force: true });
    },

    async removeHalves() {
      for (const name of await names())
        if (name.startsWith('.') && name.endsWith(HALF)) await rm(join(folder, name));
    },
  };
}

/** So that the new name survives the loss of power. Not every system opens a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  try {
    await handle?.sync();
  } catch {
    // The file itself is on the disk; only its name may be missing after a loss of power, and it is written again then.
  } finally {
    await handle?.close();
  }
}
