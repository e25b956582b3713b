import { AlarmLog, AlarmRail, CallBackBoard, QueueBoard, SeatMap, SeatPanel } from '@hotline/ui';
import { assertNever } from '@hotline/domain/result';
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskState, useTold } from '../app/desk-context.tsx';
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
  const tab = useDeskState((state) => state.leaderTab);
  const isRead = useDeskState(({ link }) => link.data !== null);
  const id = useId();
  if (!isRead) return null;
  return (
    <main className={styles['screen']} aria-label={t('leaderDesk.title')} data-testid="leader-desk">
      <div className={styles['main']}>
        <Tabs tab={tab} id={id} />
        <div
          className={styles['panel']}
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-${tab}`}
        >
          <Shown tab={tab} />
        </div>
      </div>
      <aside className={styles['rail']}>
        <ChosenSeat />
        <Alarms />
      </aside>
    </main>
  );
}

function Tabs({ tab, id }: { readonly tab: LeaderTab; readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const desk = useDesk();
  const waiting = useDeskState(({ link }) => link.data?.waiting.length ?? 0);
  const open = useDeskState(({ link }) => link.data?.callBacksOpen ?? 0);
  const counts: Readonly<Record<LeaderTab, number>> = {
    seats: 0,
    queues: waiting,
    callBacks: open,
    alarms: 0,
  };
  return (
    // The tabs themselves take the focus, one at a time.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
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

function ChosenSeat(): ReactNode {
  const desk = useDesk();
  const isLive = useDeskState(({ link }) => link.phase.kind === 'live');
  const hotline = useTold('hotline')?.hotline;
  const seat = useDeskState(
    ({ link, chosenSeat }) => link.data?.seats.find(({ seatId }) => seatId === chosenSeat) ?? null,
  );
  const others = useDeskState(
    ({ link: { data } }) =>
      data?.seats.filter(({ seatId }) => seatId !== data.seat.seatId).length ?? 0,
  );
  if (hotline === undefined) return null;
  return (
    <SeatPanel
      seat={seat}
      hotline={hotline}
      others={others}
      isLive={isLive}
      onSet={desk.directSeat}
      onNote={desk.sendNote}
      onHand={(seatId) => void desk.answerHand(seatId)}
    >
      <LeaderKeysRegion />
    </SeatPanel>
  );
}

function Alarms(): ReactNode {
  const desk = useDesk();
  const alarms = useTold('alarms')?.alarms ?? [];
  const isLive = useDeskState(({ link }) => link.phase.kind === 'live');
  return <AlarmRail alarms={alarms} isLive={isLive} onAcknowledge={desk.acknowledgeAlarm} />;
}

function Shown({ tab }: { readonly tab: LeaderTab }): ReactNode {
  switch (tab) {
    case 'seats':
      return <Seats />;
    case 'queues':
      return <Queues />;
    case 'callBacks':
      return <CallBacks />;
    case 'alarms':
      return <Log />;
    default:
      return assertNever(tab);
  }
}

function Seats(): ReactNode {
  const desk = useDesk();
  const told = useTold('seats', 'seat', 'hotline');
  const chosen = useDeskState((state) => state.chosenSeat);
  if (told === null) return null;
  return (
    <SeatMap
      seats={told.seats}
      ownSeat={told.seat.seatId}
      hotline={told.hotline}
      chosen={chosen}
      onChoose={desk.chooseSeat}
    />
  );
}

function Queues(): ReactNode {
  const told = useTold('figures', 'trends', 'waiting', 'hotline');
  if (told === null) return null;
  const { figures, trends, waiting, hotline } = told;
  return <QueueBoard figures={figures} trends={trends} waiting={waiting} skills={hotline.skills} />;
}

function CallBacks(): ReactNode {
  const desk = useDesk();
  const told = useTold('callBacks', 'callBacksOpen', 'figures', 'seat', 'hotline');
  const isLive = useDeskState(({ link }) => link.phase.kind === 'live');
  const canDial = useDialHindrance() === null;
  if (told === null) return null;
  return (
    <CallBackBoard
      callBacks={told.callBacks ?? []}
      open={told.callBacksOpen}
      figures={told.figures}
      ownSeat={told.seat.seatId}
      leastTries={told.hotline.callBackTries}
      isLive={isLive}
      onCallBack={canDial ? desk.callBack : null}
      keyText={keyTexts.callBack}
      onClaim={desk.claimCallBack}
      onRelease={desk.releaseCallBack}
      onClose={desk.closeCallBack}
    />
  );
}

function Log(): ReactNode {
  return <AlarmLog alarms={useTold('alarms')?.alarms ?? []} />;
}
