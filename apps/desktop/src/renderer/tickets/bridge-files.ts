/** Files that a ticket has on the bridge: recordings of its calls, and its attachments. Never rejects. */
import { err, ok, type Result } from '@hotline/domain/result';

export type RecordingTrouble = 'none' | 'under-way' | 'refused' | 'failed';
export type FileTrouble = Exclude<RecordingTrouble, 'under-way'>;

const recordingTrouble: Readonly<Record<number, RecordingTrouble>> = {
  403: 'refused',
  404: 'none',
  409: 'under-way',
};
const fileTrouble: Readonly<Record<number, FileTrouble>> = { 403: 'refused', 404: 'none' };
/** 20 MB over a slow line. */
const WITHIN_MS = 120_000;

export function bridgeFiles(
  fetcher: typeof fetch,
  bridgeUrl: string,
  token: () => string | null,
): {
  /** `part`: a call has several when its recording was begun anew. */
  readonly recordingOf: (callId: string, part?: number) => Promise<Result<Blob, RecordingTrouble>>;
  readonly fileOf: (attachmentId: string) => Promise<Result<Uint8Array<ArrayBuffer>, FileTrouble>>;
} {
  async function ask<T, E extends string>(
    path: string,
    troubles: Readonly<Record<number, E>>,
    read: (response: Response) => Promise<T>,
  ): Promise<Result<T, E | 'failed'>> {
    try {
      const response = await fetcher(new URL(`/api/v1/${path}`, bridgeUrl), {
        headers: { authorization: `Bearer ${token() ?? ''}` },
        signal: AbortSignal.timeout(WITHIN_MS),
      });
      if (!response.ok) return err(troubles[response.status] ?? 'failed');
      return ok(await read(response));
    } catch {
      return err('failed');
    }
  }
  return {
    recordingOf: (callId, part = 1) =>
      ask(
        `recordings/${encodeURIComponent(callId)}${part > 1 ? `?part=${part}` : ''}`,
        recordingTrouble,
        (found) => found.blob(),
      ),
    fileOf: (id) =>
      ask(
        `attachments/${encodeURIComponent(id)}`,
        fileTrouble,
        async (found) => new Uint8Array(await found.arrayBuffer()),
      ),
  };
}
