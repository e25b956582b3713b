/**
 * Renderer ⇄ main, the whole of it. Arguments are checked in main, answers in preload: neither side trusts the other.
 * `window.desk` has one function per name of `ipcCalls`; it is there in Electron only.
 */
import { ticketDraft } from '@hotline/domain/draft';
import { z } from 'zod';
import {
  attention,
  bootstrapInfo,
  deskCondition,
  draftEntry,
  draftHeading,
  draftId,
  draftSaved,
  draftStatus,
  draftVersion,
  platformErrorCode,
  type PlatformErrorCode,
  type PlatformEvent,
} from './desk-platform.ts';

const nothing = z.void();

export const ipcCalls = {
  bootstrap: { args: z.tuple([]), result: bootstrapInfo },
  draftsList: { args: z.tuple([]), result: z.array(draftHeading) },
  draftsLoad: { args: z.tuple([draftId]), result: draftEntry.nullable() },
  draftsSave: { args: z.tuple([ticketDraft]), result: draftSaved },
  draftsMark: { args: z.tuple([draftId, draftStatus]), result: nothing },
  draftsVersions: { args: z.tuple([draftId]), result: z.array(draftVersion) },
  draftsRemove: { args: z.tuple([draftId]), result: nothing },
  attention: { args: z.tuple([attention]), result: nothing },
  condition: { args: z.tuple([deskCondition]), result: nothing },
} as const;

export type IpcName = keyof typeof ipcCalls;
export const ipcNames = Object.keys(ipcCalls) as IpcName[];
export type IpcArgs<N extends IpcName> = z.infer<(typeof ipcCalls)[N]['args']>;
export type IpcResult<N extends IpcName> = z.infer<(typeof ipcCalls)[N]['result']>;

/** An answer crosses as data: an Error loses its code on the way over the context bridge. */
export type IpcAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: PlatformErrorCode; readonly detail?: string };
/** The envelope; `value` is checked by the call's own schema. */
export const ipcAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: platformErrorCode, detail: z.string().optional() }),
]);

export const channelOf = (name: IpcName): string => `desk:${name}`;
/** Main → renderer. */
export const EVENT_CHANNEL = 'desk:event';

export type DeskBridge = {
  readonly [N in IpcName]: (...args: IpcArgs<N>) => Promise<IpcAnswer<IpcResult<N>>>;
} & {
  readonly onEvent: (listener: (event: PlatformEvent) => void) => () => void;
};
