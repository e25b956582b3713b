/** A file of the configuration, read, parsed and checked; every mistake with its line. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { z } from 'zod';
import { err, ok, type Result } from '@hotline/domain/result';
import { explainIssues, problemAt } from './explain.ts';
import { parseLocatedCsv } from './located-csv.ts';
import { parseLocatedYaml } from './located-yaml.ts';
import type { ConfigProblem } from './problem.ts';
import type { ReferenceProblem } from './reference-problem.ts';

type Check<T extends z.ZodType> = (value: z.output<T>) => readonly ReferenceProblem[];

/** A list of the file's own: YAML, or by its ending a CSV whose rows are `list`. */
export function readList<T extends z.ZodType>(
  path: string,
  list: string,
  schema: T,
  check: Check<T>,
): Result<z.output<T>, ConfigProblem[]> {
  return path.toLowerCase().endsWith('.csv')
    ? read(path, schema, check, (file, text) => parseLocatedCsv(file, text, list))
    : readYaml(path, schema, check);
}

export function readYaml<T extends z.ZodType>(
  path: string,
  schema: T,
  check: Check<T> = () => [],
): Result<z.output<T>, ConfigProblem[]> {
  return read(path, schema, check, parseLocatedYaml);
}

function read<T extends z.ZodType>(
  path: string,
  schema: T,
  check: Check<T>,
  parse: typeof parseLocatedYaml,
): Result<z.output<T>, ConfigProblem[]> {
  const file = basename(path);
  const text = readText(path, file);
  if (!text.ok) return text;
  const located = parse(file, text.value);
  if (!located.ok) return located;
  const parsed = schema.safeParse(located.value.value);
  if (!parsed.success) {
    return err(explainIssues(file, schema, located.value, parsed.error.issues));
  }
  const wrong = check(parsed.data);
  if (wrong.length > 0) {
    return err(wrong.map(({ path: at, words }) => problemAt(file, located.value, at, words)));
  }
  return ok(parsed.data);
}

export function readText(path: string, file: string): Result<string, ConfigProblem[]> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    return err([
      {
        file,
        line: null,
        column: null,
        path: '',
        zh: `读不出文件（${code}）：${path}`,
        en: `the file cannot be read (${code}): ${path}`,
      },
    ]);
  }
}
