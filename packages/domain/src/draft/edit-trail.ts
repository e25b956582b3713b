/**
 * What was changed in a draft, to be undone and done again across its fields. A word is one edit, not its letters: changes
 * of the same field that follow each other closely are one.
 */
import type { TicketDraft } from './ticket-draft.ts';

export type DraftField = Exclude<keyof TicketDraft, 'draftId' | 'callId'>;

type Edit = {
  readonly fields: readonly DraftField[];
  readonly before: TicketDraft;
  readonly after: TicketDraft;
  /** ms since 1970: of its last change. */
  readonly at: number;
};

export type EditTrail = {
  /** Oldest first. */
  readonly done: readonly Edit[];
  /** The one that was undone last stands last. */
  readonly undone: readonly Edit[];
};
export const emptyTrail: EditTrail = { done: [], undone: [] };

/** Changes of one field that follow each other within this are one edit, ms. */
export const EDIT_PAUSE_MS = 1_000;
const EDITS_KEPT = 200;

function changedFields(before: TicketDraft, after: TicketDraft): readonly DraftField[] {
  return (Object.keys(after) as (keyof TicketDraft)[]).filter(
    (field): field is DraftField =>
      field !== 'draftId' && field !== 'callId' && !isSame(before[field], after[field]),
  );
}

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));

/** What the person changed, at `at` (ms). What had been undone cannot be done again after it. */
export function noteEdit(
  trail: EditTrail,
  before: TicketDraft,
  after: TicketDraft,
  at: number,
): EditTrail {
  const fields = changedFields(before, after);
  if (fields.length === 0) return trail;
  const last = trail.done.at(-1);
  const goesOn =
    last !== undefined &&
    trail.undone.length === 0 &&
    fields.length === 1 &&
    last.fields.length === 1 &&
    last.fields[0] === fields[0] &&
    // A clock that was set back ends the edit.
    at >= last.at &&
    at - last.at < EDIT_PAUSE_MS;
  const edit: Edit = { fields, before: goesOn ? last.before : before, after, at };
  const earlier = goesOn ? trail.done.slice(0, -1) : trail.done;
  return { done: [...earlier, edit].slice(-EDITS_KEPT), undone: [] };
}

export type TrailStep = {
  readonly trail: EditTrail;
  /** What to change in the draft. */
  readonly change: Partial<TicketDraft>;
  readonly fields: readonly DraftField[];
};

/** null: nothing is left to undo. */
export function undoEdit(trail: EditTrail): TrailStep | null {
  const edit = trail.done.at(-1);
  if (edit === undefined) return null;
  return {
    trail: { done: trail.done.slice(0, -1), undone: [...trail.undone, edit] },
    change: fieldsOf(edit.before, edit.fields),
    fields: edit.fields,
  };
}

/** null: nothing was undone since the last change. */
export function redoEdit(trail: EditTrail): TrailStep | null {
  const edit = trail.undone.at(-1);
  if (edit === undefined) return null;
  return {
    trail: { done: [...trail.done, edit], undone: trail.undone.slice(0, -1) },
    change: fieldsOf(edit.after, edit.fields),
    fields: edit.fields,
  };
}

/** Goes back to an earlier text of the draft that the trail does not reach, as one step that can be done again. */
export function undoToVersion(
  trail: EditTrail,
  present: TicketDraft,
  version: TicketDraft,
  at: number,
): TrailStep | null {
  const fields = changedFields(version, present);
  if (fields.length === 0) return null;
  const edit: Edit = { fields, before: version, after: present, at };
  return {
    trail: { done: trail.done, undone: [...trail.undone, edit] },
    change: fieldsOf(version, fields),
    fields,
  };
}

function fieldsOf(draft: TicketDraft, fields: readonly DraftField[]): Partial<TicketDraft> {
  return Object.fromEntries(fields.map((field) => [field, draft[field]]));
}
