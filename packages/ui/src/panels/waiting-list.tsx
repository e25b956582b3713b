import type { HotlineView, WaitingCallView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WaitTimer } from '../time/wait-timer.tsx';
import { named } from '../words/named.ts';
import { Empty } from './panel.tsx';
import styles from './table.module.css';

export type WaitingListProps = {
  readonly waiting: readonly WaitingCallView[];
  readonly skills: HotlineView['skills'];
  readonly ownSeat: string;
  /** 代接 of a call that rings at a colleague's; null: not while a call is at this seat. */
  readonly onPickUp: ((callId: string) => void) | null;
  readonly pickUpKey: string;
};

/** 等候: higher priority first, then the longest wait, as the router takes them. */
export function WaitingList(props: WaitingListProps): ReactNode {
  const { t, i18n } = useTranslation();
  const { waiting, skills, ownSeat, onPickUp } = props;
  if (waiting.length === 0) return <Empty>{t('waiting.empty')}</Empty>;
  const skillName = (id: string) => {
    const skill = skills.find((each) => each.id === id);
    return skill === undefined ? id : named(skill, i18n.language);
  };
  const inOrder = waiting.toSorted((a, b) => b.priority - a.priority || a.queuedAt - b.queuedAt);
  const isElsewhere = ({ offeredTo }: WaitingCallView) =>
    offeredTo !== null && offeredTo !== ownSeat;
  // The key takes the one that has waited longest.
  const first = waiting.filter(isElsewhere).toSorted((a, b) => a.queuedAt - b.queuedAt)[0];
  return (
    <table className={styles['table']} aria-label={t('waiting.table')}>
      <thead>
        <tr>
          <th scope="col">{t('waiting.columns.caller')}</th>
          <th scope="col">{t('waiting.columns.skill')}</th>
          <th scope="col" className={styles['figure']}>
            {t('waiting.columns.wait')}
          </th>
        </tr>
      </thead>
      <tbody>
        {inOrder.map((call) => {
          const what = [call.queueName, ...call.skills.map(skillName)].join(' · ');
          return (
            <tr key={call.callId} data-mine={call.offeredTo === ownSeat}>
              <td>
                <span className={styles['main']}>{call.numberMasked || t('bar.withheld')}</span>
                <small>{call.place ?? t('bar.placeUnknown')}</small>
              </td>
              <td>
                <span className={styles['clip']} title={what}>
                  {call.skills.length === 0
                    ? call.queueName
                    : call.skills.map(skillName).join(t('joiner'))}
                </span>
                <small>
                  {call.offeredTo === null
                    ? call.priority > 0
                      ? '★'.repeat(Math.min(call.priority, 3))
                      : ' '
                    : t('waiting.offeredTo', { seat: call.offeredTo })}
                </small>
              </td>
              <td className={styles['figure']}>
                <WaitTimer queuedAt={call.queuedAt} limitMs={call.answerLimitMs} />
                {onPickUp !== null && isElsewhere(call) && (
                  <button
                    type="button"
                    className={styles['pick']}
                    aria-keyshortcuts={call === first ? props.pickUpKey : undefined}
                    aria-label={t('waiting.pickUpOf', {
                      number: call.numberMasked,
                      seat: call.offeredTo,
                    })}
                    onClick={() => onPickUp(call.callId)}
                  >
                    {t('call.pickUp')}
                    {call === first && <kbd>{props.pickUpKey}</kbd>}
                  </button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
