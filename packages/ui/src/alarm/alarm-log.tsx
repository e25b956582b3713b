import type { AlarmView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import table from '../panels/table.module.css';
import { clockText, shortDate, timeOfDay } from '../time/clock-text.ts';
import { useClock, useZone } from '../time/clock.tsx';
import { useAlarmWords } from './alarm-words.ts';
import styles from './alarm.module.css';

/** 告警记录: what was raised, how long it lasted, and who said that they know. */
export function AlarmLog({ alarms }: { readonly alarms: readonly AlarmView[] }): ReactNode {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  const words = useAlarmWords();
  if (alarms.length === 0) return <Empty>{t('alarm.logEmpty')}</Empty>;
  const inOrder = alarms.toSorted((a, b) => b.raisedAt - a.raisedAt);
  const columns = ['raised', 'what', 'value', 'until', 'who', 'note'] as const;
  return (
    <section className={styles['log']} aria-label={t('leaderDesk.tabs.alarms')}>
      <table className={table['table']} data-rows="single">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" className={name === 'value' ? table['figure'] : undefined}>
                {t(`alarm.columns.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder.map((alarm) => {
            const { alarmId, severity, raisedAt, clearedAt, acknowledged } = alarm;
            return (
              <tr key={alarmId} data-alarm={alarm.figure} data-over={clearedAt !== null}>
                <td>
                  <time>{shortDate(raisedAt, now, zone)}</time>
                </td>
                <td data-tone={clearedAt === null ? severity : 'calm'}>
                  <b className={styles['what']}>
                    {clearedAt === null ? (severity === 'danger' ? '▲' : '◆') : '✓'}{' '}
                    {words.what(alarm)}
                  </b>{' '}
                  <em>{t(`alarm.severity.${severity}`)}</em>
                </td>
                <td className={table['figure']}>{words.value(alarm)}</td>
                <td>
                  {clearedAt === null
                    ? t('alarm.holds', { time: clockText(now - raisedAt) })
                    : `${timeOfDay(clearedAt, zone)} · ${t('alarm.lasted', { time: clockText(clearedAt - raisedAt) })}`}
                </td>
                <td>
                  {acknowledged === null ? (
                    <em>{t('alarm.unacknowledged')}</em>
                  ) : (
                    `${acknowledged.personName} ${acknowledged.seatId} ${timeOfDay(acknowledged.at, zone)}`
                  )}
                </td>
                <td>{acknowledged?.note ?? ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
