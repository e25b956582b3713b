import { describe, expect, test } from 'vitest';
import { capturedEvents } from '../esl/captured.ts';
import { toPbxEvent } from '../esl/index.ts';
import { PbxEvents, enderOf } from './pbx-event.ts';

function captured(name: Parameters<typeof capturedEvents>[0]) {
  const events = new PbxEvents();
  return capturedEvents(name).flatMap((event) => {
    const read = toPbxEvent(event);
    const ofDesk = read.ok ? events.read(read.value) : null;
    return ofDesk === null ? [] : [ofDesk];
  });
}

describe('a real FreeSWITCH’s call', () => {
  const all = captured('call.txt');

  test('is what the desk needs, in its order', () => {
    expect(all.map(({ kind }) => kind)).toEqual([
      'registered',
      'caller-arrived',
      'leg-joined',
      'recording-started',
      'leg-heard',
      'leg-ringing',
      'leg-answered',
      'leg-joined',
      'leg-heard',
      'key-pressed',
      'leg-left',
      'leg-ended',
      'leg-left',
      'leg-ended',
      'unregistered',
    ]);
  });

  test('every leg names its call, and who hung up', () => {
    const callId = all.find((event) => event.kind === 'caller-arrived')?.callId;
    expect(callId).toMatch(/^[0-9a-f-]{36}$/);
    const ofLegs = all.filter((event) => 'leg' in event && 'callId' in event);
    expect(ofLegs.map((event) => 'callId' in event && event.callId)).toEqual(
      ofLegs.map(() => callId),
    );
    expect(all.filter((event) => event.kind === 'leg-ended')).toMatchObject([
      { by: 'peer', cause: 'NORMAL_CLEARING' },
      { by: 'peer', cause: 'NORMAL_CLEARING', leg: callId },
    ]);
  });
});

describe('who ended a leg', () => {
  test.each([
    ['recv_bye', 'NORMAL_CLEARING', 'peer'],
    ['recv_cancel', 'ORIGINATOR_CANCEL', 'peer'],
    ['recv_refuse', 'CALL_REJECTED', 'peer'],
    ['send_bye', 'NORMAL_CLEARING', 'pbx'],
    ['send_bye', 'MEDIA_TIMEOUT', 'network'],
    ['send_cancel', 'ORIGINATOR_CANCEL', 'pbx'],
    [undefined, 'RECOVERY_ON_TIMER_EXPIRE', 'network'],
    [undefined, 'MANAGER_REQUEST', 'pbx'],
  ] as const)('%s %s: %s', (disposition, cause, by) => {
    expect(enderOf(disposition, cause)).toBe(by);
  });
});

const registered = (sipCallId: string) =>
  ({
    kind: 'registered',
    user: '1001',
    domain: 'd',
    contact: 'sip:x',
    sipCallId,
    expiresS: 3600,
    address: undefined,
    transport: 'WSS',
    atMs: 0,
  }) as const;
const unregistered = (sipCallId: string | undefined) =>
  ({
    kind: 'unregistered',
    user: '1001',
    domain: 'd',
    sipCallId,
    reason: 'socket-disconnection',
    atMs: 0,
  }) as const;

describe('what later events leave out', () => {
  test('an old registration’s end does not take the new one away', () => {
    const events = new PbxEvents();
    events.read(registered('old'));
    events.read(registered('new'));
    expect(events.read(unregistered('old'))).toBeNull();
    expect(events.read(unregistered('new'))).toEqual({ kind: 'unregistered', seat: '1001' });
    events.read(registered('third'));
    expect(events.read(unregistered(undefined))).not.toBeNull();
  });

  test('the registrations read at a resync count as the newest', () => {
    const events = new PbxEvents();
    events.reset([['1001', 'read']]);
    expect(events.read(unregistered('older'))).toBeNull();
    expect(events.read(unregistered('read'))).not.toBeNull();
  });

  test('a third party’s or a leader’s leg in the room is none of the desk’s', () => {
    const events = new PbxEvents();
    const leg = { leg: 'x', callId: 'c1', role: 'third', seat: undefined, atMs: 0 } as const;
    const member = {
      room: 'room-c1',
      leg: 'x',
      member: 7,
      hears: true,
      speaks: true,
      held: false,
      ghost: false,
      roomSize: 3,
      atMs: 0,
    };
    events.read({ ...leg, kind: 'leg-created', direction: 'outbound' });
    expect(events.read({ ...leg, kind: 'leg-ringing' })).toBeNull();
    expect(events.read({ ...member, kind: 'leg-joined' })).toBeNull();
    const end = { cause: 'NORMAL_CLEARING', disposition: 'recv_bye', sipStatus: 200 };
    expect(events.read({ ...leg, ...end, kind: 'leg-ended' })).toBeNull();
  });

  test('110 called in by a seat’s telephone is nobody’s until it is in the room, and then a party', () => {
    const events = new PbxEvents();
    const leg = { leg: 'x', callId: 'c1', role: 'emergency', seat: '1001' } as const;
    const made = { ...leg, by: 'seat', target: '110', atMs: 0 } as const;
    expect(events.read({ ...made, kind: 'leg-created', direction: 'outbound' })).toBeNull();
    expect(events.read({ ...made, kind: 'leg-ringing' })).toBeNull();
    expect(events.read({ ...made, kind: 'leg-answered' })).toBeNull();
    const member = { room: 'room-c1', leg: 'x', member: 7, hears: true, speaks: true };
    const joined = { ...member, held: false, ghost: false, roomSize: 3, atMs: 0 };
    expect(events.read({ ...joined, kind: 'leg-joined' })).toEqual({
      kind: 'emergency-joined',
      leg: 'x',
      callId: 'c1',
      seat: '1001',
      targetId: '110',
    });
    expect(events.read({ kind: 'dtmf', leg: 'x', digit: '1', atMs: 0 })).toMatchObject({
      kind: 'key-pressed',
    });
  });
});
