import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { z } from 'zod';
import { err, ok, type Result } from '@hotline/domain/result';
import { explainIssues, problemAt } from './explain.ts';
import { parseLocatedYaml } from './located-yaml.ts';
import type { ConfigProblem } from './problem.ts';
import type { ReferenceProblem } from './reference-problem.ts';

/** A YAML file by its schema, or every mistake in it with its place. `check`: what a schema cannot say. */
export function readYaml<T extends z.ZodType>(
  path: string,
  schema: T,
  check: (value: z.output<T>) => ReferenceProblem[] = () => [],
): Result<z.output<T>, ConfigProblem[]> {
  const file = basename(path);
  const read = readText(path, file);
  if (!read.ok) return read;
  const yaml = parseLocatedYaml(file, read.value);
  if (!yaml.ok) return yaml;
  const parsed = schema.safeParse(yaml.value.value);
  if (!parsed.success) return err(explainIssues(file, schema, yaml.value, parsed.error.issues));
  const wrong = check(parsed.data);
  if (wrong.length > 0) {
    return err(wrong.map(({ path: at, words }) => problemAt(file, yaml.value, at, words)));
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
