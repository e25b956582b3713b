import type { Mark } from '@hotline/domain/recordings';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText } from '../time/clock-text.ts';
import styles from './recording-player.module.css';

/** The marks in words; each leads to its place. */
export function MarkList(props: {
  readonly marks: readonly Mark[];
  readonly onSeek: (ms: number) => void;
}): ReactNode {
  const { t } = useTranslation();
  if (props.marks.length === 0) return null;
  return (
    <ul className={styles['marks']} aria-label={t('recordings.marks')}>
      {props.marks.map(({ kind, at, to, who }) => (
        <li key={`${kind} ${at}`}>
          <button type="button" data-mark={kind} onClick={() => props.onSeek(at)}>
            <time>{clockText(at)}</time> {t(`recordings.mark.${kind}`)}
            {who === null ? '' : ` ${who}`}
            {to === null ? '' : ` · ${t('recordings.forLong', { long: clockText(to - at) })}`}
          </button>
        </li>
      ))}
    </ul>
  );
}
