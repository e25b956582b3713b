/** Half a million calls leave as a file: all of them, in little memory, and no further once the reader has gone. */
import { once } from 'node:events';
import { expect, it } from 'vitest';
import type { ReportCall } from '@hotline/domain/report-api';
import { callTable } from './call-table.ts';
import { exportTable } from './export-table.ts';

const PAGE = 1_000;
const START = Date.parse('2026-11-24T00:00+08:00');

function call(no: number): ReportCall {
  return {
    callId: `c-${no}`,
    numberMasked: no === 0 ? '=1+1' : '138****8000',
    queueId: 'default',
    startAt: START + no * 100,
    answeredAt: START + no * 100 + 4_000,
    seatId: '1001',
    abandonedAt: null,
    endedAt: START + no * 100 + 90_000,
    talkMs: 86_000,
    holdMs: 0,
    wrapMs: 12_000,
    transfers: 0,
    isBookedLate: false,
  };
}

/** Counts the pages that were asked for. */
function source(rows: number) {
  const read = { pages: 0 };
  async function* pages(): AsyncGenerator<readonly ReportCall[]> {
    for (let from = 0; from < rows; from += PAGE) {
      read.pages += 1;
      yield Array.from({ length: Math.min(PAGE, rows - from) }, (_, n) => call(from + n));
    }
  }
  return { read, pages };
}

it('500,000 rows as csv: every one, never more than a little in memory', async () => {
  const { pages, read } = source(500_000);
  const stream = exportTable(pages(), callTable('Asia/Shanghai'), 'csv');
  let lines = 0;
  let bytes = 0;
  let most = 0;
  let text = '';
  for await (const chunk of stream) {
    const part = chunk as Buffer;
    if (text.length < 1_000) text += part.toString();
    bytes += part.length;
    for (const byte of part) if (byte === 10) lines += 1;
    // Rows that were made and not yet read: what is in the pipes.
    most = Math.max(most, read.pages * PAGE - lines);
  }
  expect(lines).toBe(500_001);
  expect(bytes).toBeGreaterThan(30_000_000);
  expect(most).toBeLessThan(5 * PAGE);
  const [, first] = text.split('\r\n');
  expect(first).toContain('2026-11-24 00:00:00');
  // A cell that begins like a formula is text.
  expect(first).toContain("'=1+1");
}, 300_000);

it.each(['csv', 'xlsx'] as const)(
  'a reader who goes away ends a %s of 500,000 rows: nothing more is read',
  async (format) => {
    const { pages, read } = source(500_000);
    const stream = exportTable(pages(), callTable('Asia/Shanghai'), format);
    await once(stream, 'data');
    stream.destroy();
    await once(stream, 'close');
    const atEnd = read.pages;
    // Every page that was under way has come by then.
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(read.pages).toBeLessThanOrEqual(atEnd + 1);
    expect(read.pages).toBeLessThan(100);
  },
  120_000,
);

async function* breaking(): AsyncGenerator<readonly ReportCall[]> {
  yield [call(0)];
  throw new Error('the reader has ended');
}

it('what breaks while it is read breaks the file: no half of it passes for the whole', async () => {
  const stream = exportTable(breaking(), callTable('Asia/Shanghai'), 'csv');
  await expect(
    (async () => {
      for await (const _ of stream);
    })(),
  ).rejects.toThrow('the reader has ended');
});
