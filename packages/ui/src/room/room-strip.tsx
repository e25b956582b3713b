import type { CallView, LegView } from '@hotline/domain/protocol';
import { useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../call-bar/key-button.tsx';
import { StateShape, type ShapeName } from '../call-bar/state-shape.tsx';
import type { ToneName } from '../theme/palette.ts';
import { DIRECTORY_ENTRY_TYPE } from './directory-drag.ts';
import { RoomLeg } from './room-leg.tsx';
import styles from './room-strip.module.css';

/** 完成 三方 收回 换人: what can be done with whoever was brought in. */
export type RoomKey = 'complete' | 'merge' | 'takeBack' | 'swap' | 'pauseRecording';

export type RoomStripProps = {
  readonly legs: readonly LegView[];
  readonly ownSeat: string;
  /** The seat muted itself: its leg may speak, but does not. */
  readonly muted: boolean;
  readonly recording: CallView['recording'] | null;
  /** The keys that act now, in the order in which they stand. */
  readonly keys: readonly RoomKey[];
  readonly keyText: Readonly<Record<RoomKey, string>>;
  readonly canRemove: (leg: LegView) => boolean;
  readonly onKey: (key: RoomKey) => void;
  readonly onRemove: (leg: LegView) => void;
  /** An entry of the directory was dropped here: invite it as 三方; null: nobody can be invited now. */
  readonly onInvite: ((entryId: string) => void) | null;
  readonly children?: ReactNode;
};

const recordingLooks: Readonly<
  Record<CallView['recording'], { readonly tone: ToneName; readonly shape: ShapeName }>
> = {
  off: { tone: 'calm', shape: 'ring' },
  on: { tone: 'ok', shape: 'disc' },
  paused: { tone: 'warn', shape: 'bars' },
  missing: { tone: 'danger', shape: 'triangle' },
};

/** 通话房间: every leg with role, what it hears and may say, and its time. What is saved stands at the right end. */
export function RoomStrip(props: RoomStripProps): ReactNode {
  const { t } = useTranslation();
  const { legs, onInvite } = props;
  const [over, setOver] = useState(false);
  const accepts = (event: DragEvent) =>
    onInvite !== null && event.dataTransfer.types.includes(DIRECTORY_ENTRY_TYPE);
  return (
    <footer className={styles['strip']} data-full={legs.length > 0}>
      {/* Dragging is for the mouse; the transfer panel does the same by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul
        className={styles['legs']}
        aria-label={t('room.region')}
        data-over={over}
        onDragOver={(event) => {
          if (!accepts(event)) return;
          event.preventDefault();
          event.dataTransfer.dropEffect = 'copy';
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false);
          if (!accepts(event)) return;
          event.preventDefault();
          onInvite?.(event.dataTransfer.getData(DIRECTORY_ENTRY_TYPE));
        }}
      >
        {legs.length === 0 && (
          <li className={styles['empty']} title={t('room.empty')}>
            {t('room.empty')}
          </li>
        )}
        {legs.map((leg) => (
          <RoomLeg
            key={leg.legId}
            leg={leg}
            own={leg.role !== 'caller' && leg.label === props.ownSeat}
            muted={props.muted}
            compact={legs.length > 2}
            onRemove={props.canRemove(leg) ? () => props.onRemove(leg) : null}
          />
        ))}
        {over && <li className={styles['here']}>{t('room.dropHere')}</li>}
      </ul>
      <div className={styles['keys']}>
        {props.recording !== null && props.recording !== 'off' && (
          <span
            className={styles['recording']}
            data-tone={recordingLooks[props.recording].tone}
            title={t(`call.recording.${props.recording}`)}
          >
            <StateShape shape={recordingLooks[props.recording].shape} />
            <span
              // With several parties the shape says it; its words are in the tooltip.
              className={legs.length > 2 && props.keys.length > 1 ? 'visually-hidden' : undefined}
            >
              {t(`call.recording.${props.recording}`)}
            </span>
          </span>
        )}
        {props.keys.length > 0 && (
          <div className={styles['keys']} role="toolbar" aria-label={t('room.keys')}>
            {props.keys.map((key) => (
              <KeyButton
                key={key}
                shape="small"
                label={
                  key === 'pauseRecording'
                    ? t(
                        props.recording === 'paused'
                          ? 'call.resumeRecording'
                          : 'call.pauseRecording',
                      )
                    : t(`call.${key}`)
                }
                keyText={props.keyText[key]}
                tone={key === 'complete' ? 'primary' : 'calm'}
                strong={key === 'complete'}
                onPress={() => props.onKey(key)}
              />
            ))}
          </div>
        )}
      </div>
      {props.children}
    </footer>
  );
}
