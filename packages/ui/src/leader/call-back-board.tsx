import type { CallBackView } from '@hotline/domain/protocol';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import table from '../panels/table.module.css';
import { clockText, shortDate } from '../time/clock-text.ts';
import { useClock, useZone } from '../time/clock.tsx';
import { zhCN } from '../words/zh-cn.ts';
import styles from './call-back-board.module.css';

export type CallBackBoardProps = {
  readonly callBacks: readonly CallBackView[];
  readonly ownSeat: string;
  readonly isLive: boolean;
  /** null: nothing can be dialled now. */
  readonly onCallBack: ((callId: string) => void) | null;
  readonly keyText: string;
  readonly onClaim: (callId: string) => void;
  readonly onRelease: (callId: string) => void;
};

const causes = Object.keys(zhCN.leaderDesk.cause) as (keyof typeof zhCN.leaderDesk.cause)[];
const isOpen = ({ state }: CallBackView) => state === 'open' || state === 'under-way';

/** 漏接回拨: every call that was missed, the longest ago first, whose it is, and what came of it. */
export function CallBackBoard(props: CallBackBoardProps): ReactNode {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  const { callBacks, ownSeat } = props;
  if (callBacks.length === 0) return <Empty>{t('leaderDesk.callBacks.none')}</Empty>;
  const inOrder = callBacks.toSorted(
    (a, b) => Number(isOpen(b)) - Number(isOpen(a)) || (isOpen(a) ? a.at - b.at : b.at - a.at),
  );
  // The key takes the first that this seat may call.
  const first = inOrder.find((each) => each.state === 'open' && mayDial(each, ownSeat));
  const open = callBacks.filter(isOpen).length;
  const headings = ['at', 'number', 'queue', 'waited', 'tries', 'result', 'who'] as const;
  const figures: ReadonlySet<string> = new Set(['waited', 'tries']);
  return (
    <section className={styles['board']} aria-label={t('leaderDesk.tabs.callBacks')}>
      <p className={styles['summary']}>
        {t('leaderDesk.callBacks.summary', { open, done: callBacks.length - open })}
      </p>
      <div className={styles['scroll']}>
        <table className={table['table']} data-rows="single">
          <thead>
            <tr>
              {headings.map((name) => (
                <th
                  key={name}
                  scope="col"
                  className={figures.has(name) ? table['figure'] : undefined}
                >
                  {t(`leaderDesk.callBacks.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inOrder.map((each) => (
              <tr key={each.callId} data-mine={each.claim?.seatId === ownSeat && isOpen(each)}>
                <td>
                  <time>{shortDate(each.at, now, zone)}</time>
                </td>
                <td>
                  {each.numberMasked} <em>{each.place}</em>
                </td>
                <td>{each.queueName}</td>
                <td className={table['figure']}>
                  {each.waitMs === null ? '–' : clockText(each.waitMs)}
                </td>
                <td className={table['figure']}>{each.attempts}</td>
                <td>
                  <Result task={each} />
                </td>
                <td>
                  <Whose task={each} board={props} isFirst={each === first} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const mayDial = ({ claim }: CallBackView, ownSeat: string): boolean =>
  claim === null || claim.seatId === ownSeat;

const marks = { open: '○', 'under-way': '◐', reached: '✓', 'called-again': '✓' } as const;

function Result({ task }: { readonly task: CallBackView }): ReactNode {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  const { state, lastCause, lastAttemptAt } = task;
  const isDone = state === 'reached' || state === 'called-again';
  const word = {
    open: t('leaderDesk.callBacks.open'),
    'under-way': t('leaderDesk.callBacks.underWay'),
    reached: t('leaderDesk.callBacks.reached'),
    'called-again': t('leaderDesk.callBacks.calledAgain'),
  }[state];
  const cause = causes.find((each) => each === lastCause) ?? 'other';
  return (
    <span data-tone={isDone ? 'ok' : state === 'under-way' ? 'primary' : 'warn'}>
      <b className={styles['state']}>
        {marks[state]} {word}
      </b>{' '}
      <em>
        {state === 'open' && lastCause !== null && lastAttemptAt !== null
          ? t('leaderDesk.callBacks.lastTry', {
              time: shortDate(lastAttemptAt, now, zone),
              cause: t(`leaderDesk.cause.${cause}`),
            })
          : t(`leaderDesk.callBacks.${task.why}`)}
      </em>
    </span>
  );
}

function Whose(props: {
  readonly task: CallBackView;
  readonly board: CallBackBoardProps;
  readonly isFirst: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { task, board } = props;
  const { claim, state } = task;
  const isMine = claim?.seatId === board.ownSeat;
  if (!isOpen(task)) return <em>{task.seatId ?? ''}</em>;
  return (
    <span className={styles['keys']}>
      {claim !== null && (
        <em>
          {isMine
            ? t('leaderDesk.callBacks.mine')
            : t('leaderDesk.callBacks.claimedBy', { seat: claim.seatId })}
        </em>
      )}
      {claim === null && state === 'open' && (
        <Button size="small" disabled={!board.isLive} onClick={() => board.onClaim(task.callId)}>
          {t('leaderDesk.callBacks.claim')}
        </Button>
      )}
      {claim !== null && (
        <Button size="small" disabled={!board.isLive} onClick={() => board.onRelease(task.callId)}>
          {t('leaderDesk.callBacks.release')}
        </Button>
      )}
      {state === 'open' && mayDial(task, board.ownSeat) && (
        <Button
          size="small"
          type="primary"
          disabled={board.onCallBack === null}
          aria-keyshortcuts={props.isFirst ? board.keyText : undefined}
          onClick={() => board.onCallBack?.(task.callId)}
        >
          {t('leaderDesk.callBacks.dial')}
          {props.isFirst && <kbd>{board.keyText}</kbd>}
        </Button>
      )}
      {state === 'under-way' && <em>{task.seatId}</em>}
    </span>
  );
}
