import type { HotlineView, SeatBriefView } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StateShape, type ShapeName } from '../call-bar/state-shape.tsx';
import { Empty } from '../panels/panel.tsx';
import type { ToneName } from '../theme/palette.ts';
import { Elapsed, Overrun } from '../time/elapsed.tsx';
import { named } from '../words/named.ts';
import styles from './seat-tiles.module.css';

export type SeatTilesProps = {
  readonly seats: readonly SeatBriefView[];
  readonly ownSeat: string;
  readonly restReasons: HotlineView['restReasons'];
  readonly chosen: string | null;
  readonly onChoose: (seatId: string) => void;
};

type Face = {
  readonly word: SeatBriefView['activity']['kind'] | 'unreachable';
  readonly shape: ShapeName;
  /** Only what a leader should look at has a colour. */
  readonly tone: ToneName;
  readonly odd: boolean;
};

/** 席位: one tile a seat, in the order of their numbers, so that each stays where it is; only exceptions are coloured. */
export function SeatTiles(props: SeatTilesProps): ReactNode {
  const { seats, ownSeat, restReasons, chosen, onChoose } = props;
  const { t, i18n } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const others = seats
    .filter(({ seatId }) => seatId !== ownSeat)
    .toSorted((a, b) => a.seatId.localeCompare(b.seatId, 'en', { numeric: true }));
  if (others.length === 0) return <Empty>{t('leader.noSeats')}</Empty>;
  const focusable = chosen ?? others[0]?.seatId;
  return (
    // The tiles themselves take the focus, one at a time.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul ref={list} className={styles['tiles']} aria-label={t('leader.seats')} onKeyDown={turn}>
      {others.map((seat) => {
        const face = faceOf(seat);
        const { activity } = seat;
        return (
          <li key={seat.seatId}>
            <button
              type="button"
              className={styles['tile']}
              data-tone={face.tone}
              data-odd={face.odd}
              data-away={activity.kind === 'signed-out'}
              aria-pressed={seat.seatId === chosen}
              tabIndex={seat.seatId === focusable ? 0 : -1}
              onClick={() => onChoose(seat.seatId)}
            >
              <span className={styles['who']}>
                <b title={seat.personName}>{seat.personName}</b>
                <small>{seat.seatId}</small>
              </span>
              <span className={styles['state']}>
                <StateShape shape={face.shape} />
                {t(`leader.state.${face.word}`)}
                <span className={styles['time']}>
                  {activity.kind === 'wrapping' ? (
                    <Overrun until={activity.until} overLabel={t('bar.wrapOver')} />
                  ) : activity.kind === 'signed-out' ? null : (
                    <Elapsed since={activity.since} />
                  )}
                </span>
              </span>
              <small className={styles['number']}>
                {seat.call === null
                  ? because(activity)
                  : seat.call.numberMasked || t('bar.withheld')}
                {seat.call !== null && seat.call.part !== 'owner' && (
                  <em>{t(`leader.part.${seat.call.part}`)}</em>
                )}
              </small>
            </button>
          </li>
        );
      })}
    </ul>
  );

  /** Without a call: why the seat takes none. */
  function because(activity: SeatBriefView['activity']): string {
    if (activity.kind === 'busy') return t(`state.because.${activity.because}`);
    if (activity.kind !== 'rest') return ' ';
    const reason = restReasons.find(({ id }) => id === activity.reason);
    return reason === undefined ? activity.reason : named(reason, i18n.language);
  }

  /** Arrows go from tile to tile, by rows as they stand on the screen. */
  function turn(event: KeyboardEvent<HTMLUListElement>): void {
    const tiles = [...(list.current?.querySelectorAll('button') ?? [])];
    const now = tiles.indexOf(document.activeElement as HTMLButtonElement);
    if (now === -1) return;
    const top = tiles[0]?.offsetTop;
    const perRow = Math.max(1, tiles.filter((tile) => tile.offsetTop === top).length);
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perRow, ArrowUp: -perRow }[event.key];
    const next = by === undefined ? undefined : tiles[now + by];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
    next.click();
  }
}

function faceOf({ activity, reachable }: SeatBriefView): Face {
  const calm = (word: Face['word'], shape: ShapeName): Face => ({
    word,
    shape,
    tone: 'calm',
    odd: false,
  });
  if (!reachable && activity.kind !== 'signed-out')
    return { word: 'unreachable', shape: 'triangle', tone: 'danger', odd: true };
  switch (activity.kind) {
    case 'ready':
      return { word: 'ready', shape: 'disc', tone: 'ok', odd: false };
    case 'talking':
      return { word: 'talking', shape: 'square', tone: 'primary', odd: false };
    case 'ringing':
    case 'reserved':
      return { word: activity.kind, shape: 'half-disc', tone: 'warn', odd: false };
    case 'wrapping':
      return { word: 'wrapping', shape: 'quarter-disc', tone: 'violet', odd: false };
    case 'busy':
      return activity.because === 'no-answer' || activity.because === 'unreachable'
        ? { word: 'busy', shape: 'ring', tone: 'warn', odd: true }
        : calm('busy', 'ring');
    case 'rest':
      return calm('rest', 'cup');
    case 'signed-out':
      return calm('signed-out', 'ring');
    default:
      return assertNever(activity);
  }
}
