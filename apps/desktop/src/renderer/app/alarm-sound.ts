/** 告警声: a leader hears each alarm that sounds once, when it comes; not again after a reconnect. */
import type { AlarmView } from '@hotline/domain/protocol';
import type { DeskCore } from './desk-core.ts';

const sounds = ({ sound, clearedAt, acknowledged }: AlarmView): boolean =>
  sound && clearedAt === null && acknowledged === null;

export function soundAlarms(core: DeskCore): void {
  const heard = new Set<string>();
  core.state.subscribe(({ link }, before) => {
    const alarms = link.data?.alarms;
    if (alarms === undefined || alarms === before.link.data?.alarms) return;
    const fresh = alarms.filter((alarm) => sounds(alarm) && !heard.has(alarm.alarmId));
    for (const { alarmId } of fresh) heard.add(alarmId);
    if (fresh.length > 0) core.ports.ring.beep();
  });
}
