/** 大屏: what a hall screen shows. Nothing in it names or numbers a person, citizen or agent. */
import { z } from 'zod';
import { alarmView, queueFiguresView, queueTrendView } from './figure-views.ts';
import { hotlineView } from './hotline-views.ts';
import { instant } from './instant.ts';

const count = z.number().int().nonnegative();

/** `GET /api/v1/hall`, asked every few seconds: a screen that runs for months keeps no connection to lose. */
export const hallView = z.object({
  now: instant,
  ...hotlineView.pick({ name: true, timeZone: true, practice: true, pbx: true }).shape,
  figures: z.array(queueFiguresView),
  trends: z.array(queueTrendView),
  /** Seats with somebody at them, by what they do. */
  seats: z.object({
    ready: count,
    call: count,
    wrapping: count,
    busy: count,
    rest: count,
    unreachable: count,
  }),
  callBacksOpen: count,
  /** Those that hold, but for alarms of single seats. */
  alarms: z.array(alarmView.pick({ figure: true, subjectName: true, severity: true, value: true })),
});
export type HallView = z.infer<typeof hallView>;
