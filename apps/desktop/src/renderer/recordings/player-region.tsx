import { dateTime, RecordingPlayer, useZone } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesk } from '../app/desk-context.tsx';
import { styleNonce } from '../platform/style-nonce.ts';
import { useTargetName } from '../workbench/target-name.ts';

/** The open recording; nothing while none is. `isOwn`: it is closed by itself. */
export function PlayerRegion({ isOwn }: { readonly isOwn: boolean }): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const nameOf = useTargetName();
  const { player } = useDesk().recordings;
  const { callId, outline, ...state } = useStore(player.state);
  if (callId === null) return null;
  const row = outline?.row;
  return (
    <RecordingPlayer
      {...state}
      title={
        row === undefined
          ? callId
          : t('recordings.callTitle', {
              when: dateTime(row.startedAt, zone),
              seats: row.seats.join(' → '),
              number: row.numberMasked === '' ? t('recordings.noNumber') : row.numberMasked,
            })
      }
      outline={
        outline === null
          ? null
          : {
              ...outline,
              marks: outline.marks.map((mark) => ({
                ...mark,
                who: mark.who === null ? null : nameOf(mark.who),
              })),
            }
      }
      nonce={styleNonce()}
      onToggle={player.toggle}
      onSeek={player.seek}
      onSkip={player.skip}
      onRate={player.rate}
      onSides={player.sides}
      onPart={(part) => void player.open(callId, part)}
      onClose={isOwn ? player.close : null}
    />
  );
}
