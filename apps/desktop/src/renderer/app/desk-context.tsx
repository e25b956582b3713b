import { createContext, use } from 'react';
import type { Snapshot } from '@hotline/domain/protocol';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { KeptSettings } from '../store/settings.ts';
import type { IntakeState } from '../intake/intake-desk.ts';
import type { DraftsState } from '../store/drafts.ts';
import type { DeskState } from './desk-core.ts';
import type { Desk } from './desk.ts';

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === null) throw new Error('no desk around this component');
  return desk;
}

export function useDeskState<T>(read: (state: DeskState) => T): T {
  return useStore(useDesk().state, read);
}
/**
 * These parts of what the bridge told, null before it did. Whoever asks for a part is not drawn again when another changes:
 * a leader's page is told ten times a second.
 */
export function useTold<K extends keyof Snapshot>(
  ...parts: readonly K[]
): Pick<Snapshot, K> | null {
  return useDeskState(
    useShallow(({ link: { data } }) =>
      data === null
        ? null
        : (Object.fromEntries(parts.map((part) => [part, data[part]])) as Pick<Snapshot, K>),
    ),
  );
}
export function useDrafts<T>(read: (state: DraftsState) => T): T {
  return useStore(useDesk().drafts.state, read);
}
export function useSettings<T>(read: (settings: KeptSettings) => T): T {
  return useStore(useDesk().settings, read);
}
export function useIntake<T>(read: (state: IntakeState) => T): T {
  return useStore(useDesk().intake.state, read);
}
