import { RoomStrip, SavedState, type SavedStateProps } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useDeskState, useDrafts } from '../app/desk-context.tsx';
import type { DraftItem } from '../store/drafts.ts';

export function FootRegion(): ReactNode {
  const legs = useDeskState(({ link }) => link.data?.call?.legs ?? none);
  const ownSeat = useDeskState(({ link }) => link.data?.seat.seatId ?? '');
  const muted = useDeskState(({ phone }) => phone.call.kind === 'in-call' && phone.call.muted);
  const offline = useDeskState(({ link }) => link.phase.kind !== 'live');
  const offset = useDeskState(({ link }) => link.clockOffsetMs);
  const items = useDrafts((state) => state.items);
  const active = useDrafts((state) => state.active);
  const all = Object.values(items);
  return (
    <RoomStrip legs={legs} ownSeat={ownSeat} muted={muted}>
      <SavedState
        draft={savedState(all, active === null ? undefined : items[active], offset)}
        offline={offline}
        toFile={all.filter((item) => item.status.kind === 'to-file').length}
        needsYou={all.filter((item) => item.refusal !== null).length}
      />
    </RoomStrip>
  );
}

const none: never[] = [];

/** A failure of any draft is told; else the draft in front speaks. */
function savedState(
  all: readonly DraftItem[],
  active: DraftItem | undefined,
  offset: number,
): SavedStateProps['draft'] {
  if (all.some((item) => item.save === 'failed')) return { kind: 'failed' };
  if (active === undefined || !active.touched) return { kind: 'none' };
  if (active.savedAt === null) return { kind: 'saving' };
  return { kind: 'saved', at: active.savedAt + offset };
}
