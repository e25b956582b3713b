import type { CallView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './caller-line.module.css';

/**
 * Who is on the line: number · place · nth call · special group. The name only when it is known. While something is
 * going on with the call, that stands in the place of the facts; the left column has all of them.
 */
export function CallerLine(props: {
  readonly call: CallView;
  readonly status: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const { call } = props;
  const { caller } = call;
  const facts = [
    ...(call.direction === 'out' ? [t('call.outgoing')] : []),
    caller.place ?? t('bar.placeUnknown'),
    t('bar.nthCall', { n: caller.callsIn30Days }),
    call.queueName,
  ];
  return (
    <div
      className={styles['caller']}
      data-testid="bar-caller"
      data-state={call.state}
      data-status={props.status !== null && props.status !== undefined}
    >
      <span className={styles['number']}>{caller.numberMasked || t('bar.withheld')}</span>
      {props.status ?? (
        <span className={styles['facts']}>
          <span className={styles['who']}>
            {caller.name !== null && <b title={caller.name}>{caller.name}</b>}
            {caller.specialGroup !== null && (
              <span className={styles['group']} data-tone="violet">
                {caller.specialGroup}
              </span>
            )}
            {caller.contactPreference === 'text-only' && (
              <span className={styles['group']} data-tone="violet">
                {t('caller.prefers.text-only')}
              </span>
            )}
          </span>
          <span className={styles['line']} title={facts.join(' · ')}>
            {facts.join(' · ')}
          </span>
        </span>
      )}
    </div>
  );
}
