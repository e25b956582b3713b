import type { AlarmView } from '@hotline/domain/protocol';
import { expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { aSnapshot } from '../stories/samples.ts';
import { idleLink } from '../connection/link-state.ts';
import { soundAlarms } from './alarm-sound.ts';
import type { DeskCore } from './desk-core.ts';

const alarm = (alarmId: string, more: Partial<AlarmView> = {}): AlarmView => ({
  alarmId,
  ruleId: 'waiting',
  figure: 'waiting',
  subject: { kind: 'queue', id: 'default' },
  subjectName: '综合受理',
  severity: 'danger',
  sound: true,
  value: 12,
  raisedAt: 0,
  clearedAt: null,
  acknowledged: null,
  ...more,
});

function listening() {
  const beep = vi.fn<() => void>();
  const state = createStore(() => ({ link: idleLink }));
  soundAlarms({ state, ports: { ring: { beep } } } as unknown as DeskCore);
  const tell = (...alarms: AlarmView[]) =>
    state.setState({ link: { ...idleLink, data: aSnapshot({ alarms }) } });
  return { beep, tell };
}

it('sounds once for each alarm, however often its list comes', () => {
  const { beep, tell } = listening();
  tell(alarm('a'));
  tell(alarm('a'), alarm('b', { sound: false }));
  expect(beep).toHaveBeenCalledTimes(1);
  tell(alarm('a'), alarm('c'), alarm('d'));
  expect(beep).toHaveBeenCalledTimes(2);
});

it('is silent for what somebody has acknowledged, and for what is over', () => {
  const { beep, tell } = listening();
  const acknowledged = { at: 1, seatId: '1901', personName: '班长', note: '' };
  tell(alarm('a', { acknowledged }), alarm('b', { clearedAt: 2 }));
  expect(beep).not.toHaveBeenCalled();
});
