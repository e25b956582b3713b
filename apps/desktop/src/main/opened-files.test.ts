import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, test, vi } from 'vitest';
import { fileToOpen } from './file-to-open.ts';
import { openedFiles } from './opened-files.ts';

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'opened-')), 'opened');
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

it('hands a copy to the system’s program, and leaves none when the desk begins or ends', async () => {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'left.png'), 'from a desk that was killed');
  const openFile = vi.fn<(file: string) => Promise<string>>(async () => '');
  const files = openedFiles(folder, openFile);
  expect(existsSync(folder)).toBe(false);
  const bytes = Buffer.from('\u0089PNG 1', 'latin1');
  expect(await files.open('../现场 1.png', bytes)).toBe(true);
  const file = openFile.mock.lastCall?.[0] ?? '';
  expect(path.dirname(file)).toBe(folder);
  expect(path.basename(file)).toMatch(/^现场 1-[0-9a-f]{8}\.png$/);
  expect(readFileSync(file)).toEqual(bytes);
  files.clear();
  expect(existsSync(folder)).toBe(false);
});

it('says that nothing took it, and keeps no copy of what it does not open', async () => {
  const files = openedFiles(folder, async () => 'no program');
  expect(await files.open('a.pdf', Buffer.from('%PDF-1'))).toBe(false);
  files.clear();
  expect(await files.open('a.pdf', Buffer.from('MZ'))).toBe(false);
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
});

test.each([
  ['a.webp', 'RIFF____WEBP', '.webp'],
  ['a.wav', 'RIFF____WAVE', '.wav'],
  ['a.jpg', 'GIF89a', '.gif'],
  ['a.mp3', 'ID3', '.mp3'],
  ['a.mp3', '\u00ff\u00fb\u0090', '.mp3'],
  ['a.m4a', '\0\0\0 ftypM4A ', '.m4a'],
  ['a.HEIC', '\0\0\0 ftypheic', '.heic'],
  ['说明.txt', 'plain', '.txt'],
])('%s that begins with %j ends with %s', (name, begin, kind) => {
  expect(fileToOpen(Buffer.from(begin, 'latin1'), name, 't')).toMatch(new RegExp(`-t\\${kind}$`));
});

test.each([
  ['a page', 'a.html', '<html>'],
  ['a shortcut', 'a.desktop', '[Desktop Entry]'],
  ['a script in the clothes of a text', 'a.sh', 'rm -rf /'],
  ['bytes under a text’s name', 'a.txt', '\u0000\u0001'],
  ['a container by another name', 'a.exe', '\0\0\0 ftypisom'],
])('not opened: %s', (_, name, text) => {
  expect(fileToOpen(Buffer.from(text, 'latin1'), name, 't')).toBeNull();
});
