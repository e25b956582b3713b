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
      const kind = kindOf(bytes, name);
      if (kind === null) return null;
      mkdirSync(into, { recursive: true });
      const file = path.join(into, `${plainName(name)}-${hash.slice(0, 8)}${kind}`);
      writeFileSync(file, bytes);
      return file;
    },
  };
}

const office = ['.docx', '.xlsx', '.pptx', '.ofd'];

/** By the first bytes; the name decides between the kinds of a ZIP, and nothing that runs is among them. */
function kindOf(bytes: Buffer, name: string): string | null {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return '.pdf';
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG') return '.png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return '.jpg';
  const given = path.extname(name).toLowerCase();
  return bytes.subarray(0, 2).toString('latin1') === 'PK' && office.includes(given) ? given : null;
}

/** Without its ending and whatever a path or a shell could make something of. */
const plainName = (name: string): string =>
  path
    .basename(name, path.extname(name))
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
    .trim()
    .slice(0, 60) || 'paper';
