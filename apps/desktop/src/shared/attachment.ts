/** 附件: pictures and files that belong to a draft. They lie on the seat's disk, sealed like its text, until the bridge has them. */
import { ticketDraft } from '@hotline/domain/draft';
import { z } from 'zod';

/** More does not fit into what the bridge takes by default; it has the last word. */
export const MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024;
export const MAX_ATTACHMENTS = 20;

const seatInstant = z.number().int().nonnegative();
export const attachmentId = z.string().min(1).max(64);

/** `waiting`: its bytes are here. `sent`: the bridge has it wholly, and the bytes are gone from this seat. */
export const attachmentState = z.discriminatedUnion('kind', [
  /** `uploadUrl`: where an upload that was begun goes on (tus); null: not begun. */
  z.object({ kind: z.literal('waiting'), uploadUrl: z.url().max(2000).nullable() }),
  z.object({ kind: z.literal('sent'), at: seatInstant, uploadUrl: z.url().max(2000) }),
]);
export type AttachmentState = z.infer<typeof attachmentState>;

export const newAttachment = z.object({
  id: attachmentId,
  draftId: ticketDraft.shape.draftId,
  name: z.string().min(1).max(200),
  /** As the browser says; the bridge looks at the content. */
  type: z.string().max(200),
});
export type NewAttachment = z.infer<typeof newAttachment>;

export const attachmentBytes = z
  .instanceof(Uint8Array)
  .refine(({ length }) => length > 0 && length <= MAX_ATTACHMENT_BYTES);

export const attachmentEntry = newAttachment.extend({
  /** Bytes. */
  size: z.number().int().positive(),
  addedAt: seatInstant,
  state: attachmentState,
});
export type AttachmentEntry = z.infer<typeof attachmentEntry>;

/** One person's attachments at this seat. Every promise that resolves has reached the disk; a fault of it is a `PlatformError`. */
export type AttachmentStore = {
  /** In the order in which they were added. */
  list(): Promise<readonly AttachmentEntry[]>;
  /** Rejects with `not-yours` when the id is there already. */
  add(attachment: NewAttachment, bytes: Uint8Array<ArrayBuffer>): Promise<AttachmentEntry>;
  /** null: there is none, or the bridge has it. */
  read(id: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Once `sent` it stays so. Rejects with `no-such-draft` when there is no such attachment. */
  mark(id: string, state: AttachmentState): Promise<void>;
  /** Also when there is none. */
  remove(id: string): Promise<void>;
};
export type AttachmentShelf = { of(owner: string): AttachmentStore };

/** What an attachment's name and bytes are bound to. */
export const attachmentContext = (
  part: 'name' | 'bytes',
  { id, draftId }: Pick<NewAttachment, 'id' | 'draftId'>,
  owner: string,
): string => JSON.stringify(['attachment', part, id, draftId, owner]);

/** What is sealed beside the bytes: a file's name can say who somebody is. */
export const attachmentName = newAttachment.pick({ name: true, type: true });
