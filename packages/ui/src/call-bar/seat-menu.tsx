import { DownOutlined } from '@ant-design/icons';
import type { HotlineView, SeatView, SeatWish } from '@hotline/domain/protocol';
import { Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Elapsed, Overrun } from '../time/elapsed.tsx';
import { named } from '../words/named.ts';
import { seatFace, type SeatTrouble } from './seat-face.ts';
import { StateShape } from './state-shape.tsx';
import styles from './seat-menu.module.css';

export type SeatMenuProps = {
  readonly seat: SeatView;
  readonly trouble: SeatTrouble | null;
  readonly restReasons: HotlineView['restReasons'];
  readonly toggleKey: string;
  readonly onWish: (wish: SeatWish) => void;
};

/** The state chip: what the seat is doing, since when, and the menu 示闲 / 示忙 / 小休. */
export function SeatMenu({
  seat,
  trouble,
  restReasons,
  toggleKey,
  onWish,
}: SeatMenuProps): ReactNode {
  const { t, i18n } = useTranslation();
  const face = seatFace(seat, trouble);
  const word = t(`state.${face.kind}`);
  const restName = (id: string) => {
    const reason = restReasons.find((each) => each.id === id);
    return reason === undefined ? id : named(reason, i18n.language);
  };
  const wishName = (wish: SeatWish) =>
    wish.kind === 'rest'
      ? `${t('state.rest')} · ${restName(wish.reason)}`
      : t(`state.${wish.kind}`);
  const selected = seat.after ?? wishOf(seat.activity);
  const detail = detailOf();

  function detailOf(): string | null {
    if (seat.after !== null) return t('state.after', { state: wishName(seat.after) });
    if (face.kind === 'rest' && seat.activity.kind === 'rest')
      return restName(seat.activity.reason);
    if (face.kind === 'busy' && seat.activity.kind === 'busy')
      return t(`state.because.${seat.activity.because}`);
    if (face.kind === 'unreachable' && seat.activity.kind !== 'signed-out')
      return selected === null ? null : wishName(selected);
    return null;
  }

  const items = [
    {
      key: 'ready',
      label: t('state.ready'),
      icon: <StateShape shape="disc" />,
      extra: toggleKey,
    },
    { key: 'busy', label: t('state.busy'), icon: <StateShape shape="ring" />, extra: toggleKey },
    { type: 'divider' as const },
    ...restReasons.map((reason) => ({
      key: `rest:${reason.id}`,
      label: `${t('state.rest')} · ${named(reason, i18n.language)}`,
      icon: <StateShape shape="cup" />,
    })),
  ];

  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items,
        selectedKeys: selected === null ? [] : [keyOf(selected)],
        onClick: ({ key }) => onWish(wishFrom(key)),
      }}
    >
      <button
        type="button"
        className={styles['chip']}
        data-tone={face.tone}
        data-face={face.kind}
        data-testid="seat-state"
        aria-label={t('state.change', { state: detail === null ? word : `${word}，${detail}` })}
        aria-haspopup="menu"
      >
        <span className={styles['shape']}>
          <StateShape shape={face.shape} />
        </span>
        <span className={styles['words']}>
          <span className={styles['word']}>
            {word}
            {seat.activity.kind === 'wrapping' ? (
              <Overrun
                until={seat.activity.until}
                label={t('bar.wrapLeft')}
                overLabel={t('bar.wrapOver')}
              />
            ) : (
              <Elapsed since={face.since} label={t('state.duration')} />
            )}
          </span>
          {detail !== null && (
            <span className={styles['detail']} title={detail}>
              {detail}
            </span>
          )}
        </span>
        <DownOutlined className={styles['arrow']} aria-hidden="true" />
      </button>
    </Dropdown>
  );
}

const keyOf = (wish: SeatWish) => (wish.kind === 'rest' ? `rest:${wish.reason}` : wish.kind);

function wishFrom(key: string): SeatWish {
  if (key.startsWith('rest:')) return { kind: 'rest', reason: key.slice('rest:'.length) };
  return { kind: key === 'ready' ? 'ready' : 'busy' };
}

function wishOf(activity: SeatView['activity']): SeatWish | null {
  if (activity.kind === 'ready' || activity.kind === 'busy') return { kind: activity.kind };
  return activity.kind === 'rest' ? { kind: 'rest', reason: activity.reason } : null;
}
