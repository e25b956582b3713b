import type { AlarmView } from '@hotline/domain/protocol';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { timeOfDay } from '../time/clock-text.ts';
import { useZone } from '../time/clock.tsx';
import { Elapsed } from '../time/elapsed.tsx';
import { useAlarmWords } from './alarm-words.ts';
import styles from './alarm.module.css';

/** What stands for itself until it is over and somebody has said that they know. */
export const isStanding = ({ clearedAt, acknowledged }: AlarmView): boolean =>
  clearedAt === null || acknowledged === null;

/** 告警: those that hold, those that nobody has acknowledged; each with its value, since when, and its key. */
export function AlarmRail(props: {
  readonly alarms: readonly AlarmView[];
  readonly isLive: boolean;
  readonly onAcknowledge: (alarmId: string, note: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const standing = props.alarms.filter(isStanding);
  return (
    <section className={styles['rail']} aria-label={t('alarm.title')}>
      <h3>
        {t('alarm.title')} <b>{standing.length}</b>
      </h3>
      {standing.length === 0 ? (
        <p className={styles['none']}>
          <b>✓ {t('alarm.none')}</b>
          <span>{t('alarm.noneMore')}</span>
        </p>
      ) : (
        <ul>
          {standing.map((alarm) => (
            <Alarm key={alarm.alarmId} alarm={alarm} {...props} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Alarm(props: {
  readonly alarm: AlarmView;
  readonly isLive: boolean;
  readonly onAcknowledge: (alarmId: string, note: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const words = useAlarmWords();
  const [note, setNote] = useState('');
  const { alarm } = props;
  const { alarmId, acknowledged, clearedAt, severity, raisedAt } = alarm;
  return (
    <li
      className={styles['alarm']}
      data-standing={alarmId}
      data-tone={clearedAt !== null ? 'calm' : severity}
      data-acknowledged={acknowledged !== null}
    >
      <span className={styles['line']}>
        <b>
          <i aria-hidden="true">{clearedAt !== null ? '✓' : severity === 'danger' ? '▲' : '◆'}</i>{' '}
          {words.what(alarm)}
        </b>
        <strong>{words.value(alarm)}</strong>
      </span>
      <small>
        {t(`alarm.severity.${severity}`)} · {timeOfDay(raisedAt, zone)}{' '}
        {clearedAt === null ? (
          <Elapsed since={raisedAt} />
        ) : (
          t('alarm.over', { time: timeOfDay(clearedAt, zone) })
        )}
      </small>
      {acknowledged === null ? (
        <span className={styles['keys']}>
          <Input
            size="small"
            maxLength={200}
            aria-label={t('alarm.note')}
            placeholder={t('alarm.note')}
            value={note}
            onChange={({ target }) => setNote(target.value)}
            onPressEnter={() => props.onAcknowledge(alarmId, note.trim())}
          />
          <Button
            size="small"
            disabled={!props.isLive}
            onClick={() => props.onAcknowledge(alarmId, note.trim())}
          >
            {t('alarm.acknowledge')}
          </Button>
        </span>
      ) : (
        <small>
          {t('alarm.acknowledged', {
            name: acknowledged.personName,
            time: timeOfDay(acknowledged.at, zone),
          })}
          {acknowledged.note !== '' && ` · ${acknowledged.note}`}
        </small>
      )}
    </li>
  );
}
