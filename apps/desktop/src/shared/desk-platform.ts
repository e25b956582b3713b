/**
 * What the renderer asks of whatever it runs on: Electron's main process, or a browser.
 * `renderer/platform/` holds both implementations; the rest of the renderer knows this file only.
 */
import { ticketDraft, type TicketDraft } from '@hotline/domain/draft';
import type {
  Article,
  KnowledgeCopy,
  KnowledgePage,
  KnowledgeQuery,
} from '@hotline/domain/knowledge';
import { z } from 'zod';
import type { AttachmentShelf } from './attachment.ts';
import { floatingAction, type FloatingView } from './floating-view.ts';

/** Milliseconds since 1970-01-01T00:00:00Z by the seat's own clock. */
const seatInstant = z.number().int().nonnegative();
export const draftId = ticketDraft.shape.draftId;
/** Whose draft it is: the id under which a person signs in. */
export const draftOwner = z.string().min(1).max(64);

/**
 * Where a draft (草稿) stands on its way to being a ticket.
 *
 *   open, parked ──► to-file ──► filed
 *     ▲   ▲             │
 *     └───┴─────────────┘  taken back before it went, as `open`
 *
 * Only an `open` or `parked` draft can be saved: what is on its way to the bridge must not change under it.
 */
export const draftStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  /** 暂存: put aside at the end of its wrap-up, for one of the hotline's `parkReasons`. It can be written on. */
  z.object({ kind: z.literal('parked'), reason: z.string().min(1).max(32), since: seatInstant }),
  /** 待发: the person has submitted it; the bridge has not confirmed it. `since` is kept over later marks. */
  z.object({ kind: z.literal('to-file'), since: seatInstant }),
  z.object({ kind: z.literal('filed'), ticketNo: z.string().min(1).max(64), at: seatInstant }),
]);
export type DraftStatus = z.infer<typeof draftStatus>;

export const isWritable = ({ kind }: DraftStatus): boolean => kind === 'open' || kind === 'parked';

/** Counts the changes of this seat's drafts: what changed last has the highest, also when the clock was set back. */
const changeNo = z.number().int().nonnegative();

export const draftEntry = z.object({
  draft: ticketDraft,
  status: draftStatus,
  createdAt: seatInstant,
  savedAt: seatInstant,
  changeNo,
});
export type DraftEntry = z.infer<typeof draftEntry>;

/** A line of the list of drafts: without the long text. */
export const draftHeading = z.object({
  draftId,
  callId: ticketDraft.shape.callId,
  kind: ticketDraft.shape.kind,
  title: ticketDraft.shape.title,
  status: draftStatus,
  createdAt: seatInstant,
  savedAt: seatInstant,
  changeNo,
});
export type DraftHeading = z.infer<typeof draftHeading>;

export const draftSaved = z.object({ savedAt: seatInstant, changeNo });
type DraftSaved = z.infer<typeof draftSaved>;

/** An earlier text of a draft. */
export const draftVersion = z.object({ draft: ticketDraft, savedAt: seatInstant });
type DraftVersion = z.infer<typeof draftVersion>;

/** Everybody's drafts at this seat. What another person wrote is not there for whoever asks, and stays on the disk. */
export type DraftShelf = { of(owner: string): DraftStore };

/** One person's drafts and outbox at this seat. Every promise that resolves has reached the disk. */
export type DraftStore = {
  /** Newest change first, filed ones included until they are removed. */
  list(): Promise<readonly DraftHeading[]>;
  /** null: there is no such draft. */
  load(id: string): Promise<DraftEntry | null>;
  /**
   * Durable when it resolves. A new id begins as `open`. Rejects with `draft-not-open` once it is `to-file` or `filed`,
   * with `not-yours` when the id is another person's.
   */
  save(draft: TicketDraft): Promise<DraftSaved>;
  /** Moves along the diagram of `DraftStatus`; rejects with `no-such-draft` or `draft-not-in-state`. Marking the same again changes nothing. */
  mark(id: string, status: DraftStatus): Promise<void>;
  /** Earlier texts, newest first, at most `MAX_VERSIONS` and by the clock at least `VERSION_SPACING_MS` apart; [] when there is none. */
  versions(id: string): Promise<readonly DraftVersion[]>;
  /** The draft and its earlier texts. Also when there is none. */
  remove(id: string): Promise<void>;
};

const draftRefusal = z.enum(['draft-not-open', 'draft-not-in-state', 'no-such-draft', 'not-yours']);

/** Why the disk does not take a draft: full; in use by another program; written by a newer desk; anything else. */
const diskFault = z.enum(['disk-full', 'disk-busy', 'newer-drafts', 'disk']);
export type DiskFault = z.infer<typeof diskFault>;
export const isDiskFault = (code: PlatformErrorCode): code is DiskFault =>
  diskFault.safeParse(code).success;

/** `invalid`: arguments or an answer not as agreed. */
export const platformErrorCode = z.enum([
  ...draftRefusal.options,
  ...diskFault.options,
  'invalid',
  'internal',
]);
export type PlatformErrorCode = z.infer<typeof platformErrorCode>;

/** Earlier texts kept of one draft. */
export const MAX_VERSIONS = 40;
/** A text younger than this when it is replaced is not kept: a keystroke is no version. */
export const VERSION_SPACING_MS = 10_000;
/** A filed draft is forgotten by the seat after this; the ticket is the bridge's. */
export const FILED_KEPT_MS = 7 * 24 * 3_600_000;

/** Every rejection of a platform promise is one of these. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  readonly code: PlatformErrorCode;
  constructor(code: PlatformErrorCode, detail?: string, options?: { readonly cause: unknown }) {
    super(detail === undefined ? code : `${code}: ${detail}`, options);
    this.code = code;
  }
}

/** Something that happened before the window was there and that a person must be told. */
const startNotice = z.discriminatedUnion('code', [
  /** The file of drafts was damaged; it was kept under `keptAs`, a new one begun, and `rescued` drafts read out of it. */
  z.object({
    code: z.literal('drafts-set-aside'),
    keptAs: z.string(),
    rescued: z.number().int().nonnegative(),
  }),
  /** So many drafts on the disk cannot be read: damaged, or their key is gone. They stay where they are. */
  z.object({ code: z.literal('drafts-unreadable'), count: z.number().int().positive() }),
  /** There is no system key store: the key of the drafts lies beside them in a file. */
  z.object({ code: z.literal('drafts-key-in-file'), file: z.string() }),
  /** The drafts' key could not be read; it was kept under `keptAs` and a new one made. */
  z.object({ code: z.literal('drafts-key-set-aside'), keptAs: z.string() }),
  /** The window had died and was opened again. */
  z.object({ code: z.literal('window-recovered') }),
  /** Another program has the global answer key; it does nothing here. */
  z.object({ code: z.literal('answer-key-taken'), key: z.string().max(64) }),
]);
export type StartNotice = z.infer<typeof startNotice>;

/** 练习: sign in by itself; `ready`: and take calls (示闲) without being asked. */
const practiceSignIn = z.object({
  person: z.string().min(1),
  password: z.string().min(1),
  ready: z.boolean(),
});
export type PracticeSignIn = z.infer<typeof practiceSignIn>;

export const bootstrapInfo = z.object({
  kind: z.enum(['electron', 'web']),
  /** http: or https: origin of the bridge, without a path; the WebSocket is at the same origin. */
  bridgeUrl: z.url({ protocol: /^https?$/ }),
  appVersion: z.string(),
  /** Wish of the seat's configuration or of the system; absent: zh-CN. */
  language: z.enum(['zh-CN', 'en']).optional(),
  /** Comes only with a loopback bridge. */
  practiceSignIn: practiceSignIn.optional(),
  notices: z.array(startNotice),
});
export type BootstrapInfo = z.infer<typeof bootstrapInfo>;

/** What the desk's frame, tray and system notice should say while the window may be out of sight. */
export const attention = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** A call rings. `title` and `body` are in the desk's language and hold no whole number. */
  z.object({
    kind: z.literal('ringing'),
    title: z.string().min(1).max(100),
    body: z.string().max(200),
  }),
  /** 告警 that nobody has acknowledged; no name and no number of a citizen is in it. */
  z.object({
    kind: z.literal('alarm'),
    title: z.string().min(1).max(100),
    body: z.string().max(200),
  }),
]);
export type Attention = z.infer<typeof attention>;

/** What the platform should know about the desk to treat its window well. */
export const deskCondition = z.object({
  /** 练习 stands in the title. */
  practice: z.boolean(),
  /** While true the machine is kept awake, and closing the window takes a second try. */
  callUnderWay: z.boolean(),
  /** 大屏: the window fills the screen, which does not go dark. */
  isHall: z.boolean(),
  language: z.enum(['zh-CN', 'en']),
});
export type DeskCondition = z.infer<typeof deskCondition>;

export const platformEvent = z.discriminatedUnion('kind', [
  /** The machine woke up, or the network is back: register afresh, read the state again. */
  z.object({ kind: z.literal('resumed'), because: z.enum(['wake-up', 'network']) }),
  /** The person tried to close the window during a call; a second try within 5 s closes it. */
  z.object({ kind: z.literal('close-held') }),
  /** A second start of the program, or a click on the notice, brought the window to the front. */
  z.object({ kind: z.literal('shown') }),
  /** The global answer key (全局接听键) was pressed, whatever program has the focus. */
  z.object({ kind: z.literal('answer-key') }),
  /** A key of the floating bar (通话小窗). */
  z.object({ kind: z.literal('floating'), action: floatingAction }),
]);
export type PlatformEvent = z.infer<typeof platformEvent>;

/** The seat's copy of the knowledge library. */
export type KnowledgeCopyStore = {
  state(): Promise<KnowledgeCopy>;
  /** One page of the bridge's delta, kept when it resolves. */
  apply(page: KnowledgePage): Promise<void>;
  search(query: KnowledgeQuery): Promise<readonly Article[]>;
  /** Papers that the articles name, are not here and have room. */
  missingPapers(): Promise<readonly { readonly hash: string; readonly bytes: number }[]>;
  /** Rejects with `invalid` when the bytes are not those of the hash. */
  keepPaper(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** By the system's own program. False: it is not here, or cannot be opened. */
  openPaper(hash: string, name: string): Promise<boolean>;
};

export type DeskPlatform = {
  /** A browser has no SQLite; it asks the bridge. */
  readonly knowledge?: KnowledgeCopyStore;
  bootstrap(): Promise<BootstrapInfo>;
  readonly drafts: DraftShelf;
  readonly attachments: AttachmentShelf;
  /** By the system's own program; false: it cannot. A browser has none, and saves. */
  openFile?(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
  /**
   * Where the person wants it (system's dialogue); false: nowhere. Rejects when it cannot be written. A browser has none,
   * and downloads.
   */
  saveFile?(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
  /** Asks for the person's eye without taking the focus. Idempotent. */
  attention(wanted: Attention): Promise<void>;
  condition(now: DeskCondition): Promise<void>;
  /** The page as it stands as a PDF; a browser prints by its own dialogue. */
  readonly pdf?: () => Promise<Uint8Array<ArrayBuffer>>;
  /** 通话小窗; a browser has none. */
  readonly floating?: {
    /** Opens it, or puts it away. */
    toggle(): Promise<void>;
    /** What it shows, now or when it is opened next. */
    show(view: FloatingView): Promise<void>;
  };
  /** Returns the unsubscribe function. */
  onEvent(listener: (event: PlatformEvent) => void): () => void;
};
