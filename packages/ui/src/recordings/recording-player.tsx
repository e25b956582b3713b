import {
  BackwardOutlined,
  CaretRightOutlined,
  CloseOutlined,
  ForwardOutlined,
  PauseOutlined,
} from '@ant-design/icons';
import type { RecordingOutline } from '@hotline/domain/recordings';
import { Button, Segmented, Select } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText } from '../time/clock-text.ts';
import { MarkList } from './mark-list.tsx';
import { WaveForm } from './wave-form.tsx';
import styles from './recording-player.module.css';

/** Which side of the recording is heard. */
export type Sides = 'both' | 'citizen' | 'heard';
const sides: readonly Sides[] = ['both', 'citizen', 'heard'];
const rates = [0.75, 1, 1.25, 1.5, 2] as const;

export type PlayerTrouble = 'none' | 'under-way' | 'refused' | 'failed' | 'unreadable' | 'in-call';

type RecordingPlayerProps = {
  readonly title: string;
  /** null: it is being opened, or cannot be. */
  readonly outline: RecordingOutline | null;
  readonly trouble: PlayerTrouble | null;
  readonly media: HTMLMediaElement | null;
  readonly nonce: string | undefined;
  readonly isPlaying: boolean;
  /** ms */
  readonly at: number;
  readonly rate: number;
  readonly sides: Sides;
  /** Part of a call that has more than one recording, from 1. */
  readonly part: number;
  readonly onToggle: () => void;
  readonly onSeek: (ms: number) => void;
  readonly onSkip: (ms: number) => void;
  readonly onRate: (rate: number) => void;
  readonly onSides: (sides: Sides) => void;
  readonly onPart: (part: number) => void;
  /** null: it stands with something that is closed by itself. */
  readonly onClose: (() => void) | null;
};

const SKIP_MS = 5_000;

/** Plays a recording of a call, both sides or one. */
export function RecordingPlayer(props: RecordingPlayerProps): ReactNode {
  const { t } = useTranslation();
  const { outline, trouble, isPlaying, media, part } = props;
  return (
    <section className={styles['player']} aria-label={t('recordings.player')} data-testid="player">
      <header className={styles['head']}>
        <h2>{props.title}</h2>
        {outline !== null && outline.parts > 1 && (
          <Segmented
            size="small"
            value={part}
            options={Array.from({ length: outline.parts }, (_, index) => ({
              value: index + 1,
              label: t('recordings.part', { n: index + 1 }),
            }))}
            onChange={(chosen) => props.onPart(chosen)}
          />
        )}
        <span className={styles['note']}>{t('recordings.audited')}</span>
        {props.onClose !== null && (
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t('recordings.close')}
            title={`${t('recordings.close')} Esc`}
            onClick={props.onClose}
          />
        )}
      </header>
      {trouble !== null && (
        <p className={styles['trouble']} role="alert" data-tone="warn">
          {t(`recordings.trouble.${trouble}`)}
        </p>
      )}
      {outline === null ? (
        trouble === null && <p className={styles['opening']}>{t('recordings.opening')}</p>
      ) : (
        <>
          {outline.peaks !== null && media !== null ? (
            <WaveForm
              peaks={outline.peaks}
              durationMs={outline.durationMs}
              marks={outline.marks}
              media={media}
              nonce={props.nonce}
            />
          ) : (
            <p className={styles['opening']}>{t('recordings.noWave')}</p>
          )}
          <div className={styles['keys']}>
            <Button
              size="small"
              icon={<BackwardOutlined />}
              aria-label={t('recordings.back5')}
              title={`${t('recordings.back5')} ←`}
              onClick={() => props.onSkip(-SKIP_MS)}
            />
            <Button
              size="small"
              type="primary"
              icon={isPlaying ? <PauseOutlined /> : <CaretRightOutlined />}
              aria-keyshortcuts="Space"
              onClick={props.onToggle}
            >
              {t(isPlaying ? 'recordings.pause' : 'recordings.play')}
            </Button>
            <Button
              size="small"
              icon={<ForwardOutlined />}
              aria-label={t('recordings.on5')}
              title={`${t('recordings.on5')} →`}
              onClick={() => props.onSkip(SKIP_MS)}
            />
            <time className={styles['time']} data-testid="play-time">
              {clockText(props.at)} / {clockText(outline.durationMs)}
            </time>
            <Select
              size="small"
              aria-label={t('recordings.rate')}
              value={props.rate}
              options={rates.map((rate) => ({ value: rate, label: `${rate}×` }))}
              onChange={(rate: number) => props.onRate(rate)}
            />
            <Segmented
              size="small"
              aria-label={t('recordings.sides')}
              value={props.sides}
              options={sides.map((side) => ({ value: side, label: t(`recordings.side.${side}`) }))}
              onChange={(side) => props.onSides(side)}
            />
            <span className={styles['hint']}>{t('recordings.keysHint')}</span>
          </div>
          <MarkList marks={outline.marks} onSeek={props.onSeek} />
        </>
      )}
    </section>
  );
}

/**
 * Space plays and stops, ←/→ go 5 s, +/− change the speed: as long as the key means nothing else where the caret is (a field
 * types it, a button is pressed by it), and without Ctrl and Alt, which are the desk's own. True: it was such a key.
 */
export function playerKey(
  event: KeyboardEvent,
  does: Pick<RecordingPlayerProps, 'onToggle' | 'onSkip' | 'onRate' | 'rate'>,
): boolean {
  if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return false;
  const { target } = event;
  if (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [role=combobox], [role=radio], [contenteditable=true]')
  )
    return false;
  const step = (by: number) => {
    const place = rates.findIndex((rate) => rate === does.rate) + by;
    does.onRate(rates[Math.min(Math.max(place, 0), rates.length - 1)] ?? 1);
  };
  switch (event.key) {
    case ' ':
      if (target instanceof HTMLElement && target.closest('button, a') !== null) return false;
      does.onToggle();
      return true;
    case 'ArrowLeft':
      does.onSkip(-SKIP_MS);
      return true;
    case 'ArrowRight':
      does.onSkip(SKIP_MS);
      return true;
    case '+':
    case '=':
      step(1);
      return true;
    case '-':
      step(-1);
      return true;
    default:
      return false;
  }
}
