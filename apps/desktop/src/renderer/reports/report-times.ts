import { dateTime, timeOfDay, useZone } from '@hotline/ui';

/** Times of the hotline's zone. */
export function useReportTimes() {
  const zone = useZone();
  return {
    /** `09:05` */
    time: (at: number): string => timeOfDay(at, zone),
    /** `2026-11-30 09:05` */
    minute: (at: number): string => dateTime(at, zone).slice(0, 16),
  };
}
