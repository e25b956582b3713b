export { calm, look } from './alarm.ts';
export type { AlarmChange, AlarmFigure, AlarmRule, AlarmState, AlarmSubject } from './alarm.ts';
export { AlarmLog } from './alarm-log.ts';
export type { AlarmEntry } from './alarm-log.ts';
