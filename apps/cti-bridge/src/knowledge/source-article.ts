/** One article of an import, from whatever it was written in, or what is wrong with it and where. */
import { articleContent, articleId, type ArticleContent } from '@hotline/domain/knowledge';
import { err, ok, type Result } from '@hotline/domain/result';
import { z } from 'zod';
import { explainIssues } from '../config/explain.ts';
import type { LocatedYaml } from '../config/located-yaml.ts';
import type { ConfigProblem } from '../config/problem.ts';

export type SourceArticle = { readonly id: string; readonly content: ArticleContent };

/** A paper that lies in the import's folder, by its path from there. */
const enclosed = z.strictObject({
  name: z.string().trim().min(1).max(120),
  path: z.string().min(1).max(400),
});
type Enclosed = z.infer<typeof enclosed>;
export type ReadArticle = SourceArticle & { readonly enclosed: readonly Enclosed[] };

const { shape } = articleContent;
/** An unknown key is a misspelt one: nothing that somebody wrote is dropped without a word. */
const sourceArticle = z.strictObject({
  id: articleId,
  ...shape,
  attachments: z
    .array(
      z.union([
        enclosed,
        z.strictObject({ name: enclosed.shape.name, url: z.url({ protocol: /^https?$/ }) }),
      ]),
    )
    .max(20)
    .default([]),
});

/** `at` is the path of the article in the file. */
export function readArticle(
  file: string,
  value: unknown,
  yaml: LocatedYaml,
  at: readonly PropertyKey[],
): Result<ReadArticle, ConfigProblem[]> {
  const place: LocatedYaml = {
    value,
    placeOf: (path, key) => yaml.placeOf([...at, ...path], key),
  };
  const parsed = sourceArticle.safeParse(value);
  if (!parsed.success) return err(explainIssues(file, sourceArticle, place, parsed.error.issues));
  const { id, attachments, ...given } = parsed.data;
  const content = articleContent.safeParse({
    ...given,
    attachments: attachments.filter((each) => 'url' in each),
  });
  return content.success
    ? ok({
        id,
        content: content.data,
        enclosed: attachments.filter((each): each is Enclosed => 'path' in each),
      })
    : err(explainIssues(file, articleContent, place, content.error.issues));
}
