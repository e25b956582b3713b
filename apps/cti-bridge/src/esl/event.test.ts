import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPTURES, capturedEvents, capturedFrames } from './captured.ts';
import { parseEvent } from './event.ts';
import type { Frame } from './framer.ts';
import { percentDecode } from './percent.ts';

const frame = (contentType: string, body: string): Frame => ({
  kind: 'frame',
  contentType,
  headers: { 'Content-Type': contentType },
  body,
});
const json = (value: unknown): Frame => frame('text/event-json', JSON.stringify(value));

describe('events of a real FreeSWITCH', () => {
  it.each(CAPTURES)(
    '%s: each has a name, a number, a time and only text in its headers',
    (name) => {
      const frames = capturedFrames(name).filter((one) => one.contentType === 'text/event-json');
      const events = capturedEvents(name);
      expect(events).toHaveLength(frames.length);
      for (const event of events) {
        expect(event.name).toBe(event.headers['Event-Name']);
        expect(event.sequence).toBeGreaterThan(0);
        expect(new Date(event.timestampMs ?? 0).getUTCFullYear()).toBe(2026);
        expect(Object.values(event.headers).every((value) => typeof value === 'string')).toBe(true);
      }
    },
  );

  it('a job carries its result as the body', () => {
    const job = capturedEvents('call.txt').find((event) => event.name === 'BACKGROUND_JOB');
    expect(job?.body).toMatch(/^\+OK [0-9a-f-]{36}\n$/);
  });
});

describe('text/event-json', () => {
  it('an indexed header is written as the core writes it, other values as JSON', () => {
    const parsed = parseEvent(
      json({ 'Event-Name': 'A', list: ['x', 'y'], number: 5, nothing: null }),
    );
    expect(parsed).toMatchObject({
      ok: true,
      value: { headers: { list: 'ARRAY::x|:y', number: '5', nothing: 'null' } },
    });
  });

  it.each(['', '{', '[]', '"text"', 'null', '5', '{"Event-Name":"A"'])('%s is a fault', (body) => {
    expect(parseEvent(frame('text/event-json', body)).ok).toBe(false);
  });

  it('an event without a name is a fault', () => {
    expect(parseEvent(json({ a: 'b' }))).toEqual({ ok: false, error: { code: 'no-event-name' } });
  });

  it('a number or a time that is none is left out', () => {
    for (const bad of ['', 'x', '-1', '1.5', '99999999999999999999']) {
      expect(
        parseEvent(json({ 'Event-Name': 'A', 'Event-Sequence': bad, 'Event-Date-Timestamp': bad })),
      ).toMatchObject({ ok: true, value: { sequence: undefined, timestampMs: undefined } });
    }
  });

  it('any JSON is an event or a fault, never an exception', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        expect(() => parseEvent(frame('text/event-json', body))).not.toThrow();
      }),
    );
  });
});

describe('text/event-plain', () => {
  it('reads headers, decoded, and the body behind them', () => {
    const body =
      'Event-Name: CUSTOM\nEvent-Subclass: sofia%3A%3Aregister\nCaller: %E7%8E%8B%20100%25 %\n' +
      'Odd: a: b\nContent-Length: 4\n\n中\n';
    expect(parseEvent(frame('text/event-plain', body))).toMatchObject({
      ok: true,
      value: {
        name: 'CUSTOM',
        subclass: 'sofia::register',
        headers: { Caller: '王 100% %', Odd: 'a: b' },
        body: '中\n',
      },
    });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (body) => {
        expect(() => parseEvent(frame('text/event-plain', body))).not.toThrow();
      }),
    );
  });
});

describe('percent-decoding', () => {
  it('gives back whatever was encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(percentDecode(encodeURIComponent(text))).toBe(text);
      }),
    );
  });

  it.each([
    ['100%', '100%'],
    ['%', '%'],
    ['%zz%41', '%zzA'],
    ['%E4%BD', '%E4%BD'],
    ['%d6%d0', '%d6%d0'],
  ])('%s stays readable', (text, expected) => {
    expect(percentDecode(text)).toBe(expected);
  });
});
