import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../store/index.ts';
import { removeOldRecordings } from './clean-up.ts';
import { fileInFolder } from './file-in-folder.ts';
import { openRecordingIndex, type RecordingIndex } from './recording-index.ts';
import { settleUnfinished } from './settle-unfinished.ts';
import { lengthOf } from './wav-length.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 2);

let root: string;
let folder: string;
let store: Store;
let index: RecordingIndex;
let lines: { fields: Readonly<Record<string, unknown>>; message: string }[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hotline-files-'));
  folder = join(root, 'recordings');
  mkdirSync(folder);
  const opened = openStore(join(root, 'data'));
  if (!opened.ok) throw new Error(opened.error.code);
  store = opened.value;
  index = openRecordingIndex(store, { folder, utcOffsetMinutes: 480, failed: () => {} });
  lines = [];
});
afterEach(() => {
  index.close();
  store.close();
  rmSync(root, { recursive: true });
});

/** A second of 8 kHz, 16 bit, stereo. */
function wav(bytes = 32_000, said = bytes): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(said + 36, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(32_000, 28);
  head.write('data', 36);
  head.writeUInt32LE(said, 40);
  return Buffer.concat([head, Buffer.alloc(bytes)]);
}

function write(path: string, writtenAt: number): string {
  const full = path.startsWith('/') ? path : join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, wav());
  utimesSync(full, writtenAt / 1000, writtenAt / 1000);
  return full;
}

/** On the index too, over since `at`. */
function record(path: string, at: number): string {
  const full = write(path, at);
  index.started('c1', full, at - 1000);
  index.ended(full, at, null);
  return full;
}

const log = (fields: Readonly<Record<string, unknown>>, message: string) =>
  void lines.push({ fields, message });
const tidy = (keepDays: number | null) =>
  removeOldRecordings({ index, folder, keepDays, log: { info: log, warn: log } }, NOW);

describe('clean-up', () => {
  it('removes what is older than its days, file and index, with a line for each', async () => {
    const old = record('2026-11-01/100501.123-c1.wav', NOW - 11 * DAY);
    const young = record('2026-11-13/100501.123-c1.wav', NOW - 9 * DAY);
    expect(await tidy(10)).toBe(1);
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
    expect(index.of('c1').map(({ path }) => path)).toEqual([young]);
    // The day's folder is empty now.
    expect(existsSync(dirname(old))).toBe(false);
    expect(lines).toEqual([
      {
        message: 'recording removed: kept for its time',
        fields: {
          file: '2026-11-01/100501.123-c1.wav',
          callId: 'c1',
          bytes: 32_044,
          keepDays: 10,
        },
      },
    ]);
  });

  it('never removes anything without days', async () => {
    const old = record('2026-11-01/100501.123-c1.wav', NOW - 4000 * DAY);
    expect(await tidy(null)).toBe(0);
    expect(existsSync(old)).toBe(true);
  });

  it('removes what the PBX recorded by itself, and nothing that is somebody else’s', async () => {
    const old = NOW - 99 * DAY;
    const alone = write('8f1f7c1e-0b5a-4c6e-9d3f-000000000001.wav', old);
    const unnoted = write('2026-08-01/100501.123-x.wav', old);
    const kept = [
      write('holiday-music.wav', old),
      write('2026-08-01/notes.txt', old),
      write('archive/100501.123-x.wav', old),
      write('8f1f7c1e-0b5a-4c6e-9d3f-000000000002.wav', NOW - DAY),
    ];
    expect(await tidy(10)).toBe(2);
    expect([alone, unnoted].map((path) => existsSync(path))).toEqual([false, false]);
    expect(kept.map((path) => existsSync(path))).toEqual([true, true, true, true]);
  });

  it('follows no link: neither a file’s nor a day’s, on the index or not', async () => {
    const old = NOW - 99 * DAY;
    const outside = write(join(root, 'elsewhere/100501.123-x.wav'), old);
    symlinkSync(dirname(outside), join(folder, '2026-08-02'));
    mkdirSync(join(folder, '2026-08-03'));
    const link = join(folder, '2026-08-03/100501.123-x.wav');
    symlinkSync(outside, link);
    for (const path of [link, join(folder, '2026-08-02/100501.123-x.wav')]) {
      index.started('c1', path, old);
      index.ended(path, old, null);
    }
    expect(await tidy(10)).toBe(0);
    expect(existsSync(outside)).toBe(true);
    expect(existsSync(link)).toBe(true);
  });

  it('leaves a path outside the folder alone, and says so', async () => {
    const outside = record(join(root, 'elsewhere/a.wav'), NOW - 99 * DAY);
    const climbing = join(folder, '../elsewhere/a.wav').replace('elsewhere', 'x/../elsewhere');
    index.started('c2', climbing, NOW - 99 * DAY);
    index.ended(climbing, NOW - 99 * DAY, null);
    expect(await tidy(10)).toBe(0);
    expect(existsSync(outside)).toBe(true);
    expect(lines.map(({ message }) => message)).toContain('recording outside the folder: kept');
    expect(index.of('c1')).toHaveLength(1);
  });

  it('forgets nothing while the disk is away', async () => {
    record('2026-11-01/100501.123-c1.wav', NOW - 11 * DAY);
    rmSync(folder, { recursive: true });
    expect(await tidy(10)).toBe(0);
    expect(index.of('c1')).toHaveLength(1);
    mkdirSync(folder);
    await tidy(10);
    expect(index.of('c1')).toHaveLength(0);
  });

  it('works in a folder that is a link itself', async () => {
    const real = folder;
    const old = record('2026-11-01/100501.123-c1.wav', NOW - 11 * DAY);
    folder = join(root, 'linked');
    symlinkSync(real, folder);
    expect(await tidy(10)).toBe(1);
    expect(existsSync(old)).toBe(false);
  });
});

describe('a file in the folder', () => {
  it.each([
    ['the folder itself', '.'],
    ['what is not there', 'nothing.wav'],
    ['a folder', 'day'],
    ['above it', '../elsewhere/x.wav'],
    ['through a file', 'a.wav/b.wav'],
    ['a link', 'link.wav'],
    ['behind a link', 'linked/x.wav'],
  ])('is not %s', async (_, name) => {
    write('a.wav', NOW);
    mkdirSync(join(folder, 'day'));
    const outside = write(join(root, 'elsewhere/x.wav'), NOW);
    symlinkSync(outside, join(folder, 'link.wav'));
    symlinkSync(dirname(outside), join(folder, 'linked'));
    expect(await fileInFolder(folder, join(folder, 'a.wav'))).toMatchObject({ name: 'a.wav' });
    expect(await fileInFolder(folder, `${folder}/${name}`)).toBeNull();
  });
});

it('settles what ended while nobody looked: by the file’s last write and its own length', async () => {
  const hour = 3_600_000;
  const ended = write('2026-11-22/080000.000-c1.wav', NOW - hour);
  const going = write('2026-11-22/080000.000-c2.wav', NOW - 1000);
  const gone = join(folder, '2026-11-22/080000.000-c3.wav');
  const elsewhere = join(root, 'elsewhere.wav');
  for (const [call, path] of [ended, going, gone, elsewhere].entries()) {
    index.started(`c${call + 1}`, path, NOW - 2 * hour);
  }
  index.started('c5', join(folder, 'new.wav'), NOW - 1000);
  expect(await settleUnfinished(index, folder, NOW)).toBe(2);
  expect(index.of('c1')).toMatchObject([{ state: 'ended', endedAt: NOW - hour, lengthMs: 1000 }]);
  expect(index.of('c3')).toMatchObject([{ state: 'missing' }]);
  expect(index.underWay().map(({ callId }) => callId)).toEqual(['c4', 'c2', 'c5']);
});

describe('length of a WAV file', () => {
  it.each([
    ['as it says', wav(32_000), 1000],
    ['as it is, when the PBX had no time to say', wav(16_000, 0), 500],
    ['as it is, when it says more', wav(16_000, 0xffffffff - 36), 500],
  ])('%s', (_, bytes, ms) => {
    expect(lengthOf(bytes.subarray(0, 4096), bytes.length)).toBe(ms);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['something else', Buffer.from('OggS and so on and on')],
    ['a head without data', wav().subarray(0, 36)],
    ['data before any format', Buffer.from('RIFF\0\0\0\0WAVEdata\x04\0\0\0abcd', 'latin1')],
  ])('is unknown of %s', (_, bytes) => {
    expect(lengthOf(bytes, bytes.length)).toBeNull();
  });
});
