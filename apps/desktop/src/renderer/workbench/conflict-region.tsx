import { idNumberShown, type ComparedField, type TicketDraft } from '@hotline/domain/draft';
import { categoryPath } from '@hotline/domain/intake';
import type { HotlineView } from '@hotline/domain/protocol';
import { ConflictBoard, named } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useIntake } from '../app/desk-context.tsx';
import type { Conflict, DraftItem } from '../store/drafts.ts';

function nameIn(
  choices: readonly { readonly id: string; readonly zh: string; readonly en: string }[],
  id: string,
  language: string,
): string {
  const found = choices.find((one) => one.id === id);
  return found === undefined ? id : named(found, language);
}

/** In place of the form: the draft's ticket says something else. */
export function ConflictRegion(props: {
  readonly item: DraftItem;
  readonly conflict: Conflict;
  readonly hotline: HotlineView;
}): ReactNode {
  const desk = useDesk();
  const { t, i18n } = useTranslation();
  const categories = useIntake((state) => state.categories);
  const { item, conflict, hotline } = props;
  const id = item.draft.draftId;

  function valueText(field: ComparedField, draft: TicketDraft): string {
    if (field === 'kind') return nameIn(hotline.ticketKinds, draft.kind, i18n.language);
    if (field === 'urgency') return nameIn(hotline.urgencies, draft.urgency, i18n.language);
    if (field === 'categoryCode') {
      const { categoryCode } = draft;
      return `${categoryPath(categories, categoryCode)} ${categoryCode}`.trim();
    }
    if (field === 'handling') {
      return draft.handling === '' ? '' : t(`draft.handlings.${draft.handling}`);
    }
    if (field === 'contactPreference') return t(`caller.prefers.${draft.contactPreference}`);
    if (field === 'channel') return t(`intake.channels.${draft.channel}`);
    if (field === 'callerKind') return t(`intake.callerKinds.${draft.callerKind}`);
    if (field === 'callerSex') {
      return draft.callerSex === '' ? '' : t(`intake.sexes.${draft.callerSex}`);
    }
    if (field === 'idNumber') return idNumberShown(draft.idNumber);
    if (field === 'refusal') return draft.refusal?.explanation ?? '';
    const value = draft[field];
    if (typeof value === 'boolean') return t(value ? 'conflict.yes' : 'conflict.no');
    return typeof value === 'string' ? value : value.join(t('draft.and'));
  }

  return (
    <ConflictBoard
      key={`${id} ${conflict.version}`}
      ticketNo={conflict.ticketNo}
      mine={item.draft}
      theirs={conflict.draft}
      mayChange={conflict.mayChange}
      valueText={valueText}
      onDecide={(chosen) => void desk.decideConflict(id, chosen)}
      onKeepBoth={() => void desk.keepBoth(id)}
    />
  );
}
