import type { CallBackView, QueueFiguresView } from '@hotline/domain/protocol';
import { Button } from 'antd';
import { Fragment, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CloseCallBack, maySeatClose, type CallBackReason } from '../panels/close-call-back.tsx';
import { Empty } from '../panels/panel.tsx';
import table from '../panels/table.module.css';
import { clockText, shortDate } from '../time/clock-text.ts';
import { useClock, useZone } from '../time/clock.tsx';
import { zhCN } from '../words/zh-cn.ts';
import styles from './call-back-board.module.css';

export type CallBackBoardProps = {
  readonly callBacks: readonly CallBackView[];
  /** Of all there are, also of those that are not listed. */
  readonly open: number;
  /** With the day's sums. */
  readonly figures: readonly QueueFiguresView[];
  readonly ownSeat: string;
  readonly leastTries: number;
  readonly isLive: boolean;
  /** null: nothing can be dialled now. */
  readonly onCallBack: ((callId: string) => void) | null;
  readonly keyText: string;
  readonly onClaim: (callId: string) => void;
  readonly onRelease: (callId: string) => void;
  readonly onClose: (callId: string, reason: CallBackReason, note: string) => void;
};

const causes = Object.keys(zhCN.leaderDesk.cause) as (keyof typeof zhCN.leaderDesk.cause)[];
const isOpen = ({ state }: CallBackView) => state === 'open' || state === 'under-way';

/** 漏接回拨: every call that was missed, the longest ago first, whose it is, and what came of it. */
export function CallBackBoard(props: CallBackBoardProps): ReactNode {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  const [closing, setClosing] = useState<string | null>(null);
  const { callBacks, ownSeat } = props;
  if (callBacks.length === 0) return <Empty>{t('leaderDesk.callBacks.none')}</Empty>;
  const inOrder = callBacks.toSorted(
    (a, b) => Number(isOpen(b)) - Number(isOpen(a)) || (isOpen(a) ? a.at - b.at : b.at - a.at),
  );
  // The key takes the first that this seat may call.
  const first = inOrder.find((each) => each.state === 'open' && mayDial(each, ownSeat));
  const listed = callBacks.filter(({ state }) => state === 'open').length;
  const headings = ['at', 'number', 'queue', 'waited', 'tries', 'result', 'who'] as const;
  const figures: ReadonlySet<string> = new Set(['waited', 'tries']);
  return (
    <section className={styles['board']} aria-label={t('leaderDesk.tabs.callBacks')}>
      <p className={styles['summary']}>
        <b>{t('leaderDesk.callBacks.summary', { open: props.open })}</b>
        {listed < props.open && <em>{t('leaderDesk.callBacks.onlyFirst', { n: listed })}</em>}
        <span>{t('leaderDesk.callBacks.today', daySums(props.figures))}</span>
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
              <Fragment key={each.callId}>
                <tr
                  data-call-back={each.callId}
                  data-state={each.state}
                  data-mine={each.claim?.seatId === ownSeat && isOpen(each)}
                >
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
                    <Whose
                      task={each}
                      board={props}
                      isFirst={each === first}
                      onClosing={() => setClosing(each.callId)}
                    />
                  </td>
                </tr>
                {closing === each.callId && each.state === 'open' && (
                  <tr>
                    <td colSpan={headings.length} className={styles['closing']}>
                      <CloseCallBack
                        task={each}
                        leastTries={props.leastTries}
                        isLive={props.isLive}
                        onClose={(reason, note) => {
                          setClosing(null);
                          props.onClose(each.callId, reason, note);
                        }}
                        onCancel={() => setClosing(null)}
                      />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const mayDial = ({ claim }: CallBackView, ownSeat: string): boolean =>
  claim === null || claim.seatId === ownSeat;

const daySums = (figures: readonly QueueFiguresView[]) =>
  figures.reduce(
    (sum, { callBacks: { due, done, closed } }) => ({
      due: sum.due + due,
      done: sum.done + done,
      closed: sum.closed + closed,
    }),
    { due: 0, done: 0, closed: 0 },
  );

const marks = {
  open: '○',
  'under-way': '◐',
  reached: '✓',
  'called-again': '✓',
  closed: '⊘',
} as const;

const tones = {
  open: 'warn',
  'under-way': 'primary',
  reached: 'ok',
  'called-again': 'ok',
  closed: 'calm',
} as const;

function Result({ task }: { readonly task: CallBackView }): ReactNode {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  const { state, lastCause, lastAttemptAt, closed } = task;
  const word = {
    open: t('leaderDesk.callBacks.open'),
    'under-way': t('leaderDesk.callBacks.underWay'),
    reached: t('leaderDesk.callBacks.reached'),
    'called-again': t('leaderDesk.callBacks.calledAgain'),
    closed: t('leaderDesk.callBacks.closed'),
  }[state];
  const cause = causes.find((each) => each === lastCause) ?? 'other';
  return (
    <span data-tone={tones[state]}>
      <b className={styles['state']}>
        {marks[state]} {word}
      </b>{' '}
      <em>
        {state === 'closed' && closed !== null
          ? [
              t('leaderDesk.callBacks.closedBy', {
                reason: t(`callBacks.reason.${closed.reason}`),
                seat: closed.seatId,
                time: shortDate(closed.at, now, zone),
              }),
              closed.note,
            ]
              .filter((part) => part !== '')
              .join(' · ')
          : state === 'open' && lastCause !== null && lastAttemptAt !== null
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
  readonly onClosing: () => void;
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
      {/* The board is a leader's. */}
      {maySeatClose(task, board.ownSeat, true) && (
        <Button size="small" disabled={!board.isLive} onClick={props.onClosing}>
          {t('callBacks.close')}…
        </Button>
      )}
      {state === 'under-way' && <em>{task.seatId}</em>}
    </span>
  );
}
