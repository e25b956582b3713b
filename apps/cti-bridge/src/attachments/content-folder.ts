/**
 * Contents of attachments, each once, under its SHA-256: `<folder>/ab/abcdef…`. Nothing that a sender chose stands in a
 * path. What is added and what is removed wait for each other, so that a content that is just being referred to again is
 * not taken away.
 */
import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export type ContentFolder = {
  /** The file stays where it is too. `refer` notes who refers to it, before anybody could remove it. */
  add(file: string, refer: (sha256: string) => Promise<void>): Promise<void>;
  /** `unrefer` says which content nothing refers to any more, or null. */
  remove(unrefer: () => Promise<string | null>): Promise<void>;
  read(sha256: string): ReadStream;
};

export function openContentFolder(folder: string): ContentFolder {
  let last: Promise<unknown> = Promise.resolve();
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);

  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    async add(file, refer) {
      const hash = createHash('sha256');
      await pipeline(createReadStream(file), hash);
      const sha256 = hash.digest('hex');
      await inTurn(async () => {
        const path = pathOf(sha256);
        await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
        await syncToDisk(file);
        await link(file, path).catch((cause: NodeJS.ErrnoException) => {
          if (cause.code !== 'EEXIST') throw cause;
        });
        await refer(sha256);
      });
    },
    remove: (unrefer) =>
      inTurn(async () => {
        const sha256 = await unrefer();
        if (sha256 !== null) await rm(pathOf(sha256), { force: true });
      }),
    read: (sha256) => createReadStream(pathOf(sha256)),
  };
}

/** An attachment that is said to be here survives the loss of power. */
async function syncToDisk(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
