export type { HolidayYear } from './holiday-year.ts';
export { holidayYear } from './holiday-year.ts';
export type { DayCounting, DueState, Limit } from './limit.ts';
export { dueAt, dueState } from './limit.ts';
export type { CalendarRefusal, WorkingCalendar } from './working-calendar.ts';
export { workingCalendar } from './working-calendar.ts';
