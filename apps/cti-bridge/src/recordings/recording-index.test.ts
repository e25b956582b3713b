import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openStore, type Store } from '../store/index.ts';
import { isRecordingName } from './file-name.ts';
import { openRecordingIndex, type RecordingIndex } from './recording-index.ts';

/** 2026-11-22 10:05:01.123 in Shanghai. */
const AT = Date.UTC(2026, 10, 22, 2, 5, 1, 123);
const CALL = '8f1f7c1e-0b5a-4c6e-9d3f-000000000001';

let folder: string;
let store: Store;
let index: RecordingIndex;
const failed = vi.fn<(cause: unknown) => void>();

function open(): RecordingIndex {
  return openRecordingIndex(store, { folder: '/rec', utcOffsetMinutes: 480, failed });
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotline-recordings-'));
  const opened = openStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  store = opened.value;
  index = open();
  failed.mockClear();
});
afterEach(() => {
  index.close();
  store.close();
  rmSync(folder, { recursive: true });
});

it('names a file by day, time and call, never twice, never outside the folder', () => {
  const path = index.newPath(CALL, AT);
  expect(path).toBe(`/rec/2026-11-22/100501.123-${CALL}.wav`);
  expect(isRecordingName(path.slice('/rec/'.length))).toBe(true);
  expect(index.newPath(CALL, AT)).toBe(`/rec/2026-11-22/100501.123-${CALL}-2.wav`);
  expect(index.newPath('../../x y', AT)).toBe('/rec/2026-11-22/100501.123-.._.._x_y.wav');
  index.started('c9', '/rec/2026-11-22/100501.123-c9.wav', AT);
  index.close();
  index = open();
  expect(index.newPath('c9', AT)).toBe('/rec/2026-11-22/100501.123-c9-2.wav');
});

it('keeps a recording from its start to its end, with what was silenced', () => {
  index.started('c1', '/rec/a.wav', AT);
  expect(index.of('c1')).toEqual([
    {
      callId: 'c1',
      path: '/rec/a.wav',
      startedAt: AT,
      endedAt: null,
      lengthMs: null,
      state: 'on',
      masked: [],
    },
  ]);
  index.masked('/rec/a.wav', AT + 1000, true);
  index.masked('/rec/a.wav', AT + 1500, true);
  index.masked('/rec/a.wav', AT + 3000, false);
  index.masked('/rec/a.wav', AT + 3500, false);
  index.masked('/rec/a.wav', AT + 8000, true);
  expect(index.of('c1')[0]?.masked).toEqual([
    { from: 1000, to: 3000 },
    { from: 8000, to: null },
  ]);
  index.ended('/rec/a.wav', AT + 9000, null);
  index.ended('/rec/a.wav', AT + 99_000, null);
  expect(index.of('c1')).toMatchObject([
    {
      endedAt: AT + 9000,
      lengthMs: 9000,
      state: 'ended',
      masked: [
        { from: 1000, to: 3000 },
        { from: 8000, to: 9000 },
      ],
    },
  ]);
  expect(index.underWay()).toEqual([]);
});

it('a recording read back after a restart is the same one', () => {
  index.started('c1', '/rec/a.wav', AT);
  index.masked('/rec/a.wav', AT + 5, true);
  index.close();
  index = open();
  expect(index.underWay()).toMatchObject([{ path: '/rec/a.wav' }]);
  index.started('c1', '/rec/a.wav', AT + 60_000);
  expect(index.of('c1')).toMatchObject([{ startedAt: AT, masked: [{ from: 5, to: null }] }]);
});

it('a call has a recording for each of its lines, and knows which are missing', () => {
  index.started('c1', '/rec/b.wav', AT + 5);
  index.started('c1', '/rec/a.wav', AT);
  index.missing('c1', '/rec/c.wav', AT + 10);
  index.ended('/rec/a.wav', AT + 4, 3);
  index.ended('/rec/nobody.wav', AT, null);
  index.masked('/rec/nobody.wav', AT, true);
  expect(index.of('c1').map(({ path, state }) => [path, state])).toEqual([
    ['/rec/a.wav', 'ended'],
    ['/rec/b.wav', 'on'],
    ['/rec/c.wav', 'missing'],
  ]);
  // It came after all.
  index.started('c1', '/rec/c.wav', AT + 11);
  expect(index.of('c1')[2]).toMatchObject({ state: 'on', endedAt: null });
});

it('gives those that are over before a time, and forgets one', () => {
  index.started('c1', '/rec/a.wav', AT);
  index.ended('/rec/a.wav', AT + 10, 10);
  index.started('c2', '/rec/b.wav', AT);
  index.missing('c3', '/rec/c.wav', AT + 20);
  expect(index.endedBefore(AT + 10)).toEqual([]);
  expect(index.endedBefore(AT + 21).map(({ path }) => path)).toEqual(['/rec/a.wav', '/rec/c.wav']);
  index.forget('/rec/a.wav');
  expect(index.of('c1')).toEqual([]);
});

it('waits for a store that is locked, and loses nothing', async () => {
  const other = new Database(join(folder, 'bridge.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  index.started('c1', '/rec/a.wav', AT);
  await vi.waitFor(() => expect(failed).toHaveBeenCalled());
  expect(index.of('c1')).toEqual([]);
  other.exec('COMMIT');
  other.close();
  await vi.waitFor(() => expect(store.prepare('SELECT * FROM recording').all()).toHaveLength(1), {
    timeout: 3000,
  });
});
