/**
 * `pnpm -s bench tickets [--tickets 100000] [--pages 60]`: what people wait for at their lists. Through the store's own
 * interface in SQLite and in PostgreSQL (null where it is not installed), p50 and p99 in ms:
 *
 *   list    the newest 100 of all
 *   filter  a unit's, by kind and urgency
 *   page    a later page, by the cursor of the one before it
 *   search  titles that have a word in them
 *   counts  all badges of a leader's lists
 *
 * Then `screen`, the real list in Chromium on a bridge with these tickets (null: the desk is not built), scrolled down
 * without a pause: `page` is asking the bridge for the next 100 rows until they are there, `frame` the time between two
 * frames of the page (16.7 is the screen's own pace), `nodes` the rows that exist on the page at the end.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  openStore,
  type TicketCursor,
  type TicketStore,
} from '../apps/cti-bridge/src/store/index.ts';
import { percentile } from '../tests/chaos/chance.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { startStack } from '../tests/support/stack.ts';
import { begun, fill, next, onPostgres, onSqlite, timed, UNITS } from './ticket-stage/tickets.ts';

const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '100000' },
    pages: { type: 'string', default: '60' },
  },
});
const PAGE = 100;
const total = Number(values.tickets);
const pages = Number(values.pages);
if (!Number.isInteger(pages) || pages < 5 || !Number.isInteger(total) || total < pages * PAGE) {
  console.error(`--pages: at least 5; --tickets: at least ${PAGE} a page; whole numbers`);
  process.exit(2);
}

async function measure(tickets: TicketStore) {
  const all = {
    view: { kind: 'all' },
    unit: null,
    state: null,
    matterKind: null,
    urgency: null,
    title: null,
    newestFirst: true,
    after: null,
    limit: PAGE,
  } as const;
  const now = begun + total * 60_000;
  const words = ['停水', '路灯', '噪音', '井盖', '垃圾'];
  let after: TicketCursor | null = null;
  return {
    list: await timed(() => tickets.list(all)),
    filter: await timed(() =>
      tickets.list({
        ...all,
        unit: `unit-${next(UNITS)}`,
        matterKind: 'help',
        urgency: 'normal',
        state: 'dispatched',
      }),
    ),
    page: await timed(async () => {
      const read = await tickets.list({ ...all, after });
      after = read.next;
    }),
    search: await timed(() => tickets.list({ ...all, title: words[next(words.length)] ?? null })),
    counts: await timed(() =>
      tickets.count(
        [
          { ...all, view: { kind: 'mine', person: 'agent-7' } },
          { ...all, view: { kind: 'to-dispatch' } },
          { ...all, view: { kind: 'due-soon', now, before: now + 24 * 3_600_000 } },
          { ...all, view: { kind: 'overdue', now } },
          { ...all, view: { kind: 'to-supervise', now } },
          { ...all, view: { kind: 'supervised' } },
          { ...all, view: { kind: 'to-revisit' } },
        ],
        1000,
      ),
    ),
  };
}

/** On the page: a screen's worth a frame, until so many rows were gone through. The times between frames, ms. */
function scrollDown(table: HTMLElement | SVGElement, rows: number): Promise<number[]> {
  const rowPx = 32;
  return new Promise((resolve) => {
    const between: number[] = [];
    let last = performance.now();
    const frame = (at: number): void => {
      between.push(at - last);
      last = at;
      if (table.scrollTop >= rows * rowPx - table.clientHeight) {
        resolve(between.slice(1));
        return;
      }
      table.scrollBy(0, table.clientHeight / 4);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

function figures(all: readonly number[]) {
  const at = (share: number) => Number(percentile(all, share).toFixed(1));
  return { n: all.length, p50: at(0.5), p99: at(0.99) };
}

async function onScreen(data: string) {
  if (!existsSync('apps/desktop/out/web/index.html')) return null;
  const env = { HOTLINE_DATA: data };
  const stack = await startStack({ config: 'config/hotline.yaml', kind: 'practice', env });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
    await page.addInitScript(() => performance.setResourceTimingBufferSize(10_000));
    await page.goto(`${stack.address}/#sign-in=dispatcher:${encodeURIComponent(stack.password)}`);
    await page.locator('[data-list=all]').click();
    const table = page.getByTestId('ticket-table');
    await table.locator('[data-ticket]').first().waitFor();
    const frames = await table.evaluate(scrollDown, pages * PAGE);
    const asked = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.includes('after='))
        .map(({ duration }) => duration),
    );
    const nodes = await table.locator('[data-ticket]').count();
    return { rowsRead: pages * PAGE, page: figures(asked), frame: figures(frames), nodes };
  } finally {
    await browser.close();
    await stack.stop();
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'hotline-bench-tickets-'));
try {
  const opened = openStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  const tickets = onSqlite(store);
  await fill(store, tickets, total);
  const sqlite = await measure(tickets);
  const postgres = await onPostgres(store, measure);
  store.close();
  const screen = await onScreen(folder);
  console.log(
    JSON.stringify({ bench: 'tickets', unit: 'ms', tickets: total, sqlite, postgres, screen }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
