import type { QueueForecastView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText } from '../time/clock-text.ts';
import styles from './queue-board.module.css';

/** 未来半小时: what is expected, whether the seats at work suffice, and by which assumptions that is so. */
export function ForecastLine({ forecast }: { readonly forecast: QueueForecastView }): ReactNode {
  const { t } = useTranslation();
  const { calls, load, withinShare, averageWaitMs, seats, seatsNeeded, averageHandleMs } = forecast;
  const short = seatsNeeded === null ? null : Math.max(0, seatsNeeded - seats);
  const isShort = load !== null && (seatsNeeded === null || seatsNeeded > seats);
  const s = forecast.thresholdMs / 1000;
  const minutes = Math.round((forecast.steps * 300) / 60);
  return (
    <section className={styles['forecast']} aria-label={t('leaderDesk.forecast.title')}>
      <p data-tone={load === null ? 'calm' : isShort ? 'danger' : 'ok'}>
        <b>{t('leaderDesk.forecast.title')}</b>
        <span>{t('leaderDesk.forecast.calls', { n: Math.round(calls) })}</span>
        {load !== null && (
          <>
            <span>{t('leaderDesk.forecast.load', { load: load.toFixed(1) })}</span>
            <span>{t('leaderDesk.forecast.seats', { seats })}</span>
            {seatsNeeded !== null && (
              <span>{t('leaderDesk.forecast.needed', { needed: seatsNeeded })}</span>
            )}
            <em>
              {isShort ? '▼ ' : '✓ '}
              {short === null
                ? t('leaderDesk.forecast.unreachable')
                : short > 0
                  ? t('leaderDesk.forecast.short', { n: short })
                  : t('leaderDesk.forecast.enough')}
            </em>
          </>
        )}
      </p>
      <p>
        {load === null
          ? t('leaderDesk.forecast.unknown')
          : averageWaitMs === null
            ? t('leaderDesk.forecast.growing')
            : [
                t('leaderDesk.forecast.within', {
                  s,
                  percent: ((withinShare ?? 0) * 100).toFixed(0),
                }),
                t('leaderDesk.forecast.wait', { time: clockText(averageWaitMs) }),
              ].join(' · ')}
      </p>
      <small>
        {t('leaderDesk.forecast.basis', {
          minutes,
          handle: averageHandleMs === null ? '–' : clockText(averageHandleMs),
          percent: (forecast.target * 100).toFixed(0),
          s,
        })}
      </small>
    </section>
  );
}
