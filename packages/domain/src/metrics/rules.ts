import type { ServiceLevelVariant } from './rate.ts';
import type { DayBoundary } from './range.ts';

/** The definition behind every figure; it travels with the figure by its key and is never assumed. */
export type MetricsRules = {
  /** Waiting calls longer than this are not "within"; GB/T 33358-2016: 15 s. */
  readonly queues: readonly { readonly id: string; readonly thresholdMs: number }[];
  readonly shortAbandonMs: number;
  readonly serviceLevels: readonly ServiceLevelVariant[];
  readonly connectionTarget: number | null;
  /** `rolling-24h` is what GB/T 33358-2016 asks for; `day` is the hotline's day. */
  readonly connectionRange: 'rolling-24h' | 'day';
  readonly day: DayBoundary;
  /** For masks and places of local numbers; with its 0. */
  readonly areaCode: string;
};
