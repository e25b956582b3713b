/** A call's recording from the bridge, as an address that the page's player takes. Rejects when nothing answers. */
import { err, ok, type Result } from '@hotline/domain/result';

export type RecordingTrouble = 'none' | 'under-way' | 'refused' | 'failed';

const whyByStatus: Readonly<Record<number, RecordingTrouble>> = {
  403: 'refused',
  404: 'none',
  409: 'under-way',
};

export async function fetchRecording(
  fetcher: typeof fetch,
  bridgeUrl: string,
  token: string,
  callId: string,
  part = 1,
): Promise<Result<Blob, RecordingTrouble>> {
  const address = new URL(`/api/v1/recordings/${encodeURIComponent(callId)}`, bridgeUrl);
  if (part > 1) address.searchParams.set('part', String(part));
  const response = await fetcher(address, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) return err(whyByStatus[response.status] ?? 'failed');
  return ok(await response.blob());
}
