/** For tests: one 指标口径, always in force. 15 s from the queue's entry, days of Shanghai. */
import type { Definition } from '@hotline/domain/metrics';

export const testDefinition: Definition = {
  id: 'test',
  from: 0,
  until: null,
  clockStart: 'queue-entry',
  thresholdMs: 15_000,
  thresholdMsOf: {},
  shortAbandonMs: 0,
  serviceLevels: [2],
  connectionTarget: null,
  repeatMs: 86_400_000,
  day: { utcOffsetMinutes: 480, startsAtMinute: 0 },
};
