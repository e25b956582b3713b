import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPTURES, capturedAnswers, capturedBytes } from './captured.ts';
import { Framer, type FramerLimits, type FramerOutput } from './framer.ts';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');

const frameOf = (body: string, type = 'text/event-json'): string =>
  `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: ${type}\n\n${body}`;

function pushAll(chunks: readonly Uint8Array[], limits?: FramerLimits): FramerOutput[] {
  const framer = new Framer(limits);
  return chunks.flatMap((chunk) => framer.push(chunk));
}

/** `places` are the positions to cut at, in any order. */
function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [0, ...[...places].toSorted((a, b) => a - b), bytes.length];
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
}

const bodies = (outputs: readonly FramerOutput[]): string =>
  outputs.map((output) => (output.kind === 'frame' ? output.body : output.reason)).join('|');

const singleBytes = (bytes: Buffer): Buffer[] =>
  Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));

describe('frames of a recorded stream', () => {
  it.each(CAPTURES)('%s: every frame, nothing malformed, nothing left over', (name) => {
    const framer = new Framer();
    const outputs = framer.push(capturedBytes(name));
    expect(outputs.filter((output) => output.kind === 'malformed')).toEqual([]);
    expect(
      outputs.slice(0, 3).map((output) => output.kind === 'frame' && output.contentType),
    ).toEqual(['auth/request', 'command/reply', 'command/reply']);
    expect(outputs.length).toBeGreaterThan(5);
    expect(framer.atBoundary).toBe(true);
  });

  it.each(CAPTURES)('%s: one byte at a time gives the same frames', (name) => {
    const bytes = capturedBytes(name);
    expect(pushAll(singleBytes(bytes))).toEqual(pushAll([bytes]));
  });

  it('any cutting gives the same frames', () => {
    const bytes = capturedBytes('call.txt');
    const whole = pushAll([bytes]);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 60 }), (places) => {
        expect(pushAll(cutAt(bytes, places))).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  it('every answer of a real FreeSWITCH is one frame', () => {
    for (const { name, received } of capturedAnswers()) {
      const outputs = pushAll(singleBytes(bytesOf(received)));
      expect({ name, kinds: outputs.map((output) => output.kind) }).toEqual({
        name,
        kinds: ['frame'],
      });
    }
  });
});

describe('cut at every place', () => {
  const text =
    'Content-Type: command/reply\nReply-Text: +OK Job-UUID: 7f4f\nJob-UUID: 7f4f\n\n' +
    frameOf('{"Event-Name":"CUSTOM","Caller-Caller-ID-Name":"王小明 😀","note":"转接一一〇"}') +
    frameOf('+OK 市民热线\n', 'api/response') +
    'Content-Type: auth/request\n\n';
  const bytes = bytesOf(text);
  const whole = pushAll([bytes]);

  it('the whole is four frames with their text intact', () => {
    expect(whole.map((output) => output.kind)).toEqual(['frame', 'frame', 'frame', 'frame']);
    expect(whole[1]).toMatchObject({ body: expect.stringContaining('王小明 😀') as string });
  });

  it('one cut, anywhere, also inside a character', () => {
    for (let place = 0; place <= bytes.length; place++) {
      expect({ place, outputs: pushAll(cutAt(bytes, [place])) }).toEqual({ place, outputs: whole });
    }
  });

  it('two cuts, every pair of places', () => {
    const expected = bodies(whole);
    const wrong: string[] = [];
    for (let first = 0; first <= bytes.length; first++) {
      for (let second = first; second <= bytes.length; second++) {
        const same = bodies(pushAll(cutAt(bytes, [first, second]))) === expected;
        if (!same) wrong.push(`${first}, ${second}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('what peers may do wrong', () => {
  it('never throws, whatever the bytes and however cut', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), (chunks) => {
        expect(() => pushAll(chunks)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on text that looks like frames, and any cutting says the same', () => {
    const piece = fc.constantFrom(
      'Content-Length: ',
      'Content-Type: ',
      '\n',
      '\n\n',
      '\r\n\r\n',
      '-1',
      '5',
      '12',
      '99999999999999999999',
      'text/event-json',
      'api/response',
      'no colon',
      ': ',
      '%zz',
      '%E4%BD',
      '{"Event-Name":"A"}',
      '中',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.array(fc.nat(400), { maxLength: 8 }),
        (pieces, places) => {
          const bytes = bytesOf(pieces.join(''));
          const inside = places.map((place) => Math.min(place, bytes.length));
          expect(pushAll(cutAt(bytes, inside))).toEqual(pushAll([bytes]));
          expect(pushAll(singleBytes(bytes))).toEqual(pushAll([bytes]));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('a header without a colon is skipped and counted, the frame stays', () => {
    expect(pushAll([bytesOf('Content-Type: command/reply\ngarbage\nReply-Text: +OK\n\n')])).toEqual(
      [
        { kind: 'malformed', reason: 'header-without-colon', bytes: 7, fatal: false },
        {
          kind: 'frame',
          contentType: 'command/reply',
          headers: { 'Content-Type': 'command/reply', 'Reply-Text': '+OK' },
          body: '',
        },
      ],
    );
  });

  it('a value is cut at the first ": " only and a broken escape stays', () => {
    const [frame] = pushAll([bytesOf('Reply-Text: -ERR [a: b: c] 100% %zz %E4%BD%A0\n\n')]);
    expect(frame).toMatchObject({ headers: { 'Reply-Text': '-ERR [a: b: c] 100% %zz 你' } });
  });

  it('a body that is too large is skipped to the byte, and the next frame is read', () => {
    const limits = { maxBodyBytes: 10, maxHeaderBytes: 1000 };
    const bytes = bytesOf(frameOf('x'.repeat(500)) + frameOf('+OK', 'api/response'));
    const expected = [
      { kind: 'malformed', reason: 'body-too-large', bytes: 500, fatal: false },
      expect.objectContaining({ kind: 'frame', body: '+OK' }),
    ];
    expect(pushAll([bytes], limits)).toEqual(expected);
    expect(pushAll(singleBytes(bytes), limits)).toEqual(expected);
  });

  it.each(['-5', 'abc', '1e9', '', '99999999999999999999'])(
    'Content-Length "%s" is the end of this connection',
    (length) => {
      const framer = new Framer();
      const outputs = framer.push(
        bytesOf(`Content-Type: api/response\nContent-Length: ${length}\n\n{"a":1}\n\n`),
      );
      expect(outputs).toMatchObject([
        { kind: 'malformed', reason: 'content-length-invalid', fatal: true },
      ]);
      expect(framer.push(bytesOf(frameOf('+OK', 'api/response')))).toEqual([]);
    },
  );

  it('a type that always has a body, without a length, is dropped', () => {
    const outputs = pushAll([
      bytesOf('Content-Type: api/response\n\nContent-Type: auth/request\n\n'),
    ]);
    expect(outputs).toMatchObject([
      { kind: 'malformed', reason: 'content-length-missing', fatal: false },
      { kind: 'frame', contentType: 'auth/request' },
    ]);
  });

  it('a header block without end is given up at its limit, in one piece or in many', () => {
    const limits = { maxBodyBytes: 10, maxHeaderBytes: 100 };
    const bytes = bytesOf('a: b\n'.repeat(100));
    const expected = [{ kind: 'malformed', reason: 'header-too-large', bytes: 100, fatal: true }];
    expect(pushAll([bytes], limits)).toEqual(expected);
    expect(pushAll(singleBytes(bytes), limits)).toEqual(expected);
  });

  it('reads CRLF as well', () => {
    expect(
      pushAll([bytesOf('Content-Type: api/response\r\nContent-Length: 3\r\n\r\n+OK')]),
    ).toMatchObject([{ kind: 'frame', contentType: 'api/response', body: '+OK' }]);
  });

  it('a header called __proto__ is a header and nothing else', () => {
    const [frame] = pushAll([bytesOf('__proto__: x\n\n')]);
    expect(frame?.kind === 'frame' && Object.getPrototypeOf(frame.headers)).toBe(Object.prototype);
  });
});

const time = (size: number): number => {
  const bytes = bytesOf(frameOf('x'.repeat(size), 'api/response'));
  const framer = new Framer();
  const start = process.cpuUsage();
  for (let at = 0; at < bytes.length; at++) framer.push(bytes.subarray(at, at + 1));
  const used = process.cpuUsage(start);
  return used.user + used.system;
};

describe('cost', () => {
  it('a large body in single bytes takes time in proportion to its size', () => {
    time(100_000);
    // Quadratic would be 16 times; four times is linear. The bound leaves room for a busy machine.
    expect(time(800_000)).toBeLessThan(10 * time(200_000));
  });
});
