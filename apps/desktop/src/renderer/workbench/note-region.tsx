import { NoteStrip } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useDesk, useDeskState } from '../app/desk-context.tsx';

/** 便条 of the leader: above everything else of the workbench, below the call bar. */
export function NoteRegion(): ReactNode {
  const desk = useDesk();
  const notes = useDeskState(({ link }) => link.data?.seat.notes ?? none);
  const isLive = useDeskState(({ link }) => link.phase.kind === 'live');
  return <NoteStrip notes={notes} isLive={isLive} onRead={desk.readNote} />;
}

const none: never[] = [];
