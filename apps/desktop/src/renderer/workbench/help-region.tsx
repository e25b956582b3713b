import {
  CallBackList,
  MyDay,
  Panel,
  ParkedList,
  QueueBrief,
  QueueFigures,
  WaitingList,
} from '@hotline/ui';
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskState, useDrafts, useTold } from '../app/desk-context.tsx';
import { keyTexts } from '../keys/keymap.ts';
import { KnowledgeRegion } from './knowledge-region.tsx';
import { LeaderRegion } from './leader-region.tsx';
import { useDialHindrance } from './transfer-region.tsx';
import styles from './workbench.module.css';

type TabName = 'seats' | 'waiting' | 'knowledge' | 'myDay' | 'figures';
const agentTabs: readonly TabName[] = ['waiting', 'knowledge', 'myDay', 'figures'];
const leaderTabs: readonly TabName[] = ['seats', ...agentTabs];

/** Right column: 等候, 我的今天, 队列; the day in sight where there is room, the rest as tabs. */
export function HelpRegion({ stacked }: { readonly stacked: boolean }): ReactNode {
  const { t } = useTranslation();
  const desk = useDesk();
  const data = useTold(
    'seat',
    'hotline',
    'call',
    'waiting',
    'parked',
    'callBacks',
    'callBacksOpen',
    'myDay',
    'figures',
  );
  const leads = data?.seat.role === 'leader';
  const tabNames = leads ? leaderTabs : agentTabs;
  const [asked, setShown] = useState<TabName | null>(null);
  // While a draft is written its answers are what helps; who waits, while nothing is.
  const writes = useDrafts(({ active }) => active !== null);
  const first: TabName = leads ? 'seats' : writes ? 'knowledge' : 'waiting';
  const canDial = useDialHindrance() === null;
  const isLive = useDeskState(({ link }) => link.phase.kind === 'live');
  const id = useId();
  if (data === null) return null;
  const free = data.call === null;
  const callBacks = data.callBacks ?? [];
  const content: Record<TabName, ReactNode> = {
    seats: <LeaderRegion />,
    knowledge: <KnowledgeRegion />,
    waiting: (
      <>
        <WaitingList
          waiting={data.waiting}
          skills={data.hotline.skills}
          ownSeat={data.seat.seatId}
          onPickUp={free ? desk.take : null}
          pickUpKey={keyTexts.pickUp}
        />
        {data.parked.length > 0 && (
          <section aria-label={t('parked.title')}>
            <h3 className={styles['sub']}>
              {t('parked.title')} {data.parked.length}
            </h3>
            <ParkedList parked={data.parked} canTake={free} onTake={desk.take} />
          </section>
        )}
        {callBacks.length > 0 && (
          <section aria-label={t('callBacks.title')}>
            <h3 className={styles['sub']}>
              {t('callBacks.title')} {data.callBacksOpen}
            </h3>
            <CallBackList
              callBacks={callBacks}
              onCallBack={canDial ? desk.callBack : null}
              keyText={keyTexts.callBack}
              ownSeat={data.seat.seatId}
              isLeader={data.seat.role === 'leader'}
              leastTries={data.hotline.callBackTries}
              isLive={isLive}
              onClose={desk.closeCallBack}
            />
          </section>
        )}
      </>
    ),
    myDay: (
      <MyDay
        myDay={data.myDay}
        showRecent={!stacked}
        presentCall={data.call?.callId ?? null}
        onCallBack={canDial ? desk.callBack : null}
      />
    ),
    figures: <QueueFigures figures={data.figures} />,
  };
  const waitingCount =
    data.waiting.length === 0 ? null : (
      <span className={styles['count']} data-tone="warn">
        {data.waiting.length}
      </span>
    );
  if (stacked && !leads) {
    return (
      <aside className={styles['column']} aria-label={t('panels.label')}>
        {box(['waiting', 'knowledge', 'figures'])}
        <Panel title={t('panels.myDay')}>{content.myDay}</Panel>
      </aside>
    );
  }
  return (
    <aside className={styles['column']} aria-label={t('panels.label')}>
      {box(tabNames)}
    </aside>
  );

  /** Panels that share one place, a tab each. */
  function box(names: readonly TabName[]): ReactNode {
    const shown = asked !== null && names.includes(asked) ? asked : first;
    return (
      <div className={styles['box']}>
        {/* The tabs themselves take the focus, one at a time. */}
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
        <div
          className={styles['tabs']}
          role="tablist"
          onKeyDown={(event) => turn(event, names, shown)}
        >
          {names.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`${id}-${name}`}
              aria-selected={name === shown}
              aria-controls={`${id}-panel`}
              tabIndex={name === shown ? 0 : -1}
              onClick={() => setShown(name)}
            >
              {t(`panels.${name}`)}
              {name === 'waiting' && waitingCount}
            </button>
          ))}
        </div>
        <div
          className={styles['scroll']}
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-${shown}`}
        >
          {content[shown]}
        </div>
        {shown === 'waiting' && <QueueBrief figures={data?.figures ?? []} />}
      </div>
    );
  }

  /** Arrows move between tabs (WAI-ARIA tabs pattern). */
  function turn(
    event: KeyboardEvent<HTMLDivElement>,
    names: readonly TabName[],
    shown: TabName,
  ): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const next = names[(names.indexOf(shown) + by + names.length) % names.length];
    if (next === undefined) return;
    setShown(next);
    document.getElementById(`${id}-${next}`)?.focus();
  }
}
