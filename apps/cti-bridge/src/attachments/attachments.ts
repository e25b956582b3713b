/**
 * 附件 of drafts: uploads that can be broken off and gone on with (tus), and what becomes of them. An upload belongs to
 * whoever began it and to one of their drafts; with the draft it goes into a ticket, or away.
 *
 *   incoming/<id> ──all bytes here, its type allowed──► ab/<hash> and a row of `attachment`
 *        └─its type not allowed, dropped, or a week old─► gone
 */
import { statfs } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FileStore } from '@tus/file-store';
import type { Upload } from '@tus/server';
import { plainText } from '@hotline/domain/plain-text';
import { z } from 'zod';
import type { BridgeConfig } from '../config/index.ts';
import type { TicketStore } from '../store/index.ts';
import { openContentFolder, type ContentFolder } from './content-folder.ts';
import { typeOfContent } from './content-type.ts';

export type AttachmentRules = BridgeConfig['tickets']['attachments'];

type AttachmentStore = Pick<
  TicketStore,
  | 'addAttachment'
  | 'findAttachment'
  | 'attachmentsOfDraft'
  | 'forgottenAttachments'
  | 'removeAttachment'
>;

export type Attachments = {
  readonly incoming: FileStore;
  readonly contents: ContentFolder;
  /** Throws what tus answers with when it is refused. @returns what is kept with the upload. */
  admit(upload: Upload, person: string): Promise<Record<string, string>>;
  /** Whose an upload is; null: there is none, or it is over. */
  uploadOf(id: string): Promise<{ readonly upload: Upload; readonly person: string } | null>;
  /** All bytes are here. Throws what tus answers with when its type is not allowed; it is gone then. */
  finish(upload: Upload): Promise<void>;
  /** Of a draft that is dropped. What went into a ticket stays. */
  drop(draftId: string, person: string): Promise<void>;
  /** @returns whether it was there, and no ticket's. */
  remove(id: string, person: string): Promise<'removed' | 'already-filed' | 'not-here'>;
  /** Uploads that nobody went on with, attachments of drafts that nobody filed. */
  tidy(): Promise<number>;
};

const WEEK_MS = 7 * 86_400_000;
/** Left to the ledger. */
const DISK_RESERVE_BYTES = 512 * 1024 * 1024;

const sent = z.object({
  draftId: z.string().min(1).max(64),
  filename: z.string().max(1000).transform(fileName).pipe(z.string().min(1)),
});
const kept = sent.extend({ person: z.string() });

export function openAttachments(
  dataFolder: string,
  store: AttachmentStore,
  rules: AttachmentRules,
  now: () => number,
): Attachments {
  const folder = join(dataFolder, 'attachments');
  const directory = join(folder, 'incoming');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const incoming = new FileStore({ directory, expirationPeriodInMilliseconds: WEEK_MS });
  const contents = openContentFolder(folder);
  const withdraw = (id: string) => contents.remove(() => store.removeAttachment(id));

  async function uploadOf(id: string) {
    if (!/^[0-9a-f]{32}$/.test(id)) return null;
    const upload = await incoming.getUpload(id).catch(() => null);
    const metadata = kept.safeParse(upload?.metadata);
    return upload === null || !metadata.success
      ? null
      : { upload, person: metadata.data.person, draftId: metadata.data.draftId };
  }

  return {
    incoming,
    contents,
    uploadOf,

    async admit(upload, person) {
      const metadata = sent.safeParse(upload.metadata);
      if (!metadata.success || upload.size === undefined) throw refusal(400, 'malformed');
      if (upload.size === 0) throw refusal(400, 'empty-file');
      const { draftId, filename } = metadata.data;
      const here = await store.attachmentsOfDraft(draftId, person);
      if (here.length >= rules.perDraft) throw refusal(422, 'too-many-files');
      const { bavail, bsize } = await statfs(directory);
      if (bavail * bsize < upload.size + DISK_RESERVE_BYTES) throw refusal(507, 'no-room');
      return { draftId, filename, person };
    },

    async finish(upload) {
      const { draftId, filename, person } = kept.parse(upload.metadata);
      const path = join(directory, upload.id);
      const type = await typeOfContent(path);
      if (type === null || !rules.types.includes(type)) {
        await incoming.remove(upload.id);
        throw refusal(415, 'type-not-allowed');
      }
      const size = upload.size ?? 0;
      await contents.add(path, (sha256) =>
        store.addAttachment({
          id: upload.id,
          draftId,
          person,
          name: filename,
          type,
          size,
          sha256,
          at: now(),
        }),
      );
      await incoming.remove(upload.id);
    },

    async drop(draftId, person) {
      for (const id of (await incoming.configstore.list?.()) ?? []) {
        const found = await uploadOf(id);
        if (found?.draftId === draftId && found.person === person) await incoming.remove(id);
      }
      for (const { id } of await store.attachmentsOfDraft(draftId, person)) {
        const found = await store.findAttachment(id);
        if (found?.ticketNo === null) await withdraw(id);
      }
    },

    async remove(id, person) {
      const found = await store.findAttachment(id);
      if (found?.attachment.person !== person) return 'not-here';
      if (found.ticketNo !== null) return 'already-filed';
      await withdraw(id);
      return 'removed';
    },

    async tidy() {
      const unfinished = await incoming.deleteExpired();
      const forgotten = await store.forgottenAttachments(
        now() - rules.keepUnfiledDays * 86_400_000,
      );
      for (const { id } of forgotten) await withdraw(id);
      return unfinished + forgotten.length;
    },
  };
}

/** As @tus/server sends it. */
const refusal = (status: number, code: string) => ({
  status_code: status,
  body: JSON.stringify({ code }),
});

/** The last part of whatever path a browser sends; letters as they are. */
function fileName(name: string): string {
  const last = basename(
    plainText(name)
      .replaceAll('\\', '/')
      .replaceAll(/[\n\t]/g, ' '),
  ).trim();
  return Array.from(last).slice(-120).join('');
}
