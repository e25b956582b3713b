/** The bridge's end of attachments: uploads that can be broken off and gone on with (tus 1.0), and their withdrawal. */
import { err, ok, type Result } from '@hotline/domain/result';
import { DetailedError, Upload } from 'tus-js-client';
import { z } from 'zod';
import type { NewAttachment } from '../../shared/attachment.ts';

/** `away`: nothing answers, later it may. `no-upload`: what was begun is gone at the bridge; from the start again. */
export type UploadFault =
  | 'away'
  | 'no-upload'
  | 'too-large'
  | 'type-not-allowed'
  | 'too-many-files'
  | 'empty-file'
  | 'no-room'
  | 'already-filed'
  | 'refused';

export type UploadOrder = {
  readonly attachment: NewAttachment;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where it goes on; null: it is not begun. */
  readonly uploadUrl: string | null;
  readonly onUrl: (uploadUrl: string) => void;
  /** Bytes that the bridge has. */
  readonly onProgress: (sent: number) => void;
};
export type RunningUpload = {
  /** The address of what the bridge has wholly. */
  readonly over: Promise<Result<string, UploadFault>>;
  /** Breaks it off; `over` never settles then. */
  readonly stop: () => void;
};
export type BridgeUploads = {
  start(order: UploadOrder): RunningUpload;
  /** Takes back what is at the bridge, wholly or in part. Rejects when nothing answers. */
  withdraw(uploadUrl: string, isWhole: boolean): Promise<Result<void, UploadFault>>;
  /** All of a draft that is thrown away. */
  dropDraft(draftId: string): Promise<void>;
};

/** A piece that is on the way when the line breaks is sent again: small ones lose little, large ones cost fewer answers. */
const PIECE_BYTES = 512 * 1024;
const refusal = z.object({ code: z.string() });
const faults: ReadonlySet<string> = new Set<UploadFault>([
  'no-upload',
  'too-large',
  'type-not-allowed',
  'too-many-files',
  'empty-file',
  'no-room',
  'already-filed',
]);

export function bridgeUploads(
  fetcher: typeof fetch,
  bridgeUrl: string,
  token: () => string | null,
): BridgeUploads {
  const headers = () => ({ authorization: `Bearer ${token() ?? ''}` });
  return {
    start({ attachment, bytes, uploadUrl, onUrl, onProgress }) {
      const over = Promise.withResolvers<Result<string, UploadFault>>();
      const upload = new Upload(new Blob([bytes]), {
        endpoint: new URL('/api/v1/uploads', bridgeUrl).href,
        uploadUrl,
        headers: headers(),
        metadata: { draftId: attachment.draftId, filename: attachment.name },
        chunkSize: PIECE_BYTES,
        // When it is tried again is decided in one place, `attachments.ts`.
        retryDelays: null,
        storeFingerprintForResuming: false,
        onUploadUrlAvailable: () => {
          if (upload.url !== null && upload.url !== uploadUrl) onUrl(upload.url);
        },
        onChunkComplete: (_size, accepted) => onProgress(accepted),
        onSuccess: () => over.resolve(upload.url === null ? err('refused') : ok(upload.url)),
        onError: (error) => over.resolve(err(faultOf(error))),
      });
      upload.start();
      return { over: over.promise, stop: () => void upload.abort() };
    },

    async withdraw(uploadUrl, isWhole) {
      const { pathname } = new URL(uploadUrl);
      const id = pathname.slice(pathname.lastIndexOf('/') + 1);
      const address = isWhole ? new URL(`/api/v1/attachments/${id}`, bridgeUrl) : uploadUrl;
      const answer = await fetcher(address, {
        method: 'DELETE',
        headers: { ...headers(), ...(isWhole ? {} : { 'tus-resumable': '1.0.0' }) },
      });
      // Gone already is gone.
      if (answer.ok || answer.status === 404 || answer.status === 410) return ok(undefined);
      return err(faultFrom(answer.status, await answer.text()));
    },

    async dropDraft(draftId) {
      const path = `/api/v1/drafts/${encodeURIComponent(draftId)}/attachments`;
      await fetcher(new URL(path, bridgeUrl), { method: 'DELETE', headers: headers() });
    },
  };
}

function faultOf(error: Error): UploadFault {
  const answer = error instanceof DetailedError ? error.originalResponse : null;
  if (answer === null) return 'away';
  return faultFrom(answer.getStatus(), answer.getBody());
}

/** Exported for its table test. */
export function faultFrom(status: number, body: string): UploadFault {
  const code = codeOf(body);
  if (code !== null && faults.has(code)) return code as UploadFault;
  if (status === 404 || status === 410) return 'no-upload';
  if (status === 413) return 'too-large';
  // Its place was another one than thought, too many at once, the log-in just ran out, or the bridge stumbled: later.
  if (status === 0 || status === 401 || status === 409 || status === 423 || status === 429)
    return 'away';
  return status >= 500 ? 'away' : 'refused';
}

function codeOf(body: string): string | null {
  try {
    const read = refusal.safeParse(JSON.parse(body));
    return read.success ? read.data.code : null;
  } catch {
    return null;
  }
}
