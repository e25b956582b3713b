import type { DeskSettings } from '@hotline/ui';
import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';

const settings = z.object({
  language: z.enum(['zh-CN', 'en']).catch('zh-CN'),
  scheme: z.enum(['system', 'light', 'dark', 'contrast']).catch('system'),
  textSize: z.number().min(100).max(200).catch(100),
  microphone: z.string().catch('default'),
  speaker: z.string().catch('default'),
  ringDevice: z.string().catch('default'),
  ringVolume: z.number().min(0).max(100).catch(70),
  flash: z.boolean().catch(false),
  lastPerson: z.string().catch(''),
  favourites: z.array(z.string().max(64)).max(200).catch([]),
  ticketColumns: z.array(z.string().max(32)).max(32).nullable().catch(null),
});
export type KeptSettings = DeskSettings & {
  readonly lastPerson: string;
  /** 收藏: ids of the directory, in the person's order. */
  readonly favourites: readonly string[];
  /** Columns of the ticket table; null: all of them. */
  readonly ticketColumns: readonly string[] | null;
};

const KEY = 'hotline-desk.settings';
export type SettingsStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** Settings of the person at this seat, kept on this machine. What cannot be read counts as unset, field by field. */
export function createSettings(
  storage: SettingsStorage,
  wished: DeskSettings['language'] | undefined,
): { readonly state: StoreApi<KeptSettings>; change(change: Partial<KeptSettings>): void } {
  const state = createStore<KeptSettings>(() => read(storage, wished));
  return {
    state,
    change(change) {
      state.setState(change);
      try {
        storage.setItem(KEY, JSON.stringify(state.getState()));
      } catch {
        // Storage is full or forbidden: the setting holds until the window closes.
      }
    },
  };
}

function read(
  storage: SettingsStorage,
  wished: DeskSettings['language'] | undefined,
): KeptSettings {
  const kept = ((): unknown => {
    try {
      return JSON.parse(storage.getItem(KEY) ?? 'null');
    } catch {
      return null;
    }
  })();
  const fallback = wished === undefined ? {} : { language: wished };
  return settings.parse(
    typeof kept === 'object' && kept !== null ? { ...fallback, ...kept } : fallback,
  );
}
