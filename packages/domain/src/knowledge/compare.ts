/** Two versions of an article, field by field, as texts that can be laid side by side. */
import type { ArticleContent } from './article.ts';

const comparedFields = [
  'title',
  'answer',
  'steps',
  'keywords',
  'unit',
  'category',
  'region',
  'validFrom',
  'validTo',
  'attachments',
] as const satisfies readonly (keyof ArticleContent)[];
export type ComparedField = (typeof comparedFields)[number];

export type FieldChange = {
  readonly field: ComparedField;
  readonly before: string;
  readonly after: string;
};

/** Only what differs, in the order of reading. `before` null: everything is new. */
export function compareContents(
  before: ArticleContent | null,
  after: ArticleContent,
): FieldChange[] {
  return comparedFields
    .map((field) => ({
      field,
      before: before === null ? '' : textOf(before, field),
      after: textOf(after, field),
    }))
    .filter((each) => each.before !== each.after);
}

function textOf(content: ArticleContent, field: ComparedField): string {
  switch (field) {
    case 'steps':
      return content.steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
    case 'keywords':
      return content.keywords.join('\n');
    case 'attachments':
      return content.attachments
        .map((each) => `${each.name} ${'url' in each ? each.url : each.hash.slice(0, 8)}`)
        .join('\n');
    default:
      return content[field] ?? '';
  }
}
