import { z } from 'zod';
import { callBackView, callView, parkedCallView, waitingCallView } from './call-views.ts';
import { alarmView, myDayView, queueFiguresView, queueTrendView } from './figure-views.ts';
import { availabilityView, hotlineView } from './hotline-views.ts';
import { seatBriefView, seatView } from './seat-views.ts';

export const snapshot = z.object({
  hotline: hotlineView,
  seat: seatView,
  call: callView.nullable(),
  /** In the order of service, the first 50; how many there are stands in the figures. */
  waiting: z.array(waitingCallView),
  parked: z.array(parkedCallView),
  availability: z.array(availabilityView),
  /** The first 50, open ones first. */
  callBacks: z.array(callBackView).optional(),
  /** Of all there are, also of those that are not in the list. */
  callBacksOpen: z.number().int().nonnegative(),
  /** For leaders only; empty for everybody else. */
  seats: z.array(seatBriefView),
  trends: z.array(queueTrendView).default([]),
  /** Those that hold, then the last ones that are over. */
  alarms: z.array(alarmView).default([]),
  figures: z.array(queueFiguresView),
  myDay: myDayView,
});
export type Snapshot = z.infer<typeof snapshot>;
