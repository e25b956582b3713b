import type { ComparedField, TicketDraft } from '@hotline/domain/draft';
import type { HotlineView } from '@hotline/domain/protocol';
import { ConflictBoard, named } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import type { Conflict, DraftItem } from '../store/drafts.ts';

/** In place of the form: the draft's ticket says something else. */
export function ConflictRegion(props: {
  readonly item: DraftItem;
  readonly conflict: Conflict;
  readonly hotline: HotlineView;
}): ReactNode {
  const desk = useDesk();
  const { t, i18n } = useTranslation();
  const { item, conflict, hotline } = props;
  const id = item.draft.draftId;

  function valueText(field: ComparedField, draft: TicketDraft): string {
    const chosen = (from: readonly { id: string; zh: string; en: string }[], of: string) => {
      const found = from.find((one) => one.id === of);
      return found === undefined ? of : named(found, i18n.language);
    };
    if (field === 'kind') return chosen(hotline.ticketKinds, draft.kind);
    if (field === 'urgency') return chosen(hotline.urgencies, draft.urgency);
    if (field === 'categoryCode') {
      const { categoryCode } = draft;
      const found = hotline.categories.find(({ code }) => code === categoryCode);
      return found === undefined ? categoryCode : `${found.zh} ${categoryCode}`;
    }
    if (field === 'handling') {
      return draft.handling === '' ? '' : t(`draft.handlings.${draft.handling}`);
    }
    if (field === 'contactPreference') return t(`caller.prefers.${draft.contactPreference}`);
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
