import { expect, it } from 'vitest';
import { floatingView } from '../../shared/floating-view.ts';
import { idleLink } from '../connection/link-state.ts';
import { aCall, aSnapshot, NOW } from '../stories/samples.ts';
import type { SoftphoneCall } from '../softphone/softphone.ts';
import { floatingViewOf } from './floating-view.ts';

const PHONE_SINCE = NOW + 400;
type State = Parameters<typeof floatingViewOf>[0];
const state = (call: SoftphoneCall, bridge: ReturnType<typeof aCall> | null): State => ({
  stage: { kind: 'signed-in', person: {} as never },
  link: {
    ...idleLink,
    phase: { kind: 'live' },
    clockOffsetMs: 400,
    data: { ...aSnapshot(), call: bridge },
  },
  phone: {
    registration: { kind: 'registered', since: NOW },
    microphone: 'ok',
    call,
  },
  phoneSince: PHONE_SINCE,
  armed: null,
});
const ringing: SoftphoneCall = {
  kind: 'ringing',
  callId: 'c-77',
  legId: null,
  from: '13800138000',
};
const talking: SoftphoneCall = {
  kind: 'in-call',
  callId: 'c-77',
  legId: null,
  since: NOW,
  muted: true,
  media: 'flowing',
};

it('a ring: who, since when by this machine’s clock, and the key that matters', () => {
  const view = floatingViewOf(state(ringing, aCall('ringing')), 'zh-CN');
  expect(view).toMatchObject({ state: 'ringing', since: NOW, trouble: false });
  expect(view.may).toContain('answer');
  expect(view.caller).toContain('*');
  expect(floatingView.parse(view)).toEqual(view);
});

it('a call: muted, held, and what may be done', () => {
  const held = floatingViewOf(state(talking, { ...aCall('talking'), held: true }), 'en');
  expect(held).toMatchObject({ state: 'held', muted: true });
  const view = floatingViewOf(state(talking, aCall('talking')), 'en');
  expect(view.state).toBe('talking');
  expect(view.may).toEqual(expect.arrayContaining(['hang-up', 'mute']));
  expect(view.may).not.toContain('answer');
});

it('a call past the bridge: it can be answered, and no number is shown', () => {
  const view = floatingViewOf(state({ ...ringing, callId: 'other' }, null), 'zh-CN');
  expect(view).toMatchObject({ state: 'ringing', caller: '' });
  expect(view.may).toEqual(['answer']);
});

it('one side is not heard: said', () => {
  const view = floatingViewOf(
    state({ ...talking, media: 'nothing-received' }, aCall('talking')),
    'zh-CN',
  );
  expect(view.trouble).toBe(true);
});

it('nobody is signed in', () => {
  const out: State = {
    ...state({ kind: 'none' }, null),
    stage: { kind: 'signed-out', trouble: null },
  };
  expect(floatingViewOf(out, 'zh-CN')).toMatchObject({ state: 'signed-out', since: null, may: [] });
});
