import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { LocatedYaml } from './located-yaml.ts';
import type { ConfigProblem } from './problem.ts';

const rows = z.array(
  z.object({
    record: z.record(z.string(), z.string()),
    info: z.object({ lines: z.number() }),
  }),
);

/**
 * A CSV file as the value `{ [list]: rows }`, with the line of each row. The first row names the fields; an empty cell is
 * a field that is not there; a line that begins with `#` is a comment. RFC 4180, with or without a BOM.
 */
export function parseLocatedCsv(
  file: string,
  text: string,
  list: string,
): { ok: true; value: LocatedYaml } | { ok: false; error: ConfigProblem[] } {
  try {
    const read = rows.parse(
      parse(text, {
        columns: true,
        bom: true,
        info: true,
        trim: true,
        skip_empty_lines: true,
        comment: '#',
        comment_no_infix: true,
      }),
    );
    const value = {
      [list]: read.map(({ record }) =>
        Object.fromEntries(Object.entries(record).filter(([, cell]) => cell !== '')),
      ),
    };
    return {
      ok: true,
      value: {
        value,
        placeOf: ([, row]) => ({
          line: (typeof row === 'number' ? read[row]?.info.lines : undefined) ?? 1,
          column: 1,
        }),
      },
    };
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = 'lines' in cause && typeof cause.lines === 'number' ? cause.lines : null;
    const { message } = cause;
    return {
      ok: false,
      error: [
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
}
