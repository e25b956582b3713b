import { version } from '../../../package.json';
import type { AttachmentShelf, AttachmentStore } from '../../shared/attachment.ts';
import type {
  Attention,
  BootstrapInfo,
  DeskCondition,
  DeskPlatform,
  DraftShelf,
  DraftStore,
  StartNotice,
} from '../../shared/desk-platform.ts';
import { openIndexedDbDrafts, type IndexedDbDrafts } from './indexed-db-drafts.ts';
import { watchNetwork, watchWakeUp } from './network-signals.ts';
import { keepLit } from './keep-lit.ts';
import { readPracticeSignIn } from './practice-sign-in.ts';

/** The seat in a browser: for a look, for practice and for tests. The bridge serves the page, so it is the page's own origin. */
export function webPlatform(): DeskPlatform {
  const drafts = lazyDrafts(() => openIndexedDbDrafts('hotline-desk', Date.now));
  const page = pageWindow();
  return {
    async bootstrap(): Promise<BootstrapInfo> {
      const practiceSignIn = readPracticeSignIn(location);
      if (practiceSignIn !== null) {
        // A password does not stay in the address bar or in the history.
        history.replaceState(history.state, '', location.pathname + location.search);
      }
      return {
        kind: 'web',
        bridgeUrl: location.origin,
        appVersion: version,
        ...(practiceSignIn === null ? {} : { practiceSignIn }),
        notices: await drafts.notices(),
      };
    },
    drafts,
    attachments: drafts.attachments,
    attention: async (wanted) => page.attention(wanted),
    condition: async (now) => page.condition(now),
    onEvent(listener) {
      const ends = [watchNetwork(listener), watchWakeUp(listener)];
      return () => ends.forEach((end) => end());
    },
  };
}

/** Opens at the first use, and again at the next use when opening failed. */
function lazyDrafts(open: () => Promise<IndexedDbDrafts>): DraftShelf & {
  readonly attachments: AttachmentShelf;
  notices(): Promise<StartNotice[]>;
} {
  let opening: Promise<IndexedDbDrafts> | null = null;
  const shelf = (): Promise<IndexedDbDrafts> => {
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  return {
    of(owner): DraftStore {
      const store = async () => (await shelf()).of(owner);
      return {
        list: async () => (await store()).list(),
        load: async (id) => (await store()).load(id),
        save: async (draft) => (await store()).save(draft),
        mark: async (id, status) => (await store()).mark(id, status),
        versions: async (id) => (await store()).versions(id),
        remove: async (id) => (await store()).remove(id),
      };
    },
    attachments: {
      of(owner): AttachmentStore {
        const store = async () => (await shelf()).attachments.of(owner);
        return {
          list: async () => (await store()).list(),
          add: async (attachment, bytes) => (await store()).add(attachment, bytes),
          read: async (id) => (await store()).read(id),
          mark: async (id, state) => (await store()).mark(id, state),
          remove: async (id) => (await store()).remove(id),
        };
      },
    },
    async notices() {
      // A browser that keeps nothing says so at the first save.
      const count = await shelf()
        .then((opened) => opened.unreadable())
        .catch(() => 0);
      return count === 0 ? [] : [{ code: 'drafts-unreadable', count }];
    },
  };
}

const holdClose = (event: BeforeUnloadEvent) => event.preventDefault();

/** The page's title and its closing, by what rings and what is under way. */
function pageWindow() {
  const name = document.title;
  const lit = keepLit();
  let ringing: string | null = null;
  let practice = false;
  const showTitle = () => {
    const base = practice ? `${name}（练习）` : name;
    document.title = ringing === null ? base : `● ${ringing}`;
  };
  return {
    attention(wanted: Attention) {
      ringing = wanted.kind === 'ringing' ? wanted.title : null;
      showTitle();
    },
    condition(now: DeskCondition) {
      practice = now.practice;
      lit(now.isHall);
      showTitle();
      if (now.callUnderWay) window.addEventListener('beforeunload', holdClose);
      else window.removeEventListener('beforeunload', holdClose);
    },
  };
}
