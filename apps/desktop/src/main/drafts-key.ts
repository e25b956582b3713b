/**
 * The key of the drafts. The system's key store keeps it where there is one; otherwise it lies in a file that only this
 * account may read, and the desk says so: whoever can copy the folder can then read the drafts.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { StartNotice } from '../shared/desk-platform.ts';
import { KEY_BYTES } from './drafts-cipher.ts';

/** Electron's `safeStorage`, as far as it is needed; null: this machine has no key store. */
export type KeyStore = {
  encryptString(plain: string): Buffer;
  decryptString(sealed: Buffer): string;
};

const KEY_FILE = 'drafts.key';
const keyFile = z.object({
  /** `system`: `key` is sealed by the system's key store. `file`: it is the key itself. */
  keptBy: z.enum(['system', 'file']),
  key: z.base64(),
});

/** Throws when the folder takes no file. A key that cannot be read is kept aside: its drafts may be read again with it. */
export function draftsKey(
  folder: string,
  store: KeyStore | null,
  now: () => number,
): { readonly key: Buffer; readonly notices: readonly StartNotice[] } {
  const file = path.join(folder, KEY_FILE);
  const present = readIfThere(file);
  if (present === null) return { key: newKey(file, store), notices: inFile(file, store) };
  try {
    const { keptBy, key: text } = keyFile.parse(JSON.parse(present));
    const key = keptBy === 'file' ? Buffer.from(text, 'base64') : openKey(text, store);
    if (key.length !== KEY_BYTES) throw new Error(`a key of ${key.length} bytes`);
    // A key store has come since: the key moves in.
    if (keptBy === 'file' && store !== null) writeKey(file, key, store);
    return { key, notices: inFile(file, store) };
  } catch {
    const stamp = new Date(now()).toISOString().replaceAll(/[:.]/gu, '-');
    const keptAs = `${file}.unreadable-${stamp}`;
    renameSync(file, keptAs);
    const key = newKey(file, store);
    return { key, notices: [{ code: 'drafts-key-set-aside', keptAs }, ...inFile(file, store)] };
  }
}

function inFile(file: string, store: KeyStore | null): readonly StartNotice[] {
  return store === null ? [{ code: 'drafts-key-in-file', file }] : [];
}

function openKey(text: string, store: KeyStore | null): Buffer {
  if (store === null) throw new Error('the key store that has the key is away');
  return Buffer.from(store.decryptString(Buffer.from(text, 'base64')), 'base64');
}

function newKey(file: string, store: KeyStore | null): Buffer {
  const key = randomBytes(KEY_BYTES);
  writeKey(file, key, store);
  return key;
}

/** On the disk before it is used: drafts sealed by a key that a power cut took would be lost. */
function writeKey(file: string, key: Buffer, store: KeyStore | null): void {
  const text = key.toString('base64');
  const kept: z.infer<typeof keyFile> =
    store === null
      ? { keptBy: 'file', key: text }
      : { keptBy: 'system', key: store.encryptString(text).toString('base64') };
  const beside = `${file}.new`;
  const to = openSync(beside, 'w', 0o600);
  writeSync(to, JSON.stringify(kept));
  fsyncSync(to);
  closeSync(to);
  renameSync(beside, file);
  if (process.platform === 'win32') return;
  // A rename is durable once its folder is (fsync(2)).
  const folder = openSync(path.dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
