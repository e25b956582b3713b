/** One article of an import, from whatever it was written in, or what is wrong with it and where. */
import { articleContent, articleId, type ArticleContent } from '@hotline/domain/knowledge';
import { err, ok, type Result } from '@hotline/domain/result';
import { z } from 'zod';
import { explainIssues } from '../config/explain.ts';
import type { LocatedYaml } from '../config/located-yaml.ts';
import type { ConfigProblem } from '../config/problem.ts';

export type SourceArticle = { readonly id: string; readonly content: ArticleContent };

/** An unknown key is a misspelt one: nothing that somebody wrote is dropped without a word. */
const sourceArticle = z.strictObject({ id: articleId, ...articleContent.shape });

/** `at` is the path of the article in the file. */
export function readArticle(
  file: string,
  value: unknown,
  yaml: LocatedYaml,
  at: readonly PropertyKey[],
): Result<SourceArticle, ConfigProblem[]> {
  const place: LocatedYaml = {
    value,
    placeOf: (path, key) => yaml.placeOf([...at, ...path], key),
  };
  const parsed = sourceArticle.safeParse(value);
  if (!parsed.success) return err(explainIssues(file, sourceArticle, place, parsed.error.issues));
  const { id, ...given } = parsed.data;
  const content = articleContent.safeParse(given);
  return content.success
    ? ok({ id, content: content.data })
    : err(explainIssues(file, articleContent, place, content.error.issues));
}
