import { logInAnswer } from '@hotline/domain/protocol';
import { z } from 'zod';
import type { SettingsStorage } from './settings.ts';

const KEY = 'hotline-desk.sign-in';
export type SignInStorage = SettingsStorage & Pick<Storage, 'removeItem'>;

/** Whose log-in it is, by the id it was asked for with: drafts on this seat are theirs. */
const signedIn = z.intersection(logInAnswer, z.object({ person: z.string().min(1) }));
export type SignedIn = z.infer<typeof signedIn>;

/**
 * A log-in that outlives a reload of the window, so that a crash of the page in the middle of a call costs no password.
 * It lies in the window's session storage: no other window sees it, and it goes when the window closes or the person
 * signs out. Whether it still counts is the bridge's to say.
 */
export const keptSignIn = {
  write(storage: SignInStorage, answer: SignedIn): void {
    try {
      storage.setItem(KEY, JSON.stringify(answer));
    } catch {
      // Full or forbidden: after a reload the person types the password again.
    }
  },
  read(storage: SignInStorage): SignedIn | null {
    try {
      const kept = signedIn.safeParse(JSON.parse(storage.getItem(KEY) ?? 'null'));
      return kept.success ? kept.data : null;
    } catch {
      return null;
    }
  },
  clear(storage: SignInStorage): void {
    storage.removeItem(KEY);
  },
};
