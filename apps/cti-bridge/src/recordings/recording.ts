/** A recording as the index knows it. Times in ms since 1970 UTC. */
export type Recording = {
  readonly callId: string;
  /** On the PBX; also how the bridge finds it. */
  readonly path: string;
  readonly startedAt: number;
  /** null: it is still being written. */
  readonly endedAt: number | null;
  readonly lengthMs: number | null;
  readonly state: 'on' | 'ended' | 'missing';
  /** Silenced while a card number was told; ms from the start, `to` null while it lasts. */
  readonly masked: readonly MaskedSpan[];
};

export type MaskedSpan = { readonly from: number; readonly to: number | null };
