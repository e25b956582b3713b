/** A list of calls as a file, written page by page: half a million rows never stand in memory at once. */
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { once } from 'node:events';
import { stringify } from 'csv-stringify';
import ExcelJS from 'exceljs';
import type { ReportCall } from '@hotline/domain/report-api';
import { assertNever } from '@hotline/domain/result';

export type ExportFormat = 'csv' | 'xlsx';

const columns: readonly {
  readonly head: string;
  readonly value: (call: ReportCall, local: (at: number) => string) => string | number;
}[] = [
  { head: '话单号', value: ({ callId }) => callId },
  { head: '来电号码', value: ({ numberMasked }) => numberMasked },
  { head: '队列', value: ({ queueId }) => queueId },
  { head: '计时起点', value: ({ startAt }, local) => local(startAt) },
  {
    head: '接听',
    value: ({ answeredAt }, local) => (answeredAt === null ? '' : local(answeredAt)),
  },
  { head: '席位', value: ({ seatId }) => seatId ?? '' },
  {
    head: '放弃',
    value: ({ abandonedAt }, local) => (abandonedAt === null ? '' : local(abandonedAt)),
  },
  { head: '结束', value: ({ endedAt }, local) => (endedAt === null ? '' : local(endedAt)) },
  { head: '通话秒', value: ({ talkMs }) => talkMs / 1000 },
  { head: '保持秒', value: ({ holdMs }) => holdMs / 1000 },
  { head: '整理秒', value: ({ wrapMs }) => wrapMs / 1000 },
  { head: '转接', value: ({ transfers }) => transfers },
  { head: '事后补记', value: ({ isBookedLate }) => (isBookedLate ? '是' : '') },
];

/** Ends early, without an error, when the reader has gone away: nothing more is read from the store then. */
export function exportCalls(
  pages: AsyncIterable<readonly ReportCall[]>,
  format: ExportFormat,
  timeZone: string,
): Readable {
  const out = new PassThrough();
  const written = writing(pages, out, format, localTimes(timeZone));
  written.catch((cause: unknown) => {
    if (!out.destroyed) out.destroy(cause instanceof Error ? cause : new Error(String(cause)));
  });
  return out;
}

function localTimes(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (at) => format.format(at);
}

async function writing(
  pages: AsyncIterable<readonly ReportCall[]>,
  out: PassThrough,
  format: ExportFormat,
  local: (at: number) => string,
): Promise<void> {
  switch (format) {
    case 'csv':
      return writeCsv(pages, out, local);
    case 'xlsx':
      return writeXlsx(pages, out, local);
    default:
      return assertNever(format);
  }
}

async function writeCsv(
  pages: AsyncIterable<readonly ReportCall[]>,
  out: PassThrough,
  local: (at: number) => string,
): Promise<void> {
  // The mark makes Excel read UTF-8; a cell that begins like a formula is made text.
  const csv = stringify({
    bom: true,
    header: true,
    columns: columns.map(({ head }) => head),
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  csv.pipe(out);
  for await (const page of pages) {
    for (const call of page) csv.write(columns.map(({ value }) => value(call, local)));
    if (!(await hasRoom(csv, out))) return;
  }
  csv.end();
}

async function writeXlsx(
  pages: AsyncIterable<readonly ReportCall[]>,
  out: PassThrough,
  local: (at: number) => string,
): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false });
  const sheet = book.addWorksheet('话单', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(columns.map(({ head }) => head)).commit();
  for await (const page of pages) {
    // Strings are cells of text there: nothing in them is a formula.
    for (const call of page) sheet.addRow(columns.map(({ value }) => value(call, local))).commit();
    if (!(await hasRoom(out, out))) return;
  }
  sheet.commit();
  await book.commit();
}

/** Waits while the reader is slower than the store. @returns false: it has gone. */
async function hasRoom(buffer: Writable, out: PassThrough): Promise<boolean> {
  if (out.destroyed) return false;
  if (!buffer.writableNeedDrain) return true;
  const gone = new AbortController();
  const closed = (): void => gone.abort();
  out.once('close', closed);
  try {
    await once(buffer, 'drain', { signal: gone.signal });
    return true;
  } catch (cause) {
    if (gone.signal.aborted) return false;
    throw cause;
  } finally {
    out.off('close', closed);
  }
}
