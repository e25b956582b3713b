/** What the form remembers of a person on this machine: categories used lately, and set phrases of their own. */
import type { Phrase } from '@hotline/domain/intake';
import { z } from 'zod';
import type { SettingsStorage } from '../store/settings.ts';

const own = z.object({
  recent: z.array(z.string().max(32)).max(20).catch([]),
  phrases: z
    .array(z.object({ letters: z.string().max(12), text: z.string().max(2_000) }))
    .max(200)
    .catch([]),
});
export type OwnIntake = z.infer<typeof own>;

export const RECENT_KEPT = 12;

const keyOf = (person: string): string => `hotline-desk.intake.${person}`;

/** What cannot be read counts as nothing. */
export function readOwn(storage: SettingsStorage, person: string): OwnIntake {
  try {
    return own.parse(JSON.parse(storage.getItem(keyOf(person)) ?? '{}'));
  } catch {
    return { recent: [], phrases: [] };
  }
}

/** False: storage is full or forbidden, and it holds until the window closes. */
export function writeOwn(storage: SettingsStorage, person: string, value: OwnIntake): boolean {
  try {
    storage.setItem(keyOf(person), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Found by its letters as if they were the initials of its name; the name is its beginning. */
export function ownPhrase({ letters, text }: OwnIntake['phrases'][number]): Phrase {
  const name = text.replace(/\s+/g, ' ').slice(0, 14);
  return { id: `own-${letters}`, zh: name, en: name, pinyin: letters.split('').join(' '), text };
}
