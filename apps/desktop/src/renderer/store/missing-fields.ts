import { idNumberProblem, type TicketDraft } from '@hotline/domain/draft';

export type RequiredField =
  | 'title'
  | 'kind'
  | 'category'
  | 'text'
  | 'handling'
  | 'refusal'
  | 'idNumber';

/** Later than anybody's birth: the rest of the check needs no calendar. */
const ANY_DAY = '2049-12-31';

/** What a ticket cannot do without; a void call (无效: harassment, nobody there) needs only a title. */
export function missingFields(draft: TicketDraft): RequiredField[] {
  const filled: Record<RequiredField, boolean> = {
    title: draft.title.trim() !== '',
    kind: draft.kind !== '',
    category: draft.categoryCode !== '',
    text: draft.text.trim() !== '',
    handling: draft.handling !== '',
    refusal: draft.handling !== 'refuse' || (draft.refusal?.explanation.trim() ?? '') !== '',
    // None is asked for; a wrong one would stand on somebody else's name.
    idNumber: draft.idNumber === '' || idNumberProblem(draft.idNumber, ANY_DAY) === null,
  };
  const needed: RequiredField[] =
    draft.handling === 'void'
      ? ['title', 'idNumber']
      : ['title', 'kind', 'category', 'text', 'handling', 'refusal', 'idNumber'];
  return needed.filter((field) => !filled[field]);
}
