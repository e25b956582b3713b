import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Capture, CAPTURES, capturedEvents } from './captured.ts';
import type { EslEvent } from './event.ts';
import { PBX_CUSTOM_EVENTS, PBX_EVENT_NAMES, type PbxEvent, toPbxEvent } from './pbx-event.ts';

const read = (name: Capture): PbxEvent[] =>
  capturedEvents(name)
    .map(toPbxEvent)
    .filter((result) => result.ok)
    .map((result) => result.value);

const first = (events: readonly PbxEvent[], kind: PbxEvent['kind']): PbxEvent | undefined =>
  events.find((one) => one.kind === kind);

const event = (headers: Record<string, string>): EslEvent => ({
  name: headers['Event-Name'] ?? 'CUSTOM',
  subclass: headers['Event-Subclass'],
  sequence: 1,
  timestampMs: 1000,
  headers,
  body: '',
});

describe('a whole call of a real FreeSWITCH', () => {
  const events = read('call.txt');
  const caller = 'a736c6d2-b31f-4a33-991a-2d253064814f';
  const seat = '8cdc32f3-f07f-40be-944a-5d09f168cd7d';
  const room = `room-${caller}`;

  it('is told in this order', () => {
    expect(events.map(({ kind }) => kind)).toEqual([
      'registered',
      'leg-created',
      'caller-arrived',
      'room-created',
      'leg-joined',
      'recording-started',
      'talking-started',
      'leg-created',
      'leg-ringing',
      'leg-answered',
      'job-done',
      'leg-joined',
      'talking-started',
      'dtmf',
      'leg-left',
      'leg-ended',
      'leg-left',
      'recording-stopped',
      'leg-ended',
      'room-destroyed',
      'unregistered',
    ]);
  });

  it('carries what the register of calls needs', () => {
    expect(first(events, 'registered')).toMatchObject({
      user: '1001',
      transport: 'UDP',
      expiresS: 3600,
    });
    expect(first(events, 'leg-created')).toMatchObject({
      leg: caller,
      direction: 'inbound',
      role: undefined,
    });
    expect(first(events, 'caller-arrived')).toMatchObject({
      leg: caller,
      callId: caller,
      number: '13800000001',
      queue: 'default',
      skill: 'sign-language',
      mode: 'bridge',
    });
    expect(first(events, 'leg-joined')).toMatchObject({
      room,
      leg: caller,
      member: 1,
      hears: true,
      speaks: true,
      held: false,
      ghost: false,
      roomSize: 1,
    });
    expect(first(events, 'leg-answered')).toMatchObject({
      leg: seat,
      callId: caller,
      role: 'seat',
      seat: '1001',
    });
    expect(first(events, 'job-done')).toMatchObject({ command: 'originate', reply: `+OK ${seat}` });
    expect(first(events, 'dtmf')).toMatchObject({ leg: caller, digit: '5' });
    expect(first(events, 'leg-ended')).toMatchObject({
      leg: seat,
      cause: 'NORMAL_CLEARING',
      disposition: 'recv_bye',
      sipStatus: 200,
    });
    expect(first(events, 'recording-stopped')).toMatchObject({
      leg: caller,
      lengthMs: expect.any(Number) as number,
    });
    expect(first(events, 'room-destroyed')).toMatchObject({ room });
    expect(first(events, 'unregistered')).toMatchObject({ user: '1001', reason: 'asked' });
  });

  it('times do not run backwards by more than FreeSWITCH’s step', () => {
    for (const [index, one] of events.entries()) {
      expect(one.atMs - (events[index - 1]?.atMs ?? one.atMs)).toBeGreaterThanOrEqual(-20);
    }
  });
});

describe('a room’s operations', () => {
  it('hold, mute and deafness show in the member', () => {
    const changes = read('room-operations.txt').filter((one) => one.kind === 'member-changed');
    expect(changes.map(({ held, hears, speaks }) => ({ held, hears, speaks }))).toEqual([
      { held: true, hears: true, speaks: true },
      { held: false, hears: true, speaks: true },
      { held: false, hears: true, speaks: false },
      { held: false, hears: true, speaks: true },
      { held: false, hears: false, speaks: true },
      { held: false, hears: true, speaks: true },
    ]);
  });

  it('a prompt’s end is told', () => {
    expect(read('room-operations.txt').filter((one) => one.kind === 'prompt-ended')).toMatchObject([
      { file: 'local_stream://moh' },
      { file: expect.stringContaining('tone_stream') as string },
    ]);
  });
});

describe('a seat over WebSocket', () => {
  it('is registered, then its socket closes', () => {
    expect(read('websocket-registration.txt')).toMatchObject([
      { kind: 'registered', user: '1002', transport: 'WS-NAT' },
      { kind: 'unregistered', user: '1002', reason: 'socket-disconnection' },
      { kind: 'heartbeat', sessions: 0, maxSessions: 1000 },
    ]);
  });

  it('a registration that runs out', () => {
    expect(
      toPbxEvent(
        event({ 'Event-Subclass': 'sofia::expire', user: '1002', host: 'x', 'call-id': 'c' }),
      ),
    ).toMatchObject({ ok: true, value: { kind: 'unregistered', user: '1002', reason: 'expired' } });
  });
});

describe('what is not usable', () => {
  it.each(CAPTURES)('%s: nothing a real FreeSWITCH sent is malformed', (name) => {
    const faults = capturedEvents(name)
      .map(toPbxEvent)
      .filter((result) => !result.ok && result.error.code === 'malformed');
    expect(faults).toEqual([]);
  });

  it('every kind misses its headers when they are gone, and names them', () => {
    for (const one of capturedEvents('call.txt').filter((each) => toPbxEvent(each).ok)) {
      const faults = Object.keys(one.headers).flatMap((name) => {
        const { [name]: _, ...rest } = one.headers;
        const result = toPbxEvent({ ...one, headers: rest });
        return !result.ok && result.error.code === 'malformed'
          ? [[name, result.error.headers]]
          : [];
      });
      expect(faults.length).toBeGreaterThan(0);
      expect(faults).toEqual(faults.map(([name]) => [name, [name]]));
    }
  });

  it('a citizen’s call without its name is not taken for another leg', () => {
    expect(
      toPbxEvent(
        event({
          'Event-Name': 'CHANNEL_ANSWER',
          'Unique-ID': 'x',
          variable_hotline_role: 'caller',
        }),
      ),
    ).toEqual({
      ok: false,
      error: {
        code: 'malformed',
        event: 'CHANNEL_ANSWER of a caller',
        headers: ['variable_hotline_call_id'],
      },
    });
  });

  it('events nobody needs are of no interest', () => {
    for (const headers of [
      { 'Event-Name': 'CHANNEL_EXECUTE' },
      { 'Event-Name': 'CUSTOM', 'Event-Subclass': 'callcenter::info' },
      {
        'Event-Name': 'CUSTOM',
        'Event-Subclass': 'conference::maintenance',
        Action: 'floor-change',
      },
      { 'Event-Name': 'CUSTOM', 'Event-Subclass': 'conference::maintenance' },
      { 'Event-Name': 'constructor' },
    ]) {
      expect(toPbxEvent(event(headers))).toEqual({ ok: false, error: { code: 'of-no-interest' } });
    }
  });

  it('never throws, whatever the headers hold', () => {
    const name = fc.constantFrom(...PBX_EVENT_NAMES, ...PBX_CUSTOM_EVENTS);
    const header = fc.constantFrom(
      'Unique-ID',
      'Action',
      'Member-ID',
      'Hear',
      'variable_hotline_role',
      'contact',
    );
    fc.assert(
      fc.property(name, fc.dictionary(header, fc.string()), (kind, headers) => {
        const custom = kind.includes('::') ? { 'Event-Subclass': kind } : {};
        const one = event({
          'Event-Name': kind.includes('::') ? 'CUSTOM' : kind,
          ...custom,
          ...headers,
        });
        expect(() => toPbxEvent(one)).not.toThrow();
      }),
    );
  });
});

describe('the subscription', () => {
  it('names every event that is read', () => {
    expect(PBX_EVENT_NAMES).toContain('CHANNEL_HANGUP_COMPLETE');
    expect(PBX_EVENT_NAMES).toContain('BACKGROUND_JOB');
    expect(PBX_CUSTOM_EVENTS).toEqual([
      'conference::maintenance',
      'sofia::register',
      'sofia::unregister',
      'sofia::expire',
    ]);
  });
});
