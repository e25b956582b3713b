import type { CalibrationView } from '@hotline/domain/quality';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import { dateTime } from '../time/clock-text.ts';
import { useZone } from '../time/clock.tsx';
import styles from './review-list.module.css';

export function CalibrationList(props: {
  readonly calibrations: readonly CalibrationView[];
  readonly isReading: boolean;
  readonly failure: string | null;
  readonly onOpen: (id: number) => void;
  readonly onRefresh: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const { calibrations } = props;
  return (
    <div className={styles['list']}>
      <header className={styles['bar']}>
        <h2>{t('checks.section.calibrations')}</h2>
        <span className={styles['rest']}>
          <Button size="small" disabled={props.isReading} onClick={props.onRefresh}>
            {t('tickets.refresh')}
          </Button>
        </span>
      </header>
      {props.failure !== null && (
        <p className={styles['trouble']} role="alert" data-tone="warn">
          {props.failure}
        </p>
      )}
      {calibrations.length === 0 ? (
        props.failure === null && <Empty>{t('checks.empty.calibrations')}</Empty>
      ) : (
        <div className={styles['scroll']}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('checks.begunAt')}</th>
                <th scope="col">{t('checks.column.seat')}</th>
                <th scope="col">{t('checks.begunBy')}</th>
                <th scope="col">{t('checks.scored')}</th>
                <th scope="col">{t('checks.column.state')}</th>
              </tr>
            </thead>
            <tbody>
              {calibrations.map((each) => (
                <tr key={each.id} data-calibration={each.id}>
                  <td>
                    <button type="button" onClick={() => props.onOpen(each.id)}>
                      {dateTime(each.begunAt, zone)}
                    </button>
                  </td>
                  <td>{each.seatId}</td>
                  <td>{each.begunByName}</td>
                  <td>
                    {each.checkers.filter(({ hasScored }) => hasScored).length} /{' '}
                    {each.checkers.length}
                  </td>
                  <td>{t(each.isShown ? 'checks.shown' : 'checks.isBlind')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
