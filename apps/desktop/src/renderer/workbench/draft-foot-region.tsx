import { DraftFoot, fieldLabels, named, type DraftCard } from '@hotline/ui';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskState } from '../app/desk-context.tsx';
import { keyTexts } from '../keys/keymap.ts';
import type { DraftItem } from '../store/drafts.ts';
import { missingFields } from '../store/missing-fields.ts';
import { AttachmentRegion } from './attachment-region.tsx';

/** Under the draft in front: where it stands, and what can become of it. */
export function DraftFootRegion(props: {
  readonly item: DraftItem;
  readonly card: DraftCard;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const desk = useDesk();
  const reasons = useDeskState(({ link }) => link.data?.hotline.parkReasons ?? null);
  const parking = useDeskState((state) => state.parking);
  const { item } = props;
  const id = item.draft.draftId;
  const { refusedField } = item;
  // What was refused comes into sight, with the caret in it.
  useEffect(() => {
    if (refusedField === null) return;
    const field = `form[data-draft="${id}"] [data-field="${refusedField}"]`;
    document.querySelector<HTMLElement>(field)?.focus();
  }, [refusedField, id]);

  function refusalWords({ refusal }: DraftItem): string | null {
    if (refusal === null) return null;
    const why = t(`refusal.${refusal}`);
    return refusedField === null
      ? why
      : t('draft.refusedField', { field: t(fieldLabels[refusedField]), why });
  }
  return (
    <>
      <AttachmentRegion item={item} />
      <DraftFoot
        draft={props.card}
        missing={missingFields(item.draft).map((field) => t(`draft.${field}`))}
        filing={item.filing}
        canTakeBack={!item.attempted}
        refusal={refusalWords(item)}
        park={{
          reasons: (reasons ?? []).map((reason) => ({
            id: reason.id,
            name: named(reason, i18n.language),
          })),
          asking: parking === id,
          keyText: keyTexts.parkDraft,
          onAsk: desk.askWhyParked,
          onStop: desk.stopParking,
          onPark: (reason) => void desk.parkDraft(id, reason),
        }}
        submitKey={keyTexts.submitTicket}
        onSubmit={() => void desk.submit(id)}
        onTakeBack={() => void desk.takeBackDraft(id)}
        onDiscard={() => void desk.drafts.discard(id)}
      />
    </>
  );
}
