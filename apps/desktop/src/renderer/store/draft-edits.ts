/**
 * Undo and redo across the fields of a draft (Ctrl+Z, Ctrl+Y). What was typed since the draft was opened is known here;
 * before that the seat's disk has earlier texts, and undo goes on with those.
 */
import {
  emptyTrail,
  noteEdit,
  redoEdit,
  undoEdit,
  undoToVersion,
  type DraftField,
  type EditTrail,
  type TicketDraft,
  type TrailStep,
} from '@hotline/domain/draft';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DraftStore } from '../../shared/desk-platform.ts';
import { isChangeable, type Drafts } from './drafts.ts';

/** What the last undo or redo did, for the person to see; `fields` empty: there was nothing. */
type EditSaid = {
  readonly draftId: string;
  readonly kind: 'undone' | 'redone';
  readonly fields: readonly DraftField[];
};

type DraftEditsPorts = {
  readonly drafts: Pick<Drafts, 'state' | 'change'>;
  /** The signed-in person's drafts on the disk; null: nobody is. */
  readonly store: () => Pick<DraftStore, 'versions'> | null;
  readonly now: () => number;
  readonly setTimer: (run: () => void, ms: number) => () => void;
};

const SAID_MS = 5_000;

export function createDraftEdits({ drafts, store, now, setTimer }: DraftEditsPorts) {
  const state: StoreApi<{ readonly said: EditSaid | null }> = createStore(() => ({ said: null }));
  const trails = new Map<string, EditTrail>();
  /** Of a draft that went behind its trail: the kept texts it has not come to yet, newest first. */
  const older = new Map<string, readonly TicketDraft[]>();
  /** The change that is being made is one of these, not the person's. */
  let isStepping = false;
  let stopSaying: (() => void) | null = null;

  drafts.state.subscribe(({ items }, before) => {
    for (const [id, { draft }] of Object.entries(items)) {
      const earlier = before.items[id]?.draft;
      if (earlier === undefined || earlier === draft || isStepping) continue;
      trails.set(id, noteEdit(trails.get(id) ?? emptyTrail, earlier, draft, now()));
      older.delete(id);
    }
    for (const id of trails.keys()) if (items[id] === undefined) trails.delete(id);
    for (const id of older.keys()) if (items[id] === undefined) older.delete(id);
  });

  function say(draftId: string, kind: EditSaid['kind'], fields: readonly DraftField[]): void {
    stopSaying?.();
    state.setState({ said: { draftId, kind, fields } });
    stopSaying = setTimer(() => state.setState({ said: null }), SAID_MS);
  }
  function take(id: string, kind: EditSaid['kind'], step: TrailStep | null): void {
    if (step === null) return say(id, kind, []);
    trails.set(id, step.trail);
    isStepping = true;
    drafts.change(id, step.change);
    isStepping = false;
    say(id, kind, step.fields);
  }
  const open = (id: string): TicketDraft | null => {
    const item = drafts.state.getState().items[id];
    return item !== undefined && isChangeable(item) ? item.draft : null;
  };

  /** The newest kept text that differs from what the draft says. */
  async function fromDisk(id: string): Promise<TrailStep | null> {
    const kept =
      older.get(id) ??
      (
        await store()
          ?.versions(id)
          .catch(() => [])
      )?.map(({ draft }) => draft);
    const draft = open(id);
    if (draft === null || kept === undefined) return null;
    const trail = trails.get(id) ?? emptyTrail;
    for (const [at, version] of kept.entries()) {
      const step = undoToVersion(trail, draft, version, now());
      if (step === null) continue;
      older.set(id, kept.slice(at + 1));
      return step;
    }
    older.set(id, []);
    return null;
  }

  return {
    state,
    async undo(id: string): Promise<void> {
      if (open(id) === null) return;
      take(id, 'undone', undoEdit(trails.get(id) ?? emptyTrail) ?? (await fromDisk(id)));
    },
    redo(id: string): void {
      if (open(id) === null) return;
      take(id, 'redone', redoEdit(trails.get(id) ?? emptyTrail));
    },
  };
}
