import { useTime } from '@hotline/ui';

/** The desk's clock in steps of so many ms, for what changes slowly. */
export const useNow = (stepMs: number): number =>
  useTime((now) => Math.floor(now / stepMs) * stepMs);
