/** Forms of knowledge articles that were typed and not saved, of one person on this machine. */
import { fileHash, type ArticleForm } from '@hotline/domain/knowledge';
import { z } from 'zod';
import type { SettingsStorage } from '../store/settings.ts';

const text = z.string().max(20_000);
const kept = z.record(
  z.string().max(64),
  z.object({
    title: text,
    answer: text,
    steps: text,
    keywords: text,
    unit: text,
    category: text,
    region: text,
    validFrom: text,
    validTo: text,
    attachments: z.array(
      z.union([
        z.object({ name: text, url: text }),
        z.object({ name: text, hash: fileHash, bytes: z.number() }),
      ]),
    ),
    sample: z.boolean(),
  }) satisfies z.ZodType<ArticleForm>,
);
type Kept = z.infer<typeof kept>;

export type UnsavedForms = {
  get(id: string): ArticleForm | undefined;
  /** null: it is saved, or given up. */
  put(id: string, form: ArticleForm | null): void;
  list(): readonly { readonly id: string; readonly title: string }[];
};

/** What cannot be read counts as none; a storage that is full keeps the form in memory. */
export function unsavedForms(storage: SettingsStorage, person: () => string): UnsavedForms {
  const inMemory = new Map<string, Kept>();
  const keyOf = (): string => `hotline-desk.knowledge-forms.${person()}`;
  const read = (): Kept => {
    const key = keyOf();
    const known = inMemory.get(key);
    if (known !== undefined) return known;
    let found: unknown;
    try {
      found = JSON.parse(storage.getItem(key) ?? '{}');
    } catch {
      found = {};
    }
    const parsed = kept.safeParse(found);
    const forms = parsed.success ? parsed.data : {};
    inMemory.set(key, forms);
    return forms;
  };
  return {
    get: (id) => read()[id],
    put(id, form) {
      const { [id]: _before, ...others } = read();
      const next: Kept =
        form === null
          ? others
          : { ...others, [id]: { ...form, attachments: [...form.attachments] } };
      inMemory.set(keyOf(), next);
      try {
        storage.setItem(keyOf(), JSON.stringify(next));
      } catch {
        // Full: it stays in memory as long as the window.
      }
    },
    list: () => Object.entries(read()).map(([id, { title }]) => ({ id, title })),
  };
}
