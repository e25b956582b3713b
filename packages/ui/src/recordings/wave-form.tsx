import type { Mark, Peaks } from '@hotline/domain/recordings';
import { useEffect, useRef, type ReactNode } from 'react';
import WaveSurfer from 'wavesurfer.js';
import styles from './wave-form.module.css';

const LANE_PX = 44;
const toShare = (peaks: readonly number[]): number[] => peaks.map((peak) => peak / 100);

/**
 * 波形: the citizen above, what they heard below, drawn by wavesurfer.js from the bridge's figures: the sound is not
 * decoded here. A click goes there. What was silenced or on hold lies behind it, marks stand on it.
 */
export function WaveForm(props: {
  readonly peaks: Peaks;
  readonly durationMs: number;
  readonly marks: readonly Mark[];
  /** What plays; its place is the cursor's. */
  readonly media: HTMLMediaElement;
  /** Of the page's policy for styles. */
  readonly nonce: string | undefined;
}): ReactNode {
  const { peaks, durationMs, media, nonce } = props;
  const at = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const container = at.current;
    if (container === null) return undefined;
    const colours = getComputedStyle(container);
    const colour = (name: string) => colours.getPropertyValue(name).trim();
    const wave = WaveSurfer.create({
      container,
      media,
      peaks: [toShare(peaks.citizen), toShare(peaks.heard)],
      duration: durationMs / 1000,
      height: LANE_PX,
      cursorColor: colour('--text'),
      cursorWidth: 2,
      normalize: true,
      hideScrollbar: true,
      splitChannels: [
        { waveColor: colour('--primary-line'), progressColor: colour('--primary-fg') },
        { waveColor: colour('--ok-line'), progressColor: colour('--ok-fg') },
      ],
      ...(nonce === undefined ? {} : { cspNonce: nonce }),
    });
    return () => wave.destroy();
  }, [peaks, durationMs, media, nonce]);
  const share = (ms: number) => `${(100 * ms) / Math.max(1, durationMs)}%`;
  return (
    // The keys of the player and the list of marks say the same to whoever sees no picture.
    <div className={styles['wave']} aria-hidden="true" data-testid="wave-form">
      {props.marks.map(({ kind, at: from, to }) => (
        <span
          key={`${kind} ${from}`}
          className={styles[to === null ? 'tick' : 'span']}
          data-mark={kind}
          style={{ left: share(from), ...(to === null ? {} : { width: share(to - from) }) }}
        />
      ))}
      <div ref={at} className={styles['lanes']} />
    </div>
  );
}
