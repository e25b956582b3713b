import type { CallView } from '@hotline/domain/protocol';
import { describe, expect, it } from 'vitest';
import type { SoftphoneCall, SoftphoneState } from '../softphone/softphone.ts';
import { aCall, aSnapshot, NOW } from '../stories/samples.ts';
import {
  bridgeEndsCall,
  calling,
  directCall,
  mediaReport,
  notice,
  phoneControls,
  phoneTrouble,
  shownSeat,
} from './softphone-view.ts';

const phone = (change: Partial<SoftphoneState> = {}): SoftphoneState => ({
  registration: { kind: 'registered', since: NOW },
  call: { kind: 'none' },
  microphone: 'ok',
  ...change,
});
const inCall = (
  media: Extract<SoftphoneCall, { kind: 'in-call' }>['media'] = 'flowing',
): SoftphoneCall => ({
  kind: 'in-call',
  callId: 'c-77',
  legId: 'l',
  since: NOW,
  muted: false,
  media,
});
const none: SoftphoneCall = { kind: 'none' };
const ringing: SoftphoneCall = { kind: 'ringing', callId: 'c-77', legId: 'l', from: '138' };

describe('the trouble of the phone', () => {
  it.each([
    [phone(), null, 'ok'],
    [phone({ microphone: 'unknown' }), null, 'unknown'],
    [phone({ microphone: 'refused' }), 'microphone-refused', 'microphone-refused'],
    [phone({ microphone: 'none' }), 'no-microphone', 'no-microphone'],
    [phone({ registration: { kind: 'connecting' } }), 'phone-connecting', 'ok'],
    [
      phone({ registration: { kind: 'lost', since: NOW, why: 'socket' } }),
      'phone-lost',
      'phone-lost',
    ],
    [phone({ call: inCall('nothing-received') }), 'nothing-received', 'one-way'],
    [phone({ call: inCall('nothing-sent') }), 'nothing-sent', 'one-way'],
    [phone({ call: inCall('starting') }), null, 'ok'],
  ] as const)('%# is %s, reported as %s', (state, trouble, report) => {
    expect(phoneTrouble(state)).toBe(trouble);
    expect(mediaReport(state)).toBe(report);
  });
});

describe('the one notice', () => {
  const live = { kind: 'live' } as const;
  const away = { kind: 'waiting', attempt: 1, delayMs: 1 } as const;
  const refused = { kind: 'refused', code: 'superseded' } as const;
  it.each([
    [live, 'live', null, false, null],
    [away, 'live', null, false, 'bridgeAway'],
    [refused, 'live', null, false, 'signInOver'],
    [away, 'live', 'nothing-received', false, 'nothingReceived'],
    [live, 'away', null, false, 'pbxAway'],
    [live, 'away', 'microphone-refused', false, 'microphoneRefused'],
    [live, 'live', 'phone-lost', true, 'phoneLost'],
    [live, 'live', null, true, 'ringBlocked'],
    [live, 'live', 'phone-connecting', false, 'phoneConnecting'],
  ] as const)('%# is the gravest', (link, pbx, trouble, blocked, expected) => {
    expect(notice(link, pbx, trouble, blocked, 'ok')).toBe(expected);
  });
});

const on = (call: SoftphoneCall, state: CallView['state'] | null, armed = false) =>
  phoneControls(phone({ call }), state === null ? null : aCall(state), armed, { kind: 'live' });

describe('the keys', () => {
  it('are all still without a call', () => {
    expect(Object.values(on({ kind: 'none' }, null))).not.toContain(true);
  });
  it('answer and reject are open from the pop on, before the INVITE', () => {
    expect(on({ kind: 'none' }, 'offered')).toMatchObject({
      canAnswer: true,
      canReject: true,
      canHangUp: false,
    });
    expect(on({ kind: 'none' }, 'offered', true).answering).toBe(true);
  });
  it('hang-up and mute are open in a call', () => {
    expect(on(inCall(), 'talking')).toMatchObject({
      canAnswer: false,
      canHangUp: true,
      canMute: true,
    });
  });
  it('hang-up stays open when the phone lost a call that the bridge still has', () => {
    expect(on({ kind: 'none' }, 'talking')).toMatchObject({ canHangUp: true, canMute: false });
  });
  it('once answered here the call cannot be answered or rejected again, whatever the bridge last said', () => {
    for (const state of ['offered', 'ringing'] as const) {
      expect(on(inCall(), state)).toMatchObject({
        canAnswer: false,
        canReject: false,
        canHangUp: true,
      });
    }
  });
  it('none acts while wrapping up', () => {
    expect(Object.values(on({ kind: 'none' }, 'wrapping'))).not.toContain(true);
  });
});

describe('a call past the bridge', () => {
  it('is one that the bridge said nothing about', () => {
    expect(directCall(ringing, null)).toMatchObject({ from: '138', talking: false });
    expect(directCall(ringing, aCall('offered', 'another'))).not.toBeNull();
    expect(directCall(ringing, aCall('offered'))).toBeNull();
    expect(directCall({ ...ringing, callId: null }, aCall('offered'))).toBeNull();
  });
  it.each(['wrapping', 'ended', 'talking'] as const)(
    'without an id is not the call that the bridge last said was %s',
    (state) => {
      const invite = { ...ringing, callId: null };
      expect(directCall(invite, aCall(state))).toMatchObject({ from: '138' });
      const link = { data: aSnapshot({ call: aCall(state) }) };
      expect(calling({ link, phone: { call: invite } })).toBeNull();
      expect(calling({ link, phone: { call: none } })).toEqual(aCall(state).caller);
    },
  );
  it('shows as ringing and talking whatever the bridge last said of the seat', () => {
    const { seat } = aSnapshot();
    const direct = directCall(inCall(), null);
    expect(shownSeat(seat, false, inCall(), direct, NOW).activity.kind).toBe('talking');
  });
  it('and a call that was answered while the bridge was away shows as talking', () => {
    const { seat } = aSnapshot();
    const rung = { ...seat, activity: { kind: 'ringing', since: NOW, callId: 'c-77' } } as const;
    expect(shownSeat(rung, false, inCall(), null, NOW + 1).activity).toMatchObject({
      kind: 'talking',
      since: NOW + 1,
    });
    expect(shownSeat(rung, true, inCall(), null, NOW).activity.kind).toBe('ringing');
  });
  it('and a call that ended while the bridge was away no longer shows as talking', () => {
    const seat = {
      ...aSnapshot().seat,
      activity: { kind: 'talking', since: NOW, callId: 'c-77' },
    } as const;
    expect(shownSeat(seat, false, { kind: 'none' }, null, NOW).activity.kind).toBe('busy');
    expect(shownSeat(seat, true, { kind: 'none' }, null, NOW).activity.kind).toBe('talking');
  });
});

describe('the bridge ends the phone’s call', () => {
  it.each([
    ['its call is over', inCall(), aSnapshot({ call: aCall('wrapping') }), true],
    ['its call goes on', inCall(), aSnapshot({ call: aCall('talking') }), false],
    [
      'it does not know the call, and nothing is heard',
      inCall('nothing-received'),
      aSnapshot(),
      true,
    ],
    ['it does not know the call, but it is heard', inCall(), aSnapshot(), false],
    [
      'it does not know the call, for the PBX is away',
      inCall('nothing-received'),
      aSnapshot({ hotline: { ...aSnapshot().hotline, pbx: 'away' } }),
      false,
    ],
    ['there is none', none, aSnapshot(), false],
  ])('when %s: %#', (_when, call, snapshot, ends) => {
    expect(bridgeEndsCall(phone({ call }), snapshot)).toBe(ends);
  });
});

it('silence stands in for a missing microphone: said, and the bridge may offer calls', () => {
  const silent = {
    registration: { kind: 'registered', since: 0, practice: true },
    call: { kind: 'none' },
    microphone: 'silent',
  } as const;
  expect(phoneTrouble(silent)).toBeNull();
  expect(mediaReport(silent)).toBe('ok');
  expect(notice({ kind: 'live' } as never, 'live', null, false, 'silent')).toBe('practiceSilence');
});
