import type { MyDayView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RecentCalls } from '../caller/recent-calls.tsx';
import type { ToneName } from '../theme/palette.ts';
import { clockText } from '../time/clock-text.ts';
import { TimeRing } from './time-ring.tsx';
import styles from './my-day.module.css';

export type MyDayProps = {
  readonly myDay: MyDayView;
  readonly showRecent: boolean;
  readonly presentCall: string | null;
  /** 回拨; null: nothing can be dialled now. */
  readonly onCallBack: ((callId: string) => void) | null;
};

/** 我的今天: the seat's own figures, where the time went, and the last calls. */
export function MyDay(props: MyDayProps): ReactNode {
  const { myDay, showRecent, presentCall } = props;
  const { t } = useTranslation();
  const seconds = (ms: number | null) =>
    ms === null ? '–' : t('myDay.seconds', { s: (ms / 1000).toFixed(1) });
  const figures: [name: string, value: string, tone?: ToneName][] = [
    [t('myDay.answered'), String(myDay.answered)],
    [t('myDay.offered'), String(myDay.offered)],
    [t('myDay.missed'), String(myDay.missed), myDay.missed > 0 ? 'danger' : 'calm'],
    [t('myDay.tickets'), String(myDay.ticketsFiled)],
    [t('myDay.averageAnswer'), seconds(myDay.averageAnswerMs)],
    [t('myDay.averageTalk'), myDay.answered === 0 ? '–' : clockText(myDay.talkMs / myDay.answered)],
  ];
  const slices = [
    { name: t('myDay.talk'), ms: myDay.talkMs, tone: 'primary' },
    { name: t('myDay.wrap'), ms: myDay.wrapMs, tone: 'violet' },
    { name: t('myDay.ready'), ms: myDay.readyMs, tone: 'ok' },
    { name: t('myDay.rest'), ms: myDay.restMs, tone: 'warn' },
    { name: t('myDay.busy'), ms: myDay.busyMs, tone: 'calm' },
  ] as const;
  return (
    <div className={styles['day']}>
      <dl className={styles['figures']}>
        {figures.map(([name, value, tone]) => (
          <div key={name} data-tone={tone}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <section className={styles['time']} aria-label={t('myDay.timeUse')}>
        <TimeRing
          slices={slices}
          centre={clockText(myDay.signedInMs)}
          caption={t('myDay.signedIn')}
        />
        <ul>
          {slices.map((slice) => (
            <li key={slice.name} data-tone={slice.tone}>
              <span className={styles['swatch']} aria-hidden="true" />
              <span className={styles['name']}>{slice.name}</span>
              <span>{clockText(slice.ms)}</span>
            </li>
          ))}
        </ul>
      </section>
      {showRecent && (
        <section className={styles['recent']} aria-label={t('myDay.recent')}>
          <h3>{t('myDay.recent')}</h3>
          <RecentCalls
            calls={myDay.recentCalls}
            present={presentCall}
            onCallBack={props.onCallBack}
          />
        </section>
      )}
    </div>
  );
}
