/**
 * 附件 of the drafts in work. What is added lies on the seat's disk before anything else happens to it; from there it goes
 * to the bridge, one file after the other, and goes on where it was after a restart of either.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
  type AttachmentEntry,
  type AttachmentShelf,
  type AttachmentState,
  type AttachmentStore,
} from '../../shared/attachment.ts';
import { isDiskFault, PlatformError, type DiskFault } from '../../shared/desk-platform.ts';
import type { Drafts, DraftItem } from '../store/drafts.ts';
import type { BridgeUploads, RunningUpload, UploadFault } from './bridge-uploads.ts';

export type AttachmentFault = Exclude<UploadFault, 'away'> | DiskFault | 'unreadable';
export type AttachmentItem = AttachmentEntry & {
  /** Bytes at the bridge; null: it is not under way. */
  readonly sending: number | null;
  /** Why the bridge does not take it: a person takes it out, or tries again. */
  readonly fault: AttachmentFault | null;
};
/** A file that did not even get onto the disk. */
type NotAdded = { readonly name: string; readonly why: AttachmentFault };
type AttachmentsState = {
  readonly items: readonly AttachmentItem[];
  /** Of the draft in which it was tried last. */
  readonly notAdded: { readonly draftId: string; readonly files: readonly NotAdded[] } | null;
};

export type AttachmentsPorts = {
  readonly shelf: AttachmentShelf;
  readonly uploads: BridgeUploads;
  readonly drafts: Drafts;
  readonly isLive: () => boolean;
  readonly now: () => number;
  readonly newId: () => string;
  readonly setTimer: (run: () => void, ms: number) => () => void;
};

const RETRY_MS = 5_000;
/** Of a draft that is not there any more, and was not thrown away in this run of the program. */
const ORPHAN_KEPT_MS = 30 * 24 * 3_600_000;

/** What a browser hands over: a file, or a picture out of the clipboard. */
export type AddedFile = Pick<File, 'name' | 'type' | 'size' | 'arrayBuffer'>;

export type Attachments = ReturnType<typeof createAttachments>;

export function createAttachments(ports: AttachmentsPorts) {
  const { uploads, drafts } = ports;
  const state: StoreApi<AttachmentsState> = createStore(() => ({ items: [], notAdded: null }));
  let owner: string | null = null;
  let running: { readonly id: string; readonly upload: RunningUpload } | null = null;
  let stopRetry: (() => void) | null = null;

  const store = (): AttachmentStore => {
    if (owner === null) throw new PlatformError('not-yours', 'nobody is signed in');
    return ports.shelf.of(owner);
  };
  const item = (id: string) => state.getState().items.find((each) => each.id === id);
  const put = (id: string, change: Partial<AttachmentItem>) =>
    state.setState(({ items }) => ({
      items: items.map((each) => (each.id === id ? { ...each, ...change } : each)),
    }));
  async function mark(id: string, next: AttachmentState): Promise<void> {
    put(id, { state: next });
    await store().mark(id, next);
  }

  /** The next file that the bridge should have, if nothing is under way. */
  function pump(): void {
    if (running !== null || owner === null || !ports.isLive()) return;
    const present = drafts.state.getState().items;
    const next = state
      .getState()
      .items.find(
        (each) =>
          each.state.kind === 'waiting' &&
          each.fault === null &&
          present[each.draftId] !== undefined,
      );
    if (next !== undefined) void send(next);
  }

  async function send(next: AttachmentItem): Promise<void> {
    if (next.state.kind !== 'waiting') return;
    const mine = owner;
    const { id } = next;
    const placeholder: RunningUpload = {
      over: new Promise(() => undefined),
      stop: () => undefined,
    };
    running = { id, upload: placeholder };
    const bytes = await store()
      .read(id)
      .catch(() => null);
    if (owner !== mine || running?.id !== id) return;
    if (bytes === null) {
      running = null;
      put(id, { fault: 'unreadable' });
      return pump();
    }
    put(id, { sending: 0 });
    const upload = uploads.start({
      attachment: next,
      bytes,
      uploadUrl: next.state.uploadUrl,
      // Not on the disk, it is begun anew after a restart: nothing is lost by that.
      onUrl: (uploadUrl) => void mark(id, { kind: 'waiting', uploadUrl }).catch(() => undefined),
      onProgress: (sending) => put(id, { sending }),
    });
    running = { id, upload };
    const outcome = await upload.over;
    if (owner !== mine || running?.id !== id) return;
    running = null;
    put(id, { sending: null });
    if (outcome.ok) {
      const sent: AttachmentState = { kind: 'sent', at: ports.now(), uploadUrl: outcome.value };
      // Not marked, it is asked for again after a restart, and the bridge has it already.
      await mark(id, sent).catch(() => undefined);
      return pump();
    }
    if (outcome.error === 'away') return retryLater();
    if (outcome.error === 'no-upload' && next.state.uploadUrl !== null) {
      await mark(id, { kind: 'waiting', uploadUrl: null }).catch(() => undefined);
      return pump();
    }
    put(id, { fault: outcome.error });
    return pump();
  }

  function retryLater(): void {
    stopRetry?.();
    stopRetry = ports.setTimer(pump, RETRY_MS);
  }

  async function addOne(draftId: string, file: AddedFile): Promise<AttachmentFault | null> {
    if (file.size === 0) return 'empty-file';
    if (file.size > MAX_ATTACHMENT_BYTES) return 'too-large';
    const ofDraft = state.getState().items.filter((each) => each.draftId === draftId);
    if (ofDraft.length >= MAX_ATTACHMENTS) return 'too-many-files';
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      // A folder, or a file that is gone by now, cannot be read.
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      return 'unreadable';
    }
    const name = Array.from(file.name.trim()).slice(-120).join('') || ports.newId();
    try {
      const attachment = { id: ports.newId(), draftId, name, type: file.type.slice(0, 200) };
      const entry = await store().add(attachment, bytes);
      state.setState(({ items }) => ({
        items: [...items, { ...entry, sending: null, fault: null }],
      }));
      return null;
    } catch (error) {
      return error instanceof PlatformError && isDiskFault(error.code) ? error.code : 'disk';
    }
  }

  /** Not asked back: its files go, here and at the bridge. */
  async function thrownAway({ draft: { draftId } }: DraftItem): Promise<void> {
    const gone = state.getState().items.filter((each) => each.draftId === draftId);
    if (gone.length === 0) return;
    await Promise.all(gone.map(({ id }) => takeOut(id)));
    await uploads.dropDraft(draftId).catch(() => undefined);
  }
  async function takeOut(id: string): Promise<void> {
    if (running?.id === id) {
      running.upload.stop();
      running = null;
    }
    state.setState(({ items }) => ({ items: items.filter((each) => each.id !== id) }));
    await store()
      .remove(id)
      .catch(() => undefined);
  }

  return {
    state,
    pump,

    start(): void {
      drafts.state.subscribe((after, before) => {
        const was = before.discarded;
        if (was === null || was === after.discarded || owner === null) return;
        if (after.items[was.draft.draftId] === undefined) void thrownAway(was);
      });
    },

    /** After the drafts of this person are there. */
    async openFor(person: string): Promise<void> {
      owner = person;
      const entries = await store().list();
      if (owner !== person) return;
      const known = drafts.state.getState().items;
      const isOrphan = ({ draftId, addedAt, state: { kind } }: AttachmentEntry) =>
        known[draftId] === undefined &&
        (kind === 'sent' || Math.abs(ports.now() - addedAt) > ORPHAN_KEPT_MS);
      state.setState({
        items: entries
          .filter((entry) => !isOrphan(entry))
          .map((entry) => ({ ...entry, sending: null, fault: null })),
        notAdded: null,
      });
      for (const { id } of entries.filter(isOrphan)) {
        void store()
          .remove(id)
          .catch(() => undefined);
      }
      pump();
    },

    leave(): void {
      running?.upload.stop();
      running = null;
      stopRetry?.();
      owner = null;
      state.setState({ items: [], notAdded: null });
    },

    /** Each file by itself: one that is refused does not keep the others out. */
    async add(draftId: string, files: readonly AddedFile[]): Promise<void> {
      const refused: NotAdded[] = [];
      for (const file of files) {
        // oxlint-disable-next-line no-await-in-loop -- in their order, and one in memory at a time
        const why = await addOne(draftId, file);
        if (why !== null) refused.push({ name: file.name, why });
      }
      state.setState({ notAdded: refused.length === 0 ? null : { draftId, files: refused } });
      // A draft that has a file is no empty one.
      if (refused.length < files.length) drafts.change(draftId, {});
      pump();
    },
    dismissNotAdded: (): void => state.setState({ notAdded: null }),

    /** Takes it out here and at the bridge. What the bridge keeps, because the ticket is filed, stays here too. */
    async remove(id: string): Promise<void> {
      const present = item(id);
      if (present === undefined) return;
      const { uploadUrl } = present.state;
      if (uploadUrl !== null) {
        const withdrawn = await uploads
          .withdraw(uploadUrl, present.state.kind === 'sent')
          .catch(() => null);
        if (withdrawn === null || !withdrawn.ok) {
          // In part only, the bridge forgets it by itself.
          if (present.state.kind === 'sent') {
            return put(id, { fault: withdrawn === null ? 'refused' : faultOf(withdrawn.error) });
          }
        }
      }
      await takeOut(id);
      pump();
    },

    retry(id: string): void {
      put(id, { fault: null });
      pump();
    },
  };
}

const faultOf = (fault: UploadFault): AttachmentFault => (fault === 'away' ? 'refused' : fault);
