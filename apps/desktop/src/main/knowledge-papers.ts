/**
 * Papers to knowledge articles (附件) on the seat's disk, each under the SHA-256 of its bytes, so that a form can be opened
 * with the bridge away. Those that no article names any more are removed.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileHash } from '@hotline/domain/knowledge';
import { fileToOpen } from './file-to-open.ts';

/** Of all papers together; the smallest are fetched first, since most are forms of a page. */
const MAX_PAPERS_BYTES = 300_000_000;

type Paper = { readonly hash: string; readonly bytes: number };

export type KnowledgePapers = {
  /** Of those that the articles name: what is not here and has room. */
  missing(named: readonly Paper[]): Paper[];
  /** False: the bytes are not those of the hash. */
  keep(hash: string, bytes: Uint8Array): boolean;
  /** A copy that the system can open, under a name it knows the kind of; null: it is not here, or of no kind that is opened. */
  toOpen(hash: string, name: string, into: string): string | null;
};

export function knowledgePapers(folder: string, mostBytes = MAX_PAPERS_BYTES): KnowledgePapers {
  const at = (hash: string): string => path.join(folder, fileHash.parse(hash));
  return {
    missing(named) {
      mkdirSync(folder, { recursive: true });
      const wanted = new Set(named.map(({ hash }) => hash));
      for (const file of readdirSync(folder)) {
        if (!wanted.has(file)) rmSync(path.join(folder, file), { force: true, recursive: true });
      }
      let room = mostBytes;
      return named
        .toSorted((one, other) => one.bytes - other.bytes)
        .filter(({ bytes }) => {
          room -= bytes;
          return room >= 0;
        })
        .filter(({ hash }) => !existsSync(at(hash)));
    },
    keep(hash, bytes) {
      if (createHash('sha256').update(bytes).digest('hex') !== hash) return false;
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${at(hash)}.part`, bytes);
      renameSync(`${at(hash)}.part`, at(hash));
      return true;
    },
    toOpen(hash, name, into) {
      if (!existsSync(at(hash))) return null;
      const bytes = readFileSync(at(hash));
      const plain = fileToOpen(bytes, name, hash.slice(0, 8));
      if (plain === null) return null;
      mkdirSync(into, { recursive: true });
      const file = path.join(into, plain);
      writeFileSync(file, bytes);
      return file;
    },
  };
}
