import { z } from 'zod';

/** What a rule allows, in both languages: travels in the zod issue's `params` to the message. */
export type Allowed = { readonly zh: string; readonly en: string };

/** A check of our own whose words reach the message; zod's formats would only say "invalid". */
export function rule<T extends z.ZodType>(
  schema: T,
  holds: (value: z.output<T>) => boolean,
  zh: string,
  en: string,
) {
  return schema.refine(holds, { params: { allowed: { zh, en } satisfies Allowed } });
}

export function text(pattern: RegExp, zh: string, en: string) {
  return rule(z.string(), (value) => pattern.test(value), zh, en);
}

export function allowedBy(issue: z.core.$ZodIssue): Allowed | null {
  if (issue.code !== 'custom') return null;
  const parsed = z
    .object({ allowed: z.object({ zh: z.string(), en: z.string() }) })
    .safeParse(issue.params);
  return parsed.success ? parsed.data.allowed : null;
}
