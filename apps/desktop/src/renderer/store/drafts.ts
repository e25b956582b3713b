/**
 * The drafts in work. Every change goes to the seat's disk at once; while one save runs, further changes wait for the
 * next one, so the disk sets the pace and nothing typed waits for a timer.
 */
import {
  differences,
  emptyDraft,
  type ComparedField,
  type TicketDraft,
} from '@hotline/domain/draft';
import type { CallView } from '@hotline/domain/protocol';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandError } from '../connection/seat-link.ts';
import {
  isDiskFault,
  isWritable,
  PlatformError,
  type DiskFault,
  type DraftShelf,
  type DraftStatus,
  type DraftStore,
} from '../../shared/desk-platform.ts';

export type DraftItem = {
  readonly draft: TicketDraft;
  readonly status: DraftStatus;
  readonly createdAt: number;
  /** By the seat's clock; null: nothing of it is on the disk yet. */
  readonly savedAt: number | null;
  readonly save: 'clean' | 'saving' | 'failed';
  /** Why the last save failed; it is tried again until it does not. */
  readonly fault: DiskFault | null;
  /** Number of its last change on this seat; the newest has the highest. */
  readonly changeNo: number;
  /** A person has changed it; an untouched one made for a call goes away with the call. */
  readonly touched: boolean;
  /** Its submission, or its taking back, is being written on the disk: until then nobody changes or sends it. */
  readonly moving: boolean;
  /** It was sent to the bridge at least once, so it must not be changed any more under the same key. */
  readonly attempted: boolean;
  readonly filing: boolean;
  /** Why the bridge refused it. */
  readonly refusal: CommandError | null;
  /** The field that it was refused for, where that is known. */
  readonly refusedField: ComparedField | null;
  /** Its ticket says something else: the person decides. */
  readonly conflict: Conflict | null;
  /** Version of the ticket over which it goes, since its person has decided; null: it is the first. */
  readonly over: number | null;
};
/** What the bridge has under the draft's key. */
export type Conflict = {
  readonly ticketNo: string;
  readonly version: number;
  readonly mayChange: boolean;
  readonly draft: TicketDraft;
};
/** Somebody must look at it before it goes on. */
export const needsPerson = ({ refusal, conflict }: DraftItem): boolean =>
  refusal !== null || conflict !== null;
/** A person can write in it now. */
export const isChangeable = ({ status, moving }: Pick<DraftItem, 'status' | 'moving'>): boolean =>
  isWritable(status) && !moving;

export type DraftsState = {
  readonly items: Readonly<Record<string, DraftItem>>;
  readonly tabs: readonly string[];
  /** null: the list is in front. */
  readonly active: string | null;
  readonly discarded: DraftItem | null;
};

export type DraftsPorts = {
  readonly shelf: DraftShelf;
  readonly now: () => number;
  readonly newId: () => string;
  readonly setTimer: (run: () => void, ms: number) => () => void;
};

const KEEP_FILED_MS = 24 * 3_600_000;
const RETRY_SAVE_MS = 1_000;
/** How long a discarded draft can be had back. */
const UNDO_MS = 20_000;

export type Drafts = ReturnType<typeof createDrafts>;

export function createDrafts(ports: DraftsPorts) {
  const state: StoreApi<DraftsState> = createStore(() => ({
    items: {},
    tabs: [],
    active: null,
    discarded: null,
  }));
  const saving = new Map<string, Promise<void>>();
  let owner: string | null = null;
  /** What a person who has left typed and the disk had not taken: it is tried on, and shown to them when they come back. */
  const left = new Map<string, Map<string, DraftItem>>();
  /** What stood open when they left stands open again: signed in elsewhere and back, they find the desk as it was. */
  const openOf = new Map<string, readonly string[]>();

  /** Of whoever is signed in. */
  const store = (): DraftStore => {
    if (owner === null) throw new PlatformError('not-yours', 'nobody is signed in');
    return ports.shelf.of(owner);
  };

  const item = (id: string) => state.getState().items[id];
  function put(id: string, change: Partial<DraftItem>): void {
    const present = item(id);
    if (present === undefined) return;
    state.setState(({ items }) => ({ items: { ...items, [id]: { ...present, ...change } } }));
  }
  function drop(id: string): void {
    state.setState(({ items, tabs, active }) => {
      const { [id]: _gone, ...rest } = items;
      const others = tabs.filter((tab) => tab !== id);
      return {
        items: rest,
        tabs: others,
        active: active === id ? (others.at(-1) ?? null) : active,
      };
    });
  }

  function begin(draft: TicketDraft, front: boolean): void {
    const fresh: DraftItem = {
      draft,
      status: { kind: 'open' },
      createdAt: ports.now(),
      savedAt: null,
      save: 'clean',
      fault: null,
      changeNo: 0,
      touched: false,
      moving: false,
      attempted: false,
      filing: false,
      refusal: null,
      refusedField: null,
      conflict: null,
      over: null,
    };
    state.setState(({ items, tabs, active }) => ({
      items: { ...items, [draft.draftId]: fresh },
      tabs: [...tabs, draft.draftId],
      active: front ? draft.draftId : active,
    }));
  }

  /** Saves until what is on the disk is what is on the screen. */
  function save(id: string): Promise<void> {
    const running = saving.get(id);
    if (running !== undefined) return running;
    const mine = owner;
    // Before anybody hears that the save is over: a change that comes with the news begins the next one.
    const over = (how: Partial<DraftItem>) => {
      if (saving.get(id) === run) saving.delete(id);
      if (owner === mine) put(id, how);
    };
    const run: Promise<void> = (async () => {
      // So that `run` is there before it can be over.
      await Promise.resolve();
      for (;;) {
        const written = item(id)?.draft;
        if (written === undefined || owner !== mine) return over({});
        if (item(id)?.save !== 'saving') put(id, { save: 'saving' });
        try {
          // oxlint-disable-next-line no-await-in-loop -- one save after the other is the point
          const saved = await store().save(written);
          if (owner !== mine) return over({});
          // One piece of news for each key, where nothing came in between.
          if (item(id)?.draft === written) return over({ ...saved, fault: null, save: 'clean' });
          put(id, { ...saved, fault: null });
        } catch (error) {
          ports.setTimer(() => void (owner === mine && save(id)), RETRY_SAVE_MS);
          return over({ save: 'failed', fault: faultOf(error) });
        }
      }
    })();
    saving.set(id, run);
    return run;
  }

  /** Submissions and takings back one after the other, as the person asked for them: the disk must not change their order. */
  let turn: Promise<void> = Promise.resolve();
  function inTurn(step: () => Promise<void>): Promise<void> {
    const moved = turn.then(step);
    turn = moved.catch(() => undefined);
    return moved;
  }

  /** Tries the unsaved draft of somebody who has left until the disk takes it, or they come back for it. */
  async function saveForLeft(person: string, kept: DraftItem): Promise<void> {
    const id = kept.draft.draftId;
    const isWaiting = () => left.get(person)?.get(id) === kept;
    if (!isWaiting()) return;
    try {
      await ports.shelf.of(person).save(kept.draft);
      if (isWaiting()) left.get(person)?.delete(id);
    } catch {
      ports.setTimer(() => void saveForLeft(person, kept), RETRY_SAVE_MS);
    }
  }

  /** Saves what a person can write in, and gives it a new status on the disk, then on the screen. Never rejects. */
  function move(id: string, status: () => DraftStatus): Promise<void> {
    const present = item(id);
    if (present === undefined || !isChangeable(present)) return Promise.resolve();
    put(id, { touched: true, refusal: null, refusedField: null, moving: true });
    const mine = owner;
    return inTurn(async () => {
      if (owner !== mine) return;
      await save(id);
      if (item(id)?.save !== 'clean') return put(id, { moving: false });
      const next = status();
      try {
        await store().mark(id, next);
        if (owner === mine) put(id, { status: next, moving: false });
      } catch (error) {
        if (owner !== mine) return;
        put(id, { moving: false, save: 'failed', fault: faultOf(error) });
        ports.setTimer(() => void (owner === mine && save(id)), RETRY_SAVE_MS);
      }
    });
  }

  /** When it is submitted, and later than whatever waits already: they go in this order, also with the clock set back. */
  function nextInTurn(): number {
    const waiting = Object.values(state.getState().items).flatMap(({ status }) =>
      status.kind === 'to-file' ? [status.since + 1] : [],
    );
    return Math.max(ports.now(), ...waiting);
  }

  function show(id: string | null): void {
    state.setState(({ tabs, items }) => ({
      active: id,
      // A filed draft has said its number; it leaves when the person goes on.
      tabs: (id === null || tabs.includes(id) ? tabs : [...tabs, id]).filter(
        (tab) => tab === id || items[tab]?.status.kind !== 'filed',
      ),
    }));
  }

  async function filed(id: string, ticketNo: string): Promise<void> {
    const status: DraftStatus = { kind: 'filed', ticketNo, at: ports.now() };
    await store().mark(id, status);
    put(id, { status, filing: false, refusal: null, conflict: null });
  }

  /** Out of 待发, by the person or because the bridge refused it. */
  async function reopen(
    id: string,
    refusal: CommandError | null = null,
    refusedField: ComparedField | null = null,
  ): Promise<void> {
    const present = item(id);
    if (present === undefined || present.status.kind !== 'to-file' || present.moving) return;
    // Under way, or its answer was lost: the bridge may have it, so it must not change under its key.
    if (present.attempted && refusal === null && present.conflict === null) return;
    // First here, or the outbox could send it while the disk writes.
    put(id, { moving: true });
    const mine = owner;
    await inTurn(async () => {
      if (owner !== mine) return;
      try {
        await store().mark(id, { kind: 'open' });
      } catch (error) {
        if (owner === mine) put(id, { moving: false, filing: false });
        throw error;
      }
      if (owner === mine) {
        const status: DraftStatus = { kind: 'open' };
        put(id, { status, moving: false, filing: false, refusal, refusedField, attempted: false });
      }
    });
  }

  function close(id: string): void {
    const present = item(id);
    if (present !== undefined && !present.touched) return drop(id);
    state.setState(({ tabs, active }) => {
      const others = tabs.filter((tab) => tab !== id);
      return { tabs: others, active: active === id ? (others.at(-1) ?? null) : active };
    });
  }

  return {
    state,

    /** This person's drafts come in, and nobody else's; their filed ones of yesterday and before are let go. */
    async openFor(person: string): Promise<void> {
      owner = person;
      const waiting = [...(left.get(person)?.values() ?? [])];
      left.delete(person);
      state.setState({
        items: Object.fromEntries(waiting.map((each) => [each.draft.draftId, each])),
        tabs: waiting.map(({ draft }) => draft.draftId),
        active: null,
        discarded: null,
      });
      for (const { draft } of waiting) void save(draft.draftId);
      const headings = await store().list();
      // One that cannot be read stays on the disk and does not hide the others, nor hold up what is 待发.
      const mine = ports.shelf.of(person);
      const entries = await Promise.all(
        headings.map((each) => mine.load(each.draftId).catch(() => null)),
      );
      if (owner !== person) return;
      for (const entry of entries) {
        if (entry === null) continue;
        const id = entry.draft.draftId;
        if (entry.status.kind === 'filed' && ports.now() - entry.status.at > KEEP_FILED_MS) {
          void mine.remove(id).catch(() => null);
          continue;
        }
        if (item(id) !== undefined) continue;
        const loaded: DraftItem = {
          ...entry,
          save: 'clean',
          fault: null,
          touched: true,
          moving: false,
          attempted: !isWritable(entry.status),
          filing: false,
          refusal: null,
          refusedField: null,
          conflict: null,
          over: null,
        };
        state.setState(({ items }) => ({ items: { ...items, [id]: loaded } }));
      }
      state.setState(({ items, tabs }) => ({
        tabs: [
          ...tabs,
          ...(openOf.get(person) ?? []).filter((id) => {
            const status = items[id]?.status;
            return !tabs.includes(id) && status !== undefined && isWritable(status);
          }),
        ],
      }));
    },

    /** The person has signed out: nothing of theirs stays on the screen, everything stays on the disk. */
    leave(): void {
      if (owner === null) return;
      const person = owner;
      owner = null;
      const unsaved = Object.values(state.getState().items)
        .filter((each) => each.save !== 'clean')
        .map((each): DraftItem => ({ ...each, moving: false }));
      saving.clear();
      openOf.set(person, state.getState().tabs);
      state.setState({ items: {}, tabs: [], active: null, discarded: null });
      left.set(person, new Map(unsaved.map((each) => [each.draft.draftId, each])));
      for (const each of unsaved) void saveForLeft(person, each);
    },

    change(id: string, change: Partial<TicketDraft>): void {
      const present = item(id);
      if (present === undefined || !isChangeable(present)) return;
      put(id, {
        draft: { ...present.draft, ...change },
        touched: true,
        refusal: null,
        refusedField: null,
      });
      void save(id);
    },

    /** The draft of this call comes to the front unless the person is typing in another (`front` false). */
    openForCall(
      call: Pick<CallView, 'callId'> & {
        readonly caller: CallView['caller'] | null;
        /** What the seat that sent the call on had written. */
        readonly brief?: CallView['brief'];
      },
      front: boolean,
    ): void {
      const { items } = state.getState();
      const ofCall = Object.values(items).filter((each) => each.draft.callId === call.callId);
      const known = ofCall.find((each) => isWritable(each.status))?.draft.draftId;
      if (known !== undefined) {
        if (front) show(known);
        else if (!state.getState().tabs.includes(known)) {
          state.setState(({ tabs }) => ({ tabs: [...tabs, known] }));
        }
        return;
      }
      // Its ticket was submitted already: the person begins another one when they need it.
      if (ofCall.length > 0) return;
      const id = ports.newId();
      const { caller } = call;
      begin(
        {
          ...emptyDraft(id, call.callId),
          contactPreference: caller?.contactPreference ?? 'any',
          callerName: caller?.name ?? '',
          specialGroup: (caller?.specialGroup ?? '').slice(0, 64),
          place: caller?.place ?? '',
          title: (call.brief?.title ?? '').slice(0, 200),
          text: call.brief?.text ?? '',
        },
        front,
      );
      if (front) show(id);
    },

    /** The call is over for this seat: a draft nobody touched goes with it. */
    leaveCall(callId: string): void {
      for (const each of Object.values(state.getState().items)) {
        if (each.draft.callId === callId && !each.touched) drop(each.draft.draftId);
      }
    },

    /** The state was read afresh: calls that ended unseen leave like any other. `onDesk`: those that are still here. */
    leaveAllBut(onDesk: ReadonlySet<string>): void {
      for (const { draft, touched } of Object.values(state.getState().items)) {
        if (draft.callId !== null && !onDesk.has(draft.callId) && !touched) drop(draft.draftId);
      }
    },

    begin(): void {
      begin(emptyDraft(ports.newId(), null), true);
    },
    show,
    close,
    /** To the next (+1) or previous (−1) tab; the list is one of them. */
    turn(by: 1 | -1): void {
      const { tabs, active } = state.getState();
      const ring = [null, ...tabs];
      show(ring[(ring.indexOf(active) + by + ring.length) % ring.length] ?? null);
    },

    async discard(id: string): Promise<void> {
      const present = item(id);
      if (present === undefined || !isChangeable(present)) return;
      drop(id);
      if (present.touched) {
        state.setState({ discarded: present });
        ports.setTimer(() => {
          if (state.getState().discarded === present) state.setState({ discarded: null });
        }, UNDO_MS);
      }
      await saving.get(id);
      // Asked back meanwhile.
      if (item(id) !== undefined) return;
      await store()
        .remove(id)
        .catch(() => null);
    },
    async undoDiscard(): Promise<void> {
      const { discarded } = state.getState();
      if (discarded === null) return;
      const id = discarded.draft.draftId;
      begin(discarded.draft, true);
      put(id, { touched: true });
      // Last: whoever sees it gone from here finds the draft there.
      state.setState({ discarded: null });
      await save(id);
    },

    /** 待发: once it is so on the disk it is the outbox's, and not before; nothing of it can change until it is taken back. */
    submit: (id: string): Promise<void> =>
      move(id, () => ({ kind: 'to-file', since: nextInTurn() })),
    /** 暂存 for one of the hotline's reasons: it leaves the tabs and stays among the unfinished ones. */
    async park(id: string, reason: string): Promise<void> {
      await move(id, () => ({ kind: 'parked', reason, since: ports.now() }));
      if (item(id)?.status.kind === 'parked') close(id);
    },
    takeBack: reopen,
    setFiling(id: string, filing: boolean): void {
      put(id, filing ? { filing, attempted: true } : { filing });
    },
    /** The bridge has other words under its key. It stays 待发 until its person has decided, also over a restart. */
    differs: (id: string, conflict: Conflict): void => put(id, { filing: false, conflict }),
    /** What the person chose goes over the ticket as they have seen it. */
    async decide(id: string, chosen: TicketDraft): Promise<void> {
      const conflict = item(id)?.conflict ?? null;
      if (conflict === null) return;
      if (differences(chosen, conflict.draft).length === 0) {
        await filed(id, conflict.ticketNo);
        return;
      }
      await reopen(id);
      if (item(id)?.status.kind !== 'open') return;
      put(id, { draft: chosen, over: conflict.version, conflict: null });
      await move(id, () => ({ kind: 'to-file', since: nextInTurn() }));
    },
    /** The ticket stays as it is; what was written here is another draft, without a call: the call has its ticket. */
    async keepBoth(id: string): Promise<void> {
      const present = item(id);
      const conflict = present?.conflict ?? null;
      if (present === undefined || conflict === null) return;
      const copy = { ...present.draft, draftId: ports.newId(), callId: null };
      begin(copy, true);
      put(copy.draftId, { touched: true });
      await save(copy.draftId);
      // Only what is on the disk twice may go once.
      if (item(copy.draftId)?.save === 'clean') await filed(id, conflict.ticketNo);
    },
    filed,
  };
}

function faultOf(error: unknown): DiskFault {
  return error instanceof PlatformError && isDiskFault(error.code) ? error.code : 'disk';
}
