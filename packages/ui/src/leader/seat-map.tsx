import type { HotlineView, SeatBriefView } from '@hotline/domain/protocol';
import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import { named } from '../words/named.ts';
import { SeatPlan } from './seat-plan.tsx';
import { SeatTile } from './seat-tile.tsx';
import {
  inOrder,
  isFound,
  isInGroup,
  seatGroups,
  seatOrders,
  type SeatGroup,
  type SeatOrder,
} from './sort-seats.ts';
import { turnTiles } from './tile-keys.ts';
import styles from './seat-map.module.css';
import tiles from './seat-tiles.module.css';

export type SeatMapProps = {
  readonly seats: readonly SeatBriefView[];
  readonly ownSeat: string;
  readonly hotline: HotlineView;
  readonly chosen: string | null;
  readonly onChoose: (seatId: string) => void;
};

/** 坐席图: by list or as the seats stand in the hall, narrowed and ordered. */
export function SeatMap(props: SeatMapProps): ReactNode {
  const { hotline, chosen, onChoose } = props;
  const { t, i18n } = useTranslation();
  const [text, setText] = useState('');
  const [group, setGroup] = useState<SeatGroup>('all');
  const [order, setOrder] = useState<SeatOrder>('seat');
  const hasPlan = hotline.floorPlan.length > 0;
  const [view, setView] = useState<'list' | 'plan'>(hasPlan ? 'plan' : 'list');
  const others = props.seats.filter(({ seatId }) => seatId !== props.ownSeat);
  const skillName = (id: string) => {
    const skill = hotline.skills.find((each) => each.id === id);
    return skill === undefined ? id : named(skill, i18n.language);
  };
  const shown = inOrder(
    others.filter((seat) => isInGroup(seat, group) && isFound(seat, text, skillName)),
    order,
  );
  const focusable = shown.some(({ seatId }) => seatId === chosen) ? chosen : shown[0]?.seatId;
  const tile = (seat: SeatBriefView) => (
    <SeatTile
      seat={seat}
      hotline={hotline}
      isChosen={seat.seatId === chosen}
      isFocusable={seat.seatId === focusable}
      onChoose={onChoose}
    />
  );
  return (
    <section className={styles['map']} aria-label={t('leaderDesk.tabs.seats')}>
      <div className={styles['bar']}>
        <Input
          size="small"
          allowClear
          className={styles['find'] ?? ''}
          aria-label={t('leaderDesk.filter')}
          placeholder={t('leaderDesk.filter')}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <fieldset className={styles['groups']} aria-label={t('leaderDesk.stateFilter')}>
          {seatGroups.map((each) => {
            const count = others.filter((seat) => isInGroup(seat, each)).length;
            const isLoud = count > 0 && (each === 'trouble' || each === 'hand');
            return (
              <button
                key={each}
                type="button"
                data-tone={isLoud ? (each === 'trouble' ? 'danger' : 'warn') : 'calm'}
                data-loud={isLoud}
                aria-pressed={group === each}
                onClick={() => setGroup(each)}
              >
                {t(`leaderDesk.group.${each}`)} <b>{count}</b>
              </button>
            );
          })}
        </fieldset>
        <span className={styles['rest']}>
          <Select
            size="small"
            aria-label={t('leaderDesk.sort')}
            popupMatchSelectWidth={false}
            disabled={view === 'plan'}
            value={order}
            onChange={setOrder}
            options={seatOrders.map((each) => ({
              value: each,
              label: t(`leaderDesk.sortBy.${each}`),
            }))}
          />
          <fieldset className={styles['groups']} aria-label={t('leaderDesk.viewLabel')}>
            {(['list', 'plan'] as const).map((each) => (
              <button
                key={each}
                type="button"
                data-tone="calm"
                aria-pressed={view === each}
                disabled={each === 'plan' && !hasPlan}
                title={each === 'plan' && !hasPlan ? t('leaderDesk.noPlan') : undefined}
                onClick={() => setView(each)}
              >
                {t(`leaderDesk.view.${each}`)}
              </button>
            ))}
          </fieldset>
        </span>
      </div>
      <div className={styles['field']}>
        {others.length === 0 ? (
          <Empty>{t('leader.noSeats')}</Empty>
        ) : shown.length === 0 ? (
          <Empty>{t('leaderDesk.none')}</Empty>
        ) : view === 'plan' ? (
          <SeatPlan
            plan={hotline.floorPlan}
            seats={shown}
            isWhole={group === 'all' && text.trim() === ''}
            ownSeat={props.ownSeat}
            tile={tile}
          />
        ) : (
          // The tiles themselves take the focus, one at a time.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <ul className={tiles['tiles']} aria-label={t('leader.seats')} onKeyDown={turnTiles}>
            {shown.map((seat) => (
              <li key={seat.seatId}>{tile(seat)}</li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
