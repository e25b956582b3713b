/**
 * Renderer ⇄ main, the whole of it. Arguments are checked in main, answers in preload: neither side trusts the other.
 * `window.desk` has one function per name of `ipcCalls`; it is there in Electron only. The floating bar is a page of its own
 * with a contract of its own, `floatingCalls`: neither page has the other's functions, and main tells them apart.
 */
import { ticketDraft } from '@hotline/domain/draft';
import {
  fileHash,
  knowledgeCopy,
  knowledgeHits,
  knowledgePage,
  knowledgeQuery,
  MAX_FILE_BYTES,
} from '@hotline/domain/knowledge';
import { z } from 'zod';
import {
  attachmentBytes,
  attachmentEntry,
  attachmentId,
  attachmentState,
  newAttachment,
} from './attachment.ts';
import {
  attention,
  bootstrapInfo,
  deskCondition,
  draftEntry,
  draftHeading,
  draftId,
  draftOwner,
  draftSaved,
  draftStatus,
  draftVersion,
  platformErrorCode,
  type PlatformErrorCode,
  type PlatformEvent,
} from './desk-platform.ts';
import { floatingAction, floatingView, type FloatingView } from './floating-view.ts';

const nothing = z.void();
const knowledgePaper = z.object({ hash: fileHash, bytes: z.number().int().positive() });
const paperBytes = z
  .instanceof(Uint8Array)
  .refine((bytes) => bytes.length > 0 && bytes.length <= MAX_FILE_BYTES);

/** A report of 500,000 rows as xlsx has some 40 MB. */
const savedBytes = z
  .instanceof(Uint8Array)
  .refine((bytes) => bytes.length > 0 && bytes.length <= 512 * 1024 * 1024);

export const ipcCalls = {
  bootstrap: { args: z.tuple([]), result: bootstrapInfo },
  draftsList: { args: z.tuple([draftOwner]), result: z.array(draftHeading) },
  draftsLoad: { args: z.tuple([draftOwner, draftId]), result: draftEntry.nullable() },
  draftsSave: { args: z.tuple([draftOwner, ticketDraft]), result: draftSaved },
  draftsMark: { args: z.tuple([draftOwner, draftId, draftStatus]), result: nothing },
  draftsVersions: { args: z.tuple([draftOwner, draftId]), result: z.array(draftVersion) },
  draftsRemove: { args: z.tuple([draftOwner, draftId]), result: nothing },
  attachmentsList: { args: z.tuple([draftOwner]), result: z.array(attachmentEntry) },
  attachmentsAdd: {
    args: z.tuple([draftOwner, newAttachment, attachmentBytes]),
    result: attachmentEntry,
  },
  attachmentsRead: {
    args: z.tuple([draftOwner, attachmentId]),
    result: attachmentBytes.nullable(),
  },
  attachmentsMark: {
    args: z.tuple([draftOwner, attachmentId, attachmentState]),
    result: nothing,
  },
  attachmentsRemove: { args: z.tuple([draftOwner, attachmentId]), result: nothing },
  /** Shown by the system's own program. False: of no kind that is opened here, or no program takes it. */
  fileOpen: { args: z.tuple([newAttachment.shape.name, attachmentBytes]), result: z.boolean() },
  /** Where to, the person says in the system's dialogue. False: they thought better of it. */
  fileSave: { args: z.tuple([newAttachment.shape.name, savedBytes]), result: z.boolean() },
  knowledgeCopy: { args: z.tuple([]), result: knowledgeCopy },
  knowledgeApply: { args: z.tuple([knowledgePage]), result: nothing },
  knowledgeSearch: { args: z.tuple([knowledgeQuery]), result: knowledgeHits },
  knowledgePapersMissing: { args: z.tuple([]), result: z.array(knowledgePaper).max(100) },
  knowledgePaperKeep: { args: z.tuple([fileHash, paperBytes]), result: nothing },
  knowledgePaperOpen: { args: z.tuple([fileHash, z.string().max(120)]), result: z.boolean() },
  attention: { args: z.tuple([attention]), result: nothing },
  condition: { args: z.tuple([deskCondition]), result: nothing },
  /** The page as it stands, by its style sheet for print: A4, lying, with the system's own fonts. */
  printPdf: { args: z.tuple([]), result: z.instanceof(Uint8Array) },
  floatingToggle: { args: z.tuple([]), result: nothing },
  floatingShow: { args: z.tuple([floatingView]), result: nothing },
} as const;

/** Of the floating bar's page. */
export const floatingCalls = {
  /** What to show, for a page that has just opened; null: nothing yet. */
  look: { args: z.tuple([]), result: floatingView.nullable() },
  act: { args: z.tuple([floatingAction]), result: nothing },
} as const;

/** Functions by name: what each is given, and what it answers. */
export type IpcContract = Readonly<
  Record<
    string,
    { readonly args: z.ZodTuple<[] | [z.ZodType, ...z.ZodType[]]>; readonly result: z.ZodType }
  >
>;
export type IpcArgs<C extends IpcContract, N extends keyof C> = z.infer<C[N]['args']>;
export type IpcResult<C extends IpcContract, N extends keyof C> = z.infer<C[N]['result']>;

/** An answer crosses as data: an Error loses its code on the way over the context bridge. */
export type IpcAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: PlatformErrorCode; readonly detail?: string };
/** The envelope; `value` is checked by the call's own schema. */
export const ipcAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: platformErrorCode, detail: z.string().optional() }),
]);

export const channelOf = (page: 'desk' | 'floating', name: string): string => `${page}:${name}`;
/** Main → desk. */
export const EVENT_CHANNEL = 'desk:event';
/** Main → floating bar. */
export const FLOATING_VIEW_CHANNEL = 'floating:view';
/** Tells the preload which page it stands before. */
export const FLOATING_ARGUMENT = '--hotline-page=floating';

type Functions<C extends IpcContract> = {
  readonly [N in keyof C]: (...args: IpcArgs<C, N>) => Promise<IpcAnswer<IpcResult<C, N>>>;
};
export type DeskBridge = Functions<typeof ipcCalls> & {
  readonly onEvent: (listener: (event: PlatformEvent) => void) => () => void;
};
export type FloatingBridge = Functions<typeof floatingCalls> & {
  readonly onView: (listener: (view: FloatingView) => void) => () => void;
};
