import { createContext, use } from 'react';
import { useStore } from 'zustand';
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
export function useDrafts<T>(read: (state: DraftsState) => T): T {
  return useStore(useDesk().drafts.state, read);
}
export function useSettings<T>(read: (settings: KeptSettings) => T): T {
  return useStore(useDesk().settings, read);
}
export function useIntake<T>(read: (state: IntakeState) => T): T {
  return useStore(useDesk().intake.state, read);
}
