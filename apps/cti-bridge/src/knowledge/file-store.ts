/** Papers to articles (附件), each under the SHA-256 of its bytes: the same file is kept once, and none is ever changed. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileHash, MAX_FILE_BYTES } from '@hotline/domain/knowledge';

export type FileStore = {
  /** null: of no kind that is taken, or too large. */
  put(bytes: Buffer): { readonly hash: string; readonly bytes: number } | null;
  has(hash: string): boolean;
  read(hash: string): Buffer | null;
};

/** By their first bytes, not by their name: nothing that a browser or a system would run. */
const taken: readonly (readonly [string, Buffer])[] = [
  ['pdf', Buffer.from('%PDF-')],
  ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  // docx, xlsx, pptx, ofd are ZIP.
  ['zip', Buffer.from('PK\u0003\u0004')],
];

export const isTaken = (bytes: Buffer): boolean =>
  bytes.length <= MAX_FILE_BYTES &&
  taken.some(([, magic]) => bytes.subarray(0, magic.length).equals(magic));

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export function openFileStore(folder: string): FileStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const at = (hash: string): string => join(folder, fileHash.parse(hash));
  return {
    put(bytes) {
      if (!isTaken(bytes)) return null;
      const hash = hashOf(bytes);
      if (!existsSync(at(hash))) {
        const half = join(folder, `${randomUUID()}.part`);
        writeFileSync(half, bytes, { mode: 0o600, flush: true });
        renameSync(half, at(hash));
      }
      return { hash, bytes: bytes.length };
    },
    has: (hash) => existsSync(at(hash)),
    read: (hash) => (existsSync(at(hash)) ? readFileSync(at(hash)) : null),
  };
}
