import { AlarmLog, AlarmRail, CallBackBoard, QueueBoard, SeatMap, SeatPanel } from '@hotline/ui';
import { assertNever } from '@hotline/domain/result';
import type { Snapshot } from '@hotline/domain/protocol';
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskState } from '../app/desk-context.tsx';
import type { LeaderTab } from '../app/desk-core.ts';
import { keyTexts } from '../keys/keymap.ts';
import { LeaderKeysRegion } from './leader-region.tsx';
import { useDialHindrance } from './transfer-region.tsx';
import styles from './leader-screen.module.css';
import workbench from './workbench.module.css';

const tabs: readonly LeaderTab[] = ['seats', 'queues', 'callBacks', 'alarms'];

/** 班长席: seats, queues, call-backs and the alarm log; the chosen seat and the alarms stand beside all of them. */
export function LeaderScreen(): ReactNode {
  const { t } = useTranslation();
  const desk = useDesk();
  const data = useDeskState(({ link }) => link.data);
  const tab = useDeskState((state) => state.leaderTab);
  const chosen = useDeskState((state) => state.chosenSeat);
  const isLive = useDeskState(({ link }) => link.phase.kind === 'live');
  const id = useId();
  if (data === null) return null;
  const open = (data.callBacks ?? []).filter(({ state }) => state === 'open').length;
  const counts: Readonly<Record<LeaderTab, number>> = {
    seats: 0,
    queues: data.waiting.length,
    callBacks: open,
    alarms: 0,
  };
  return (
    <main className={styles['screen']} aria-label={t('leaderDesk.title')} data-testid="leader-desk">
      <div className={styles['main']}>
        {/* The tabs themselves take the focus, one at a time. */}
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
        <div className={workbench['tabs']} role="tablist" onKeyDown={turn}>
          {tabs.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`${id}-${name}`}
              aria-selected={name === tab}
              aria-controls={`${id}-panel`}
              tabIndex={name === tab ? 0 : -1}
              onClick={() => desk.showLeaderTab(name)}
            >
              {t(`leaderDesk.tabs.${name}`)}
              {counts[name] > 0 && (
                <span className={workbench['count']} data-tone="warn">
                  {counts[name]}
                </span>
              )}
            </button>
          ))}
        </div>
        <div
          className={styles['panel']}
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-${tab}`}
        >
          <Tab tab={tab} data={data} chosen={chosen} isLive={isLive} />
        </div>
      </div>
      <aside className={styles['rail']}>
        <SeatPanel
          seat={data.seats.find(({ seatId }) => seatId === chosen) ?? null}
          hotline={data.hotline}
          others={data.seats.filter(({ seatId }) => seatId !== data.seat.seatId).length}
          isLive={isLive}
          onSet={desk.directSeat}
          onNote={desk.sendNote}
          onHand={(seatId) => void desk.answerHand(seatId)}
        >
          <LeaderKeysRegion />
        </SeatPanel>
        <AlarmRail alarms={data.alarms} isLive={isLive} onAcknowledge={desk.acknowledgeAlarm} />
      </aside>
    </main>
  );

  /** Arrows move between tabs (WAI-ARIA tabs pattern). */
  function turn(event: KeyboardEvent<HTMLDivElement>): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next =
      by === undefined ? undefined : tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    desk.showLeaderTab(next);
    document.getElementById(`${id}-${next}`)?.focus();
  }
}

function Tab(props: {
  readonly tab: LeaderTab;
  readonly data: Snapshot;
  readonly chosen: string | null;
  readonly isLive: boolean;
}): ReactNode {
  const desk = useDesk();
  const canDial = useDialHindrance() === null;
  const { tab, data } = props;
  switch (tab) {
    case 'seats':
      return (
        <SeatMap
          seats={data.seats}
          ownSeat={data.seat.seatId}
          hotline={data.hotline}
          chosen={props.chosen}
          onChoose={desk.chooseSeat}
        />
      );
    case 'queues':
      return (
        <QueueBoard
          figures={data.figures}
          trends={data.trends}
          waiting={data.waiting}
          skills={data.hotline.skills}
        />
      );
    case 'callBacks':
      return (
        <CallBackBoard
          callBacks={data.callBacks ?? []}
          ownSeat={data.seat.seatId}
          isLive={props.isLive}
          onCallBack={canDial ? desk.callBack : null}
          keyText={keyTexts.callBack}
          onClaim={desk.claimCallBack}
          onRelease={desk.releaseCallBack}
        />
      );
    case 'alarms':
      return <AlarmLog alarms={data.alarms} />;
    default:
      return assertNever(tab);
  }
}
