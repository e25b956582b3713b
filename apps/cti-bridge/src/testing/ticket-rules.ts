/** For tests: a place that says little. 签收 within a minute, so that times stay small; working days of 2026. */
import { workingCalendar } from '@hotline/domain/calendar';
import type { TicketRules } from '@hotline/domain/ticket';

export const quickRules: TicketRules = {
  handling: [],
  dispatch: null,
  sign: { count: 1, unit: 'minutes' },
  contact: null,
  reply: null,
  askReturn: null,
  decideReturn: null,
  audit: null,
  revisit: null,
  returnReviews: 1,
  longestExtension: null,
  tries: { again: { count: 1, unit: 'hours' }, most: 2 },
  supervise: { overdue: true, urged: 2, returns: null, dissatisfied: null, unrest: true },
  lastDayOffMoves: false,
  calendar: workingCalendar([
    { year: 2026, source: 'x', off: [{ from: '2026-10-01', to: '2026-10-07' }], working: [] },
  ]),
  utcOffsetMinutes: 480,
};
