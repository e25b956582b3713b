/**
 * A file of the bridge, read piece by piece: how far it is can be told, and it can be given up. What breaks off is no
 * file: the rows that are missing would not be missed.
 */
export type FileProgressStep = {
  /** As the bridge announced; null: it did not. */
  readonly rows: number | null;
  readonly bytes: number;
  /** Lines that have come, of a csv; null: of another kind. */
  readonly lines: number | null;
};

type FileOutcome =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'broken' };

const LINE_FEED = 10;

export async function fetchFile(
  fetcher: typeof fetch,
  address: string,
  token: string,
  signal: AbortSignal,
  told: (step: FileProgressStep) => void,
): Promise<FileOutcome> {
  try {
    const response = await fetcher(address, {
      headers: { authorization: `Bearer ${token}` },
      signal,
    });
    if (!response.ok || response.body === null) {
      return { kind: 'refused', status: response.status };
    }
    const announced = response.headers.get('x-report-rows');
    const rows = announced === null ? null : Number(announced);
    const isCsv = (response.headers.get('content-type') ?? '').startsWith('text/csv');
    const parts: Uint8Array[] = [];
    let bytes = 0;
    // The head is a line too.
    let lines = -1;
    const reader = response.body.getReader();
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- piece by piece
      const { done, value: part } = await reader.read();
      if (done) break;
      parts.push(part);
      bytes += part.length;
      if (isCsv) for (const byte of part) if (byte === LINE_FEED) lines += 1;
      told({ rows, bytes, lines: isCsv ? Math.max(0, lines) : null });
    }
    if (signal.aborted) return { kind: 'stopped' };
    if (isCsv && rows !== null && lines < rows) return { kind: 'broken' };
    const whole = new Uint8Array(bytes);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return { kind: 'whole', bytes: whole };
  } catch {
    return signal.aborted ? { kind: 'stopped' } : { kind: 'broken' };
  }
}
