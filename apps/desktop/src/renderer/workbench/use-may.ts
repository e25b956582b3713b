import type { Operation } from '@hotline/domain/protocol';
import { useCallback } from 'react';
import { useDeskState } from '../app/desk-context.tsx';
import { may } from '../phone/call-controls.ts';
import { callShown } from '../phone/softphone-view.ts';

/** What the bridge lets this seat do to its call now; nothing while the bridge is away. */
export function useMay(): (operation: Operation) => boolean {
  const call = useDeskState(callShown);
  const phase = useDeskState(({ link }) => link.phase);
  return useCallback((operation) => may(call, phase, operation), [call, phase]);
}
