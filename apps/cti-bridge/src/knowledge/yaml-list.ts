import { z } from 'zod';
import { explainIssues } from '../config/explain.ts';
import { parseLocatedYaml } from '../config/located-yaml.ts';
import type { Reading } from './read-folder.ts';
import { readArticle } from './source-article.ts';

const fields = z.record(z.string(), z.unknown());
/** `defaults` holds what all of the file's articles share: category, unit, sample. */
const list = z.strictObject({
  defaults: fields.default({}),
  articles: z.array(fields),
});

/** `{ defaults, articles }`, or a list alone. */
export function articlesOfYaml(file: string, text: string): Reading {
  const yaml = parseLocatedYaml(file, text);
  if (!yaml.ok) return { articles: [], problems: yaml.error };
  const { value } = yaml.value;
  const bare = Array.isArray(value);
  const parsed = list.safeParse(bare ? { articles: value } : value);
  if (!parsed.success) {
    return { articles: [], problems: explainIssues(file, list, yaml.value, parsed.error.issues) };
  }
  const { defaults, articles } = parsed.data;
  const read = articles.map((each, index) =>
    readArticle(file, { ...defaults, ...each }, yaml.value, bare ? [index] : ['articles', index]),
  );
  return {
    articles: read.flatMap((each) => (each.ok ? [each.value] : [])),
    problems: read.flatMap((each) => (each.ok ? [] : each.error)),
  };
}
