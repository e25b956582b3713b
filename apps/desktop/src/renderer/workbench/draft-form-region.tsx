import { DraftForm, UndoLine } from '@hotline/ui';
import { districtIn } from '@hotline/domain/intake';
import { useEffect, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesk, useDeskState, useIntake } from '../app/desk-context.tsx';
import { keyTexts } from '../keys/keymap.ts';
import { isChangeable, type DraftItem } from '../store/drafts.ts';
import styles from './workbench.module.css';

/** The form of the draft in front, with what it finds and completes with, and what was undone. */
export function DraftFormRegion({ item }: { readonly item: DraftItem }): ReactNode {
  const { t } = useTranslation();
  const desk = useDesk();
  const intake = useIntake((state) => state);
  const hotline = useDeskState(({ link }) => link.data?.hotline ?? null);
  const caller = useDeskState(({ link }) => link.data?.call?.caller ?? null);
  const said = useStore(desk.edits.state, (state) => state.said);
  const { draft } = item;
  const id = draft.draftId;
  const near = useMemo(
    () =>
      districtIn(intake.places, [
        draft.callerAddress,
        ...(caller === null ? [] : [...caller.tags, caller.place ?? '', caller.note ?? '']),
      ]),
    [intake.places, draft.callerAddress, caller],
  );
  // The field that was changed back comes into sight, with the caret in it.
  useEffect(() => {
    const field = said?.draftId === id && said.fields.length === 1 ? said.fields[0] : undefined;
    if (field === undefined) return;
    document.querySelector<HTMLElement>(`form[data-draft] [data-field="${field}"]`)?.focus();
  }, [said, id]);
  if (hotline === null) return null;
  return (
    <>
      {intake.state === 'failed' && (
        <output className={styles['undo'] ?? ''}>
          {t('intake.listsFailed')}
          <button type="button" className={styles['link']} onClick={desk.intake.again}>
            {t('intake.again')}
          </button>
        </output>
      )}
      <DraftForm
        key={id}
        draft={draft}
        hotline={hotline}
        intake={{
          categories: intake.categories,
          places: intake.places,
          refusals: intake.lists.refusals,
          specialGroups: intake.lists.specialGroups,
          units: intake.lists.units,
          recent: intake.recent,
          near,
          today: localDay(desk.clock(), hotline.timeZone),
          phrases: {
            phrases: intake.phrases,
            own: intake.ownPhrases,
            keyText: keyTexts.phrase,
            asked: intake.phraseAsked,
            onKeep: (letters, text) => desk.intake.keepPhrase(letters, text),
            onDrop: (phrase) => desk.intake.dropPhrase(phrase),
          },
        }}
        locked={!isChangeable(item)}
        onChange={(change) => {
          if (change.categoryCode !== undefined) desk.intake.used(change.categoryCode);
          desk.drafts.change(id, change);
        }}
        onUndo={() => void desk.edits.undo(id)}
        onRedo={() => desk.edits.redo(id)}
      />
      {said?.draftId === id && <UndoLine kind={said.kind} fields={said.fields} />}
    </>
  );
}

/** `YYYY-MM-DD` of a time (ms) in the hotline's zone. */
function localDay(at: number, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat('en-CA', timeZone === undefined ? {} : { timeZone }).format(at);
}
