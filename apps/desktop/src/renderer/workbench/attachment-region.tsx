import { AttachmentRow, type AttachmentCard } from '@hotline/ui';
import { useMemo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS } from '../../shared/attachment.ts';
import { useDesk } from '../app/desk-context.tsx';
import type { AttachmentItem } from '../attachments/attachments.ts';
import { isChangeable, type DraftItem } from '../store/drafts.ts';
import { useFileDrops } from './use-file-drops.ts';

/** The files of the draft in front. */
export function AttachmentRegion({ item }: { readonly item: DraftItem }): ReactNode {
  const { attachments } = useDesk();
  const { draftId } = item.draft;
  const items = useStore(attachments.state, (state) => state.items);
  const notAdded = useStore(attachments.state, (state) => state.notAdded);
  const cards = useMemo(
    () => items.filter((each) => each.draftId === draftId).map(cardOf),
    [items, draftId],
  );
  const locked = !isChangeable(item);
  const add = (files: readonly File[]) => void attachments.add(draftId, files);
  useFileDrops(locked ? null : add);
  return (
    <AttachmentRow
      attachments={cards}
      notAdded={notAdded?.draftId === draftId ? notAdded.files : []}
      locked={locked}
      limits={{ bytes: MAX_ATTACHMENT_BYTES, files: MAX_ATTACHMENTS }}
      onAdd={add}
      onRemove={(id) => void attachments.remove(id)}
      onRetry={(id) => attachments.retry(id)}
      onDismiss={attachments.dismissNotAdded}
    />
  );
}

const cardOf = ({ id, name, size, state, sending, fault }: AttachmentItem): AttachmentCard => ({
  id,
  name,
  size,
  state:
    fault !== null
      ? 'refused'
      : state.kind === 'sent'
        ? 'sent'
        : sending === null
          ? 'here'
          : 'sending',
  sent: sending ?? 0,
  fault,
});
