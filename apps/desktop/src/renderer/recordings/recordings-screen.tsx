import {
  CheckRail,
  checkSections,
  Empty,
  playerKey,
  RecordingList,
  type CheckSection,
} from '@hotline/ui';
import { useCallback, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesk } from '../app/desk-context.tsx';
import { CheckListRegion, OpenCheckRegion } from './check-region.tsx';
import { PlayerRegion } from './player-region.tsx';
import styles from './recordings.module.css';

/** 录音与质检 between the call bar and the foot. */
export function RecordingsScreen(): ReactNode {
  const { t } = useTranslation();
  const { recordings } = useDesk();
  const { player, checks } = recordings;
  const { terms, failure } = useStore(recordings.state);
  const { callId, rate } = useStore(player.state);
  const { open, section, terms: quality } = useStore(checks.state);

  function pressed(event: KeyboardEvent): void {
    const does = { onToggle: player.toggle, onSkip: player.skip, onRate: player.rate, rate };
    if (callId !== null && playerKey(event, does)) event.preventDefault();
    else if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      if (open !== null) checks.back();
      else if (callId === null) recordings.leave();
      else player.close();
    }
  }
  const may: Readonly<Partial<Record<CheckSection, boolean>>> = {
    recordings: terms?.mayListen === true,
    own: true,
  };
  return (
    // The keys of the player hold wherever the caret is on this screen.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <main
      className={styles['screen']}
      aria-label={t('recordings.title')}
      data-testid="recordings"
      onKeyDown={pressed}
    >
      {terms === null || quality === null ? (
        <Empty>
          {failure === null
            ? t('recordings.waitingTerms')
            : failure === 'offline'
              ? t('recordings.offline')
              : t('recordings.failed', { why: failure })}
        </Empty>
      ) : (
        <div className={styles['halves']}>
          <CheckRail
            sections={checkSections.filter((each) => may[each] ?? quality.mayCheck)}
            chosen={section}
            onChoose={checks.choose}
          />
          {open === null ? (
            <div className={styles['main']}>
              <PlayerRegion isOwn />
              {section === 'recordings' ? <ListRegion /> : <CheckListRegion />}
            </div>
          ) : (
            <div className={styles['check']}>
              <PlayerRegion isOwn={false} />
              <OpenCheckRegion />
            </div>
          )}
        </div>
      )}
    </main>
  );
}

function ListRegion(): ReactNode {
  const { recordings } = useDesk();
  const { list, checks } = recordings;
  const { terms } = useStore(recordings.state);
  const mayCheck = useStore(checks.state, (state) => state.terms?.mayCheck === true);
  const { next, ...state } = useStore(list.state);
  const more = useCallback(() => list.more(), [list]);
  if (terms === null) return null;
  return (
    <RecordingList
      {...state}
      terms={terms}
      hasMore={next !== null}
      onFilter={(change) => void list.filter(change)}
      onRefresh={() => void list.refresh()}
      onChoose={list.choose}
      onOpen={recordings.open}
      onCheck={mayCheck ? (callId, seatId) => void checks.pick(callId, seatId) : null}
      onMore={more}
    />
  );
}
