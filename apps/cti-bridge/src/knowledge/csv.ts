import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Reading } from './read-folder.ts';
import { readArticle } from './source-article.ts';

/** Cells that hold several, one a line or parted by `|`. */
const lists = new Set(['steps', 'keywords']);

const row = z.object({
  record: z.record(z.string(), z.string()),
  info: z.object({ lines: z.number() }),
});

/** The first row names the fields; an empty cell is a field that is not there. RFC 4180, with or without a BOM. */
export function articlesOfCsv(file: string, text: string): Reading {
  let rows: z.infer<typeof row>[];
  try {
    rows = z
      .array(row)
      .parse(
        parse(text, { columns: true, bom: true, info: true, trim: true, skip_empty_lines: true }),
      );
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = 'lines' in cause && typeof cause.lines === 'number' ? cause.lines : null;
    const { message } = cause;
    return {
      articles: [],
      problems: [
        {
          file,
          line,
          column: null,
          path: '',
          zh: `CSV 格式错误：${message}`,
          en: `CSV: ${message}`,
        },
      ],
    };
  }
  const read = rows.map(({ record, info }) => {
    const fields = Object.entries(record)
      .filter(([, cell]) => cell !== '')
      .map(([name, cell]) => [name, lists.has(name) ? partsOf(cell) : valueOf(name, cell)]);
    const value: unknown = Object.fromEntries(fields);
    // `lines` is where the row ends.
    const place = { value, placeOf: () => ({ line: info.lines, column: 1 }) };
    return readArticle(file, value, place, []);
  });
  return {
    articles: read.flatMap((each) => (each.ok ? [each.value] : [])),
    problems: read.flatMap((each) => (each.ok ? [] : each.error)),
  };
}

const partsOf = (cell: string): string[] =>
  cell
    .split(/[|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const valueOf = (name: string, cell: string): unknown =>
  name === 'sample' && /^(?:true|false)$/i.test(cell) ? cell.toLowerCase() === 'true' : cell;
