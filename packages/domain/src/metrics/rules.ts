import type { Definitions } from './definition.ts';

/** What the figures are made by; a definition travels with its figure by its id and is never assumed. */
export type MetricsRules = {
  readonly definitions: Definitions;
  /** `rolling-24h` is what GB/T 33358-2016 asks for; `day` is the hotline's day. */
  readonly connectionRange: 'rolling-24h' | 'day';
  /** 班组 of a seat; null: of none. */
  readonly teamOf?: (seatId: string) => string | null;
  /** For masks and places of local numbers; with its 0. */
  readonly areaCode: string;
};
