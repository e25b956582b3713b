import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { BridgeConfig } from '../config/index.ts';
import { openStoreToRead, verifyLedger } from '../store/index.ts';
import { forget, testConfig } from '../testing/test-bridge.ts';
import { fill } from './fill.ts';

const folders: string[] = [];
const now = Date.parse('2026-11-20T15:30+08:00');

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-demonstration-'));
  folders.push(folder);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) forget(folder);
});

const options = (folder: string) => ({
  config: testConfig(folder, (config: BridgeConfig) => config),
  days: 20,
  callsPerDay: 40,
  seed: 7,
  now,
  progress() {},
});

function read(folder: string) {
  const opened = openStoreToRead(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  try {
    const texts = (sql: string): readonly string[] => store.prepare<[], string>(sql).pluck().all();
    return {
      seal: verifyLedger(store),
      facts: texts('SELECT fact FROM call_event ORDER BY seq'),
      times: texts('SELECT at FROM call_event ORDER BY seq').map(Number),
      states: texts("SELECT state || ' ' || count(*) FROM ticket GROUP BY state ORDER BY state"),
      titles: texts('SELECT title FROM ticket'),
    };
  } finally {
    store.close();
  }
}

it('fills an empty folder, marked, sealed, in the order of time, up to now', async () => {
  const folder = emptyFolder();
  const filled = await fill(options(folder));
  if (!filled.ok) throw new Error(filled.error);
  const { seal, facts, times, states, titles } = read(folder);
  expect(seal).toMatchObject({ brokenAt: null, checked: facts.length });
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.at(-1)).toBeLessThanOrEqual(now);
  expect(times[0]).toBeGreaterThan(now - 20 * 86_400_000);
  expect(filled.value.calls).toBe(facts.filter((fact) => fact.includes('"call-arrived"')).length);
  expect(facts.every((fact) => fact.includes('"demo-'))).toBe(true);
  expect(titles).toHaveLength(filled.value.tickets);
  expect(titles.every((title) => title.startsWith('（演示）'))).toBe(true);
  // Old ones have gone their whole way, new ones are under way.
  expect(states.map((state) => state.split(' ')[0])).toEqual(
    expect.arrayContaining(['closed', 'handling']),
  );
});

it('is the same again, and leaves a folder with calls alone', async () => {
  const [one, other] = [emptyFolder(), emptyFolder()];
  await fill(options(one));
  await fill(options(other));
  const first = read(one);
  expect(read(other)).toEqual(first);
  const again = await fill(options(one));
  expect(again.ok ? '' : again.error).toMatch(/empty folder only/);
  expect(read(one)).toEqual(first);
});
