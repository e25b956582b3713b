import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyDraft } from '@hotline/domain/draft';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  startPlatform,
  type PageBehaviour,
  type PlatformTicket,
  type ReferencePlatform,
} from '../../../../tests/tickets/reference-platform.ts';
import { createTicketStore, openStore, sqliteRunner, type Store } from '../store/index.ts';
import { quickRules } from '../testing/ticket-rules.ts';
import { startPull, type PullOutcome } from './pull.ts';

const SECRET = 'sixteen-letters-';
const begun = Date.UTC(2026, 10, 25, 4);
/** Waits of seconds and minutes are over at once; nothing here is asserted about how long. */
const FASTER = 1000;
const clock = {
  now: () => begun + Math.round(performance.now() * FASTER),
  after(ms: number, task: () => void) {
    const timer = setTimeout(task, ms / FASTER);
    return () => clearTimeout(timer);
  },
};

let folder: string;
let store: Store;
let platform: ReferencePlatform;
let pull: { stop(): Promise<void> };
let counted: Map<PullOutcome, number>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotline-pull-'));
  const opened = openStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  store = opened.value;
  counted = new Map();
});
afterEach(async () => {
  await pull.stop();
  await platform.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const ticket = (id: string, version: number, title = `${id} v${version}`): PlatformTicket => ({
  id,
  version,
  draft: { ...emptyDraft(id, null), title, text: '𠮷㐂🚰' },
});
/** 12 tickets, each told again in a newer version later on. */
const log = [1, 2].flatMap((version) =>
  Array.from({ length: 12 }, (_, index) => ticket(`P-${index}`, version)),
);
const newest = Array.from({ length: 12 }, (_, index) => `P-${index} v2`).sort();

const tickets = () =>
  createTicketStore(sqliteRunner(store), {
    timeZone: 'UTC',
    targets: [],
    rules: () => quickRules,
  });

function start(): void {
  pull = startPull({
    store: tickets(),
    sources: [{ id: 'city', url: platform.url, everySeconds: 60, pageSize: 5 }],
    secret: SECRET,
    clock,
    random: () => 0.5,
    log: { warn: () => {} },
    count: (_, what) => counted.set(what, (counted.get(what) ?? 0) + 1),
    timeOutMs: 150,
  });
}
const titles = () =>
  store.prepare('SELECT title FROM ticket ORDER BY title').pluck().all() as string[];
const whole = () =>
  vi.waitFor(() => expect(titles().toSorted()).toEqual(newest), { timeout: 30_000 });

describe('tickets pulled from a platform', () => {
  it.each<readonly [string, (request: number) => PageBehaviour]>([
    ['that answers', () => ({ kind: 'answer' })],
    [
      'that fails every other time',
      (n) => (n % 2 ? { kind: 'fail', status: 500 } : { kind: 'answer' }),
    ],
    ['that is too busy', (n) => (n % 3 ? { kind: 'fail', status: 429 } : { kind: 'answer' })],
    ['that says nothing now and then', (n) => ({ kind: n % 3 === 1 ? 'silent' : 'answer' })],
    ['that breaks off', (n) => ({ kind: n % 2 ? 'garbage' : 'answer' })],
    ['that tells pages twice', (n) => ({ kind: n % 2 ? 'answer' : 'again' })],
    ['that tells the newest of a page first', () => ({ kind: 'reversed' })],
  ])('%s: each once, in its newest version', async (_, behave) => {
    platform = await startPlatform(SECRET, log, behave);
    start();
    await whole();
    expect(counted.get('created')).toBe(12);
    expect(platform.forged).toBe(0);
  });

  it('goes on after a restart where it was, not from the beginning', async () => {
    let isDown = true;
    platform = await startPlatform(SECRET, log, (n) =>
      n > 2 && isDown ? { kind: 'fail', status: 503 } : { kind: 'answer' },
    );
    start();
    await vi.waitFor(() => expect(platform.asked.length).toBeGreaterThan(3));
    await pull.stop();
    expect(await tickets().pulledTo('city')).toBe('at-10');
    isDown = false;
    const before = platform.asked.length;
    start();
    await vi.waitFor(() => expect(platform.asked.length).toBeGreaterThan(before));
    expect(platform.asked[before]).toBe('at-10');
  });

  it.each([
    // Each time it is found out at the second page, and asked later and later.
    ['stuck', 4],
    // More than one round of pages.
    ['endless', 60],
  ] as const)('is not kept by a platform that is %s', async (kind, times) => {
    platform = await startPlatform(SECRET, log, () => ({ kind }));
    start();
    await vi.waitFor(() => expect(platform.asked.length).toBeGreaterThan(times), {
      timeout: 30_000,
    });
    const pages = platform.asked.length;
    await pull.stop();
    // The stop waits for no end of pages.
    expect(platform.asked.length - pages).toBeLessThan(100);
  });

  it('leaves out what cannot be read, counts it, and takes the rest', async () => {
    const broken = [
      { id: '../x', version: 1, draft: ticket('a', 1).draft },
      { id: 'b', version: 0, draft: {} },
      'nonsense',
    ] as unknown as PlatformTicket[];
    platform = await startPlatform(SECRET, [...broken, ticket('good', 1)], () => ({
      kind: 'answer',
    }));
    start();
    await vi.waitFor(() => expect(titles()).toEqual(['good v1']), { timeout: 20_000 });
    expect(counted.get('unreadable')).toBe(3);
  });
});
