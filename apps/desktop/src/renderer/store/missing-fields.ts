import type { TicketDraft } from '@hotline/domain/draft';

export type RequiredField = 'title' | 'kind' | 'category' | 'text' | 'handling';

/** What a ticket cannot do without; a void call (无效: harassment, nobody there) needs only a title. */
export function missingFields(draft: TicketDraft): RequiredField[] {
  const filled: Record<RequiredField, boolean> = {
    title: draft.title.trim() !== '',
    kind: draft.kind !== '',
    category: draft.categoryCode !== '',
    text: draft.text.trim() !== '',
    handling: draft.handling !== '',
  };
  const needed: RequiredField[] =
    draft.handling === 'void' ? ['title'] : ['title', 'kind', 'category', 'text', 'handling'];
  return needed.filter((field) => !filled[field]);
}
