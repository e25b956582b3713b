/** An article as it is typed: lists as lines, open days as ''. */
import { err, ok, type Result } from '../result/index.ts';
import { articleContent, type ArticleContent, type Attachment } from './article.ts';

export type ArticleForm = {
  readonly title: string;
  readonly answer: string;
  /** One a line; a number in front is dropped. */
  readonly steps: string;
  /** One a line, or parted by 、 ， ； or a comma. */
  readonly keywords: string;
  readonly unit: string;
  readonly category: string;
  readonly region: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly attachments: readonly Attachment[];
  readonly sample: boolean;
};
export type FormField = keyof ArticleForm;

export const emptyForm: ArticleForm = {
  title: '',
  answer: '',
  steps: '',
  keywords: '',
  unit: '',
  category: '',
  region: '',
  validFrom: '',
  validTo: '',
  attachments: [],
  sample: false,
};

export function formOf(content: ArticleContent): ArticleForm {
  return {
    ...content,
    // A step of several lines is one line here; the text stays whole.
    steps: content.steps.map((step) => step.replaceAll('\n', ' ')).join('\n'),
    keywords: content.keywords.join('\n'),
    category: content.category ?? '',
    validFrom: content.validFrom ?? '',
    validTo: content.validTo ?? '',
  };
}

/** The fields that are not as they must be, or the content. */
export function contentOf(form: ArticleForm): Result<ArticleContent, readonly FormField[]> {
  const parsed = articleContent.safeParse({
    ...form,
    steps: partsOf(form.steps, /\n/).map((step) => step.replace(/^\d{1,2}[.、．)）]\s*/u, '')),
    keywords: partsOf(form.keywords, /[\n、，,；;]/u),
    category: form.category === '' ? null : form.category,
    validFrom: form.validFrom === '' ? null : form.validFrom,
    validTo: form.validTo === '' ? null : form.validTo,
  });
  if (parsed.success) return ok(parsed.data);
  const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  return err((Object.keys(emptyForm) as FormField[]).filter((field) => wrong.has(field)));
}

const partsOf = (text: string, by: RegExp): string[] =>
  text
    .split(by)
    .map((part) => part.trim())
    .filter((part) => part !== '');
