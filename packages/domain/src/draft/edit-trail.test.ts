import {
  array,
  assert as property,
  constantFrom,
  property as forAll,
  record,
  string,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EDIT_PAUSE_MS,
  emptyTrail,
  noteEdit,
  redoEdit,
  undoEdit,
  undoToVersion,
  type EditTrail,
} from './edit-trail.ts';
import { emptyDraft, type TicketDraft } from './ticket-draft.ts';

const start = emptyDraft('d', null);

/** Types one change after the other, `gap` ms apart. */
function typed(changes: readonly Partial<TicketDraft>[], gap: number) {
  let draft = start;
  let trail: EditTrail = emptyTrail;
  changes.forEach((change, n) => {
    const next = { ...draft, ...change };
    trail = noteEdit(trail, draft, next, 1_000 + n * gap);
    draft = next;
  });
  return { draft, trail };
}

describe('an edit', () => {
  it('is a word, not its letters', () => {
    const { trail } = typed([{ title: '路' }, { title: '路灯' }, { title: '路灯不亮' }], 200);
    expect(trail.done).toHaveLength(1);
    expect(undoEdit(trail)?.change).toEqual({ title: '' });
  });
  it('ends with a pause, another field, or several fields at once', () => {
    const paused = typed([{ title: '一' }, { title: '一二' }], EDIT_PAUSE_MS);
    expect(paused.trail.done).toHaveLength(2);
    const other = typed([{ title: '一' }, { text: '一' }, { title: '一二' }], 10);
    expect(other.trail.done).toHaveLength(3);
    const both = typed([{ title: '一' }, { title: '二', text: '二' }], 10);
    expect(undoEdit(both.trail)).toMatchObject({
      change: { title: '一', text: '' },
      fields: ['title', 'text'],
    });
  });
  it('is none when nothing changed, also in a list that is only another list', () => {
    const tagged = { ...start, tags: ['夜间'] };
    expect(noteEdit(emptyTrail, tagged, { ...tagged, tags: ['夜间'] }, 1)).toBe(emptyTrail);
  });
});

it('what was undone is done again, until something else is written', () => {
  const { trail } = typed([{ title: '一' }, { text: '二' }], 10);
  const undone = undoEdit(trail);
  expect(undone?.change).toEqual({ text: '' });
  const redone = redoEdit(undone?.trail ?? emptyTrail);
  expect(redone?.change).toEqual({ text: '二' });
  expect(redone?.trail).toEqual(trail);
  const written = noteEdit(undone?.trail ?? emptyTrail, start, { ...start, place: '三' }, 99);
  expect(redoEdit(written)).toBeNull();
  expect(undoEdit(emptyTrail)).toBeNull();
});

it('goes back to a kept version, and forward again', () => {
  const present = { ...start, title: '新', tags: ['a'] };
  const step = undoToVersion(emptyTrail, present, start, 5);
  expect(step?.change).toEqual({ title: '', tags: [] });
  expect(redoEdit(step?.trail ?? emptyTrail)?.change).toEqual({ title: '新', tags: ['a'] });
  expect(undoToVersion(emptyTrail, present, present, 5)).toBeNull();
});

it('undoing everything leads back to the beginning, redoing everything to the end', () => {
  const change = record({ field: constantFrom('title', 'text', 'place'), words: string() });
  property(
    forAll(array(change, { maxLength: 30 }), (changes) => {
      const { draft, trail } = typed(
        changes.map(({ field, words }) => ({ [field]: words })),
        400,
      );
      let at = draft;
      let back = trail;
      for (let step = undoEdit(back); step !== null; step = undoEdit(back)) {
        at = { ...at, ...step.change };
        back = step.trail;
      }
      expect(at).toEqual(start);
      for (let step = redoEdit(back); step !== null; step = redoEdit(back)) {
        at = { ...at, ...step.change };
        back = step.trail;
      }
      expect(at).toEqual(draft);
    }),
  );
});
