import { BriefBoard, DraftTabs, IdleBoard, named } from '@hotline/ui';
import { useDeferredValue, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskState, useDrafts } from '../app/desk-context.tsx';
import { keyTexts } from '../keys/keymap.ts';
import { callShown } from '../phone/softphone-view.ts';
import { draftCard, isUnfinished, listed } from './draft-cards.ts';
import { ConflictRegion } from './conflict-region.tsx';
import { DraftFootRegion } from './draft-foot-region.tsx';
import { DraftFormRegion } from './draft-form-region.tsx';
import { SimilarRegion } from './similar-region.tsx';
import { useMay } from './use-may.ts';
import styles from './workbench.module.css';

/** The keys that a new agent looks for first. */
const idleKeys = [
  'answer',
  'hangUp',
  'hold',
  'mute',
  'transfer',
  'emergency',
  'dial',
  'toggleReady',
  'finishWrap',
  'submitTicket',
  'newDraft',
  'find',
  'settings',
] as const;

/** Middle column: the draft in work, the tabs of the open ones, and the list of all that are not finished. */
export function DraftRegion(): ReactNode {
  const { t, i18n } = useTranslation();
  const desk = useDesk();
  const drafts = useDrafts((state) => state);
  const callId = useDeskState(({ link }) => link.data?.call?.callId ?? null);
  const offset = useDeskState(({ link }) => link.clockOffsetMs);
  const hotline = useDeskState(({ link }) => link.data?.hotline ?? null);
  const call = useDeskState(callShown);
  const muted = useDeskState(({ phone }) => phone.call.kind === 'in-call' && phone.call.muted);
  const onPhone = useDeskState(({ phone }) => phone.call.kind === 'in-call');
  const may = useMay();
  const inList = useMemo(() => listed(drafts), [drafts]);
  // Which draft, not what is in it: who is calling is painted first, the form of twenty fields a frame later.
  const shown = useDeferredValue(drafts.active);
  const active = shown === null ? undefined : drafts.items[shown];
  const nameOfReason = (id: string) => {
    const reason = hotline?.parkReasons.find((one) => one.id === id);
    return reason === undefined ? id : named(reason, i18n.language);
  };
  const card = (item: typeof active & object) => draftCard(item, callId, offset, nameOfReason);
  if (hotline === null) return null;
  return (
    <section className={styles['box']} aria-label={t('draft.region')}>
      <DraftTabs
        drafts={drafts.tabs.flatMap((id) => {
          const item = drafts.items[id];
          return item === undefined ? [] : [card(item)];
        })}
        active={active === undefined ? null : shown}
        unfinished={inList.filter(isUnfinished).length}
        newKey={keyTexts.newDraft}
        onShow={(id) => desk.drafts.show(id)}
        onClose={(id) => desk.drafts.close(id)}
        onNew={() => desk.drafts.begin()}
      />
      {active === undefined && call?.part === 'guest' ? (
        <BriefBoard
          call={call}
          skills={hotline.skills}
          muted={muted}
          canLeave={may('leave')}
          canMute={onPhone}
          keyText={keyTexts}
          onLeave={() => void desk.leave()}
          onMute={desk.toggleMute}
        />
      ) : active === undefined ? (
        <IdleBoard
          drafts={inList.map(card)}
          keys={idleKeys.map((action) => ({
            name: t(`keys.${action}`),
            keyText: keyTexts[action],
          }))}
          onOpen={(id) => desk.drafts.show(id)}
          onNew={() => desk.drafts.begin()}
        />
      ) : active.conflict !== null ? (
        <ConflictRegion item={active} conflict={active.conflict} hotline={hotline} />
      ) : (
        <>
          <DraftFormRegion item={active} />
          <SimilarRegion item={active} />
          <DraftFootRegion item={active} card={card(active)} />
        </>
      )}
      {drafts.discarded !== null && (
        <output className={styles['undo'] ?? ''}>
          {t('draft.discarded', {
            title: drafts.discarded.draft.title || t('draft.untitled'),
          })}
          <button
            type="button"
            className={styles['link']}
            onClick={() => void desk.drafts.undoDiscard()}
          >
            {t('draft.undo')}
          </button>
        </output>
      )}
    </section>
  );
}
