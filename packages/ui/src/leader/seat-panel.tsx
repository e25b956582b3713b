import type { HotlineView, SeatBriefView } from '@hotline/domain/protocol';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StateShape } from '../call-bar/state-shape.tsx';
import { clockText } from '../time/clock-text.ts';
import { useTime } from '../time/clock.tsx';
import { Elapsed } from '../time/elapsed.tsx';
import { named } from '../words/named.ts';
import { HandMark } from './hand-mark.tsx';
import { averageHandleMs, deviceTrouble, seatLook } from './seat-look.ts';
import { useBecause } from './seat-tile.tsx';
import styles from './seat-panel.module.css';

export type SeatPanelProps = {
  readonly seat: SeatBriefView | null;
  readonly hotline: HotlineView;
  /** Seats at which somebody else is: whom a note to all reaches. */
  readonly others: number;
  /** The bridge is there: without it nothing can be asked. */
  readonly isLive: boolean;
  readonly onSet: (seatId: string, what: 'ready' | 'busy' | 'sign-out') => void;
  /** `seatId` null: to all. Resolves to how many it reached; null: it was refused. */
  readonly onNote: (seatId: string | null, text: string) => Promise<number | null>;
  readonly onHand: (seatId: string) => void;
  /** 监听 … 强拆, or what is held back. */
  readonly children: ReactNode;
};

/** The chosen seat: its day, its hand with what the draft says, and what can be done with it. */
export function SeatPanel(props: SeatPanelProps): ReactNode {
  const { seat, hotline } = props;
  const { t } = useTranslation();
  return (
    <section className={styles['panel']} aria-label={t('leader.keys')}>
      {seat === null ? (
        <p className={styles['none']}>
          <b>{t('leaderDesk.chooseSeat')}</b>
          <span>{t('leaderDesk.chooseMore')}</span>
        </p>
      ) : (
        <>
          <Head seat={seat} hotline={hotline} />
          {seat.hand !== null && (
            <Hand hand={seat.hand} isLive={props.isLive} onGo={() => props.onHand(seat.seatId)} />
          )}
          <Today seat={seat} hotline={hotline} />
          <fieldset className={styles['set']} disabled={!props.isLive}>
            <legend>{t('leaderDesk.set.title')}</legend>
            <span className={styles['keys']}>
              <Button
                size="small"
                disabled={seat.activity.kind === 'ready'}
                onClick={() => props.onSet(seat.seatId, 'ready')}
              >
                {t('leaderDesk.set.ready')}
              </Button>
              <Button size="small" onClick={() => props.onSet(seat.seatId, 'busy')}>
                {t('leaderDesk.set.busy')}
              </Button>
              <Button size="small" danger onClick={() => props.onSet(seat.seatId, 'sign-out')}>
                {t('leaderDesk.set.signOut')}
              </Button>
            </span>
            <small>{t('leaderDesk.set.more')}</small>
          </fieldset>
        </>
      )}
      {props.children}
      <NoteForm
        key={seat?.seatId ?? ''}
        seatId={seat?.seatId ?? null}
        others={props.others}
        isLive={props.isLive}
        onNote={props.onNote}
      />
    </section>
  );
}

function Head({ seat, hotline }: { seat: SeatBriefView; hotline: HotlineView }): ReactNode {
  const { t } = useTranslation();
  const because = useBecause(hotline.restReasons);
  const look = seatLook(seat);
  const why = because(seat.activity).trim();
  return (
    <header className={styles['head']} data-tone={look.tone}>
      <b>{seat.personName}</b>
      <span>{t('leaderDesk.seat', { seat: seat.seatId })}</span>
      <span className={styles['state']}>
        <StateShape shape={look.shape} /> {t(`leader.state.${look.word}`)}{' '}
        <Elapsed since={seat.activity.since} />
        {why !== '' && <small>{why}</small>}
      </span>
    </header>
  );
}

function Hand(props: {
  readonly hand: NonNullable<SeatBriefView['hand']>;
  readonly isLive: boolean;
  readonly onGo: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { since, brief } = props.hand;
  const hasDraft = brief.title !== '' || brief.text !== '';
  return (
    <section className={styles['hand']} data-tone="warn" aria-label={t('leaderDesk.hand.title')}>
      <header>
        <b>
          <HandMark /> {t('leaderDesk.hand.title')}
        </b>{' '}
        <Elapsed since={since} />
        <Button size="small" type="primary" disabled={!props.isLive} onClick={props.onGo}>
          {t('leaderDesk.hand.go')}
        </Button>
      </header>
      <p>{brief.reason || t('leaderDesk.hand.noReason')}</p>
      <p className={styles['draft']}>
        <small>{t('leaderDesk.hand.draft')}</small>
        {hasDraft ? (
          <>
            <b>{brief.title}</b>
            <span>{brief.text}</span>
          </>
        ) : (
          <span>{t('leaderDesk.hand.noDraft')}</span>
        )}
      </p>
      <small>{t('leaderDesk.hand.goMore')}</small>
    </section>
  );
}

function Today({ seat, hotline }: { seat: SeatBriefView; hotline: HotlineView }): ReactNode {
  const { t, i18n } = useTranslation();
  const { today, activity } = seat;
  const trouble = deviceTrouble(seat);
  const average = averageHandleMs(seat);
  // What runs now is counted here: the bridge sends sums of what is over.
  const rest = useTime((now) => spent(today?.restMs ?? 0, activity, 'rest', now));
  const busy = useTime((now) => spent(today?.busyMs ?? 0, activity, 'busy', now));
  const skills = seat.skills.map((id) => {
    const skill = hotline.skills.find((each) => each.id === id);
    return skill === undefined ? id : named(skill, i18n.language);
  });
  const rows: readonly [string, string][] = [
    [t('leaderDesk.today.answered'), String(today?.answered ?? 0)],
    [t('leaderDesk.today.missed'), String(today?.missed ?? 0)],
    [t('leaderDesk.today.average'), average === null ? '–' : clockText(average)],
    [t('leaderDesk.today.rest'), rest],
    [t('leaderDesk.today.busy'), busy],
    ...(seat.team === null ? [] : [[t('leaderDesk.today.team'), seat.team] as [string, string]]),
    ...(skills.length === 0
      ? []
      : [[t('leaderDesk.today.skills'), skills.join(t('joiner'))] as [string, string]]),
    [
      t('leaderDesk.today.device'),
      trouble === null ? t('leaderDesk.today.deviceOk') : t(`leaderDesk.device.${trouble}`),
    ],
  ];
  return (
    <dl className={styles['today']}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function spent(
  settledMs: number,
  activity: SeatBriefView['activity'],
  kind: 'rest' | 'busy',
  now: number,
): string {
  return clockText(settledMs + (activity.kind === kind ? Math.max(0, now - activity.since) : 0));
}

function NoteForm(props: {
  readonly seatId: string | null;
  readonly others: number;
  readonly isLive: boolean;
  readonly onNote: SeatPanelProps['onNote'];
}): ReactNode {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [reached, setReached] = useState<number | null>(null);
  const isEmpty = text.trim() === '';
  const send = async (to: string | null) => {
    const sent = await props.onNote(to, text.trim());
    setReached(sent);
    // What did not arrive stays to be sent again.
    if (sent !== null) setText('');
  };
  return (
    <form className={styles['note']} onSubmit={(event) => event.preventDefault()}>
      <label>
        <span>{t('leaderDesk.note.title')}</span>
        <Input.TextArea
          rows={2}
          maxLength={500}
          placeholder={t('leaderDesk.note.placeholder')}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setReached(null);
          }}
        />
      </label>
      <span className={styles['keys']}>
        <Button
          size="small"
          disabled={isEmpty || props.seatId === null || !props.isLive}
          onClick={() => void send(props.seatId)}
        >
          {t('leaderDesk.note.send')}
        </Button>
        <Button
          size="small"
          disabled={isEmpty || props.others === 0 || !props.isLive}
          onClick={() => void send(null)}
        >
          {t('leaderDesk.note.toAll', { n: props.others })}
        </Button>
        <output>{reached === null ? '' : t('leaderDesk.note.sent', { n: reached })}</output>
      </span>
    </form>
  );
}
