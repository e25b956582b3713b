/** A table as a file, written page by page: half a million rows never stand in memory at once. */
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { once } from 'node:events';
import { stringify } from 'csv-stringify';
import ExcelJS from 'exceljs';
import type { ExportFormat } from '@hotline/domain/report-api';
import { assertNever } from '@hotline/domain/result';

export type Column<Row> = {
  readonly head: string;
  readonly value: (row: Row) => string | number;
};
/** `name`: of the sheet. */
export type Table<Row> = { readonly name: string; readonly columns: readonly Column<Row>[] };

export const contentTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Ends early, without an error, when the reader has gone away: nothing more is read from the store then. */
export function exportTable<Row>(
  pages: AsyncIterable<readonly Row[]>,
  table: Table<Row>,
  format: ExportFormat,
): Readable {
  const out = new PassThrough();
  const written = writing(pages, out, format, table);
  written.catch((cause: unknown) => {
    if (!out.destroyed) out.destroy(cause instanceof Error ? cause : new Error(String(cause)));
  });
  return out;
}

async function writing<Row>(
  pages: AsyncIterable<readonly Row[]>,
  out: PassThrough,
  format: ExportFormat,
  table: Table<Row>,
): Promise<void> {
  switch (format) {
    case 'csv':
      return writeCsv(pages, out, table);
    case 'xlsx':
      return writeXlsx(pages, out, table);
    default:
      return assertNever(format);
  }
}

async function writeCsv<Row>(
  pages: AsyncIterable<readonly Row[]>,
  out: PassThrough,
  table: Table<Row>,
): Promise<void> {
  // The mark makes Excel read UTF-8; a cell that begins like a formula is made text.
  const csv = stringify({
    bom: true,
    header: true,
    columns: table.columns.map(({ head }) => head),
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  csv.pipe(out);
  for await (const page of pages) {
    for (const row of page) csv.write(table.columns.map(({ value }) => value(row)));
    if (!(await hasRoom(csv, out))) return;
  }
  csv.end();
}

async function writeXlsx<Row>(
  pages: AsyncIterable<readonly Row[]>,
  out: PassThrough,
  table: Table<Row>,
): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false });
  const sheet = book.addWorksheet(table.name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(table.columns.map(({ head }) => head)).commit();
  for await (const page of pages) {
    // Strings are cells of text there: nothing in them is a formula.
    for (const row of page) sheet.addRow(table.columns.map(({ value }) => value(row))).commit();
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
