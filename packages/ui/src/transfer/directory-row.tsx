/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an option of the combobox's list; <option> holds no star and no drag */
import { HolderOutlined, StarFilled, StarOutlined } from '@ant-design/icons';
import { isOpen, nextOpening } from '@hotline/domain/directory';
import type { AvailabilityView, DirectoryEntryView, HotlineView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StateShape, type ShapeName } from '../call-bar/state-shape.tsx';
import { DIRECTORY_ENTRY_TYPE } from '../room/directory-drag.ts';
import type { ToneName } from '../theme/palette.ts';
import { useClock, useZone } from '../time/clock.tsx';
import { clockText, shortDate, timeOfDay, utcOffsetMinutes, weekday } from '../time/clock-text.ts';
import { named } from '../words/named.ts';
import styles from './directory-list.module.css';

export type DirectoryRowProps = {
  readonly id: string;
  readonly entry: DirectoryEntryView;
  readonly availability: AvailabilityView | null;
  readonly skills: HotlineView['skills'];
  readonly selected: boolean;
  readonly favourite: boolean;
  readonly onChoose: () => void;
  readonly onFavourite: () => void;
};

/** One entry: star, name and kind, number and languages, and whether it can be had now. */
export function DirectoryRow(props: DirectoryRowProps): ReactNode {
  const { t, i18n } = useTranslation();
  const { entry } = props;
  const stands = useStanding(entry, props.availability);
  const languages = entry.languages.map((id) => {
    const skill = props.skills.find((each) => each.id === id);
    return skill === undefined ? id : named(skill, i18n.language);
  });
  const name = named(entry, i18n.language);
  const more = [
    t(`transfer.kind.${entry.kind}`),
    entry.seat ?? entry.number,
    languages.join(t('joiner')),
    entry.note,
  ].filter((part) => part !== null && part !== '');
  return (
    // The list box moves the selection by keys (aria-activedescendant); the mouse chooses directly.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={props.selected}
      className={styles['row']}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(DIRECTORY_ENTRY_TYPE, entry.id);
        event.dataTransfer.effectAllowed = 'copy';
      }}
      onMouseDown={(event) => {
        // The caret stays in the search; a drag must still be able to begin.
        if (event.target instanceof HTMLElement && event.target.closest('button') !== null)
          event.preventDefault();
      }}
      onClick={props.onChoose}
    >
      <HolderOutlined className={styles['grip'] ?? ''} aria-hidden="true" />
      <span className={styles['name']}>
        <b title={name}>{name}</b>
        <small title={more.join(' · ')}>{more.join(' · ')}</small>
      </span>
      <span className={styles['stands']} data-tone={stands.tone} title={stands.words}>
        <span>
          <StateShape shape={stands.shape} /> {stands.words}
        </span>
        {entry.quick !== null && <kbd>Ctrl+{entry.quick % 10}</kbd>}
      </span>
      <button
        type="button"
        className={styles['star']}
        tabIndex={-1}
        aria-pressed={props.favourite}
        aria-label={t('transfer.favourite', { name })}
        title={t('transfer.favourite', { name })}
        onClick={(event) => {
          event.stopPropagation();
          props.onFavourite();
        }}
      >
        {props.favourite ? <StarFilled aria-hidden="true" /> : <StarOutlined aria-hidden="true" />}
      </button>
    </div>
  );
}

/** Free, busy with how long, or closed with when it opens: by word, shape and tone. */
export function useStanding(
  entry: DirectoryEntryView,
  availability: AvailabilityView | null,
): { readonly words: string; readonly tone: ToneName; readonly shape: ShapeName } {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  const offset = utcOffsetMinutes(now, zone);
  if (!isOpen(entry, now, offset)) {
    const at = nextOpening(entry, now, offset);
    const today = at !== null && shortDate(at, now, zone) === timeOfDay(at, zone);
    const words =
      at === null
        ? t('transfer.closed')
        : t('transfer.opens', {
            when: today
              ? timeOfDay(at, zone)
              : `${t(`transfer.day.d${weekday(at, zone)}`)} ${timeOfDay(at, zone)}`,
          });
    return { words, tone: 'calm', shape: 'ring' };
  }
  if (availability === null) return { words: t('transfer.open'), tone: 'ok', shape: 'disc' };
  const { free, of, waiting, expectedWaitMs } = availability;
  if (of === 0) return { words: t('transfer.nobody'), tone: 'calm', shape: 'ring' };
  if (free > 0)
    return {
      words: entry.kind === 'seat' ? t('transfer.free') : t('transfer.freeOf', { free, of }),
      tone: 'ok',
      shape: 'disc',
    };
  if (entry.kind === 'seat') return { words: t('transfer.busy'), tone: 'warn', shape: 'half-disc' };
  return {
    words:
      expectedWaitMs === null
        ? t('transfer.waiting', { n: waiting })
        : t('transfer.expected', { time: clockText(expectedWaitMs) }),
    tone: 'warn',
    shape: 'clock',
  };
}
