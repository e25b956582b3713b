/** zod issues → problems with place, what was found and what is allowed. */
import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { assertNever } from '@hotline/domain/result';
import type { LocatedYaml } from './located-yaml.ts';
import { writePath, type ConfigProblem } from './problem.ts';
import { allowedBy, type Allowed } from './rule.ts';
import { keysAt } from './schema-keys.ts';

export function explainIssues(
  file: string,
  schema: z.ZodType,
  yaml: LocatedYaml,
  issues: readonly z.core.$ZodIssue[],
): ConfigProblem[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(schema, issue.path);
      return issue.keys.map((key) =>
        problemAt(file, yaml, issue.path, unknownKey(key, known), key),
      );
    }
    return [problemAt(file, yaml, issue.path, wrongValue(valueAt(yaml.value, issue.path), issue))];
  });
}

export function problemAt(
  file: string,
  yaml: LocatedYaml,
  path: readonly PropertyKey[],
  words: Allowed,
  key?: string,
): ConfigProblem {
  const { line, column } = yaml.placeOf(path, key);
  const full = key === undefined ? path : [...path, key];
  return { file, line, column, path: writePath(full), ...words };
}

function unknownKey(key: string, known: readonly string[]): Allowed {
  const near = nearest(key, known);
  return {
    zh: `不认识的键“${key}”；可用：${known.join('、')}${near === null ? '' : `。是不是“${near}”？`}`,
    en: `unknown key "${key}"; allowed: ${known.join(', ')}${near === null ? '' : `. Did you mean "${near}"?`}`,
  };
}

/** A known word so near that it was probably meant, else null. */
export function nearest(word: string, known: readonly string[]): string | null {
  if (known.length === 0) return null;
  const candidate = closest(word, known);
  return distance(word.toLowerCase(), candidate.toLowerCase()) <= Math.max(1, word.length / 3)
    ? candidate
    : null;
}

function wrongValue(found: unknown, issue: z.core.$ZodIssue): Allowed {
  const allowed = allowedWords(issue);
  if (found === undefined) {
    return { zh: `缺少这一项；应为${allowed.zh}`, en: `missing; expected ${allowed.en}` };
  }
  const shown = show(found);
  const choices = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const near = typeof found === 'string' ? nearest(found, choices) : null;
  return {
    zh: `写的是 ${shown}，应为${allowed.zh}${near === null ? '' : `。是不是“${near}”？`}`,
    en: `found ${shown}, expected ${allowed.en}${near === null ? '' : `. Did you mean "${near}"?`}`,
  };
}

const typeWords: Readonly<Record<string, Allowed>> = {
  string: { zh: '文字（加引号）', en: 'text (in quotes)' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组键与值', en: 'keys with values' },
};

function allowedWords(issue: z.core.$ZodIssue): Allowed {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? { zh: issue.expected, en: issue.expected };
    case 'invalid_value':
      return {
        zh: `其中之一：${issue.values.map(String).join('、')}`,
        en: `one of ${issue.values.map(String).join(', ')}`,
      };
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? {
            zh: `至少 ${issue.minimum} 项（字）`,
            en: `at least ${issue.minimum} (items or characters)`,
          }
        : { zh: `不小于 ${issue.minimum}`, en: `at least ${issue.minimum}` };
    case 'too_big':
      return issue.origin === 'array' || issue.origin === 'string'
        ? {
            zh: `至多 ${issue.maximum} 项（字）`,
            en: `at most ${issue.maximum} (items or characters)`,
          }
        : { zh: `不大于 ${issue.maximum}`, en: `at most ${issue.maximum}` };
    case 'invalid_union': {
      const each = issue.errors.flatMap((branch) => branch.slice(0, 1)).map(allowedWords);
      return {
        zh: each.map(({ zh }) => zh).join(' 或 '),
        en: each.map(({ en }) => en).join(' or '),
      };
    }
    case 'custom':
      return allowedBy(issue) ?? { zh: issue.message, en: issue.message };
    case 'invalid_format':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
      return { zh: issue.message, en: issue.message };
    default:
      return assertNever(issue);
  }
}

function show(value: unknown): string {
  const written = JSON.stringify(value) ?? String(value);
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inside, key) =>
      typeof inside === 'object' && inside !== null
        ? (inside as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );
}
