import type { HotlineView, WaitingCallView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import table from '../panels/table.module.css';
import { WaitTimer } from '../time/wait-timer.tsx';
import { named } from '../words/named.ts';
import styles from './queue-board.module.css';

/** 等候明细: in the order of service, with the place in the line. `total` is how many there are; the list may be cut. */
export function WaitingLine(props: {
  readonly waiting: readonly WaitingCallView[];
  readonly total: number;
  readonly skills: HotlineView['skills'];
}): ReactNode {
  const { t, i18n } = useTranslation();
  if (props.waiting.length === 0) return null;
  const skillName = (id: string) => {
    const skill = props.skills.find((each) => each.id === id);
    return skill === undefined ? id : named(skill, i18n.language);
  };
  const more = props.total - props.waiting.length;
  return (
    <div className={styles['line']}>
      <table
        className={table['table']}
        data-rows="single"
        aria-label={t('leaderDesk.queue.inLine')}
      >
        <thead>
          <tr>
            <th scope="col">{t('leaderDesk.queue.place')}</th>
            <th scope="col">{t('leaderDesk.queue.caller')}</th>
            <th scope="col">{t('leaderDesk.queue.skill')}</th>
            <th scope="col" className={table['figure']}>
              {t('leaderDesk.queue.wait')}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.waiting.map((call, at) => (
            <tr key={call.callId}>
              <td className={styles['number']}>{at + 1}</td>
              <td>
                {call.numberMasked || t('bar.withheld')} <em>{call.place ?? ''}</em>
              </td>
              <td>
                {call.skills.map(skillName).join(t('joiner')) || '–'}
                {call.offeredTo !== null && (
                  <em> {t('leaderDesk.queue.offeredTo', { seat: call.offeredTo })}</em>
                )}
              </td>
              <td className={table['figure']}>
                <WaitTimer queuedAt={call.queuedAt} limitMs={call.answerLimitMs} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p>{t('leaderDesk.queue.more', { n: more })}</p>}
    </div>
  );
}
