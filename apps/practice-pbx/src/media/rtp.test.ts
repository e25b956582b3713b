import { expect, test } from 'vitest';
import { RtpLeg } from './rtp-leg.ts';
import { buildRtp, parseRtp } from './rtp-packet.ts';
import { RtpReception } from './rtp-reception.ts';
import { parseAudio, writeAudio } from './sdp.ts';
import { buildTelephoneEvent, parseTelephoneEvent } from './telephone-event.ts';

const packet = (sequence: number, timestamp = sequence * 160, ssrc = 1) => ({
  payloadType: 8,
  marker: false,
  sequence,
  timestamp,
  ssrc,
  payload: Buffer.alloc(160),
});

test('a packet is read as it was built, with padding and header extension taken away', () => {
  const built = buildRtp({ ...packet(65535, 4_000_000_000), marker: true });
  expect(parseRtp(built)).toMatchObject({
    sequence: 65535,
    timestamp: 4_000_000_000,
    marker: true,
    payloadType: 8,
  });
  const extended = Buffer.concat([
    built.subarray(0, 12),
    Buffer.from([0xbe, 0xde, 0, 1, 0, 0, 0, 0]),
    Buffer.from([1, 2, 0, 2]),
  ]);
  extended[0] = 0x80 | 0x10 | 0x20;
  expect([...(parseRtp(extended)?.payload ?? [])]).toEqual([1, 2]);
});

test('what is no RTP is nothing', () => {
  expect(parseRtp(Buffer.from('hello'))).toBeUndefined();
  expect(parseRtp(Buffer.alloc(40))).toBeUndefined();
  const cut = buildRtp(packet(1)).subarray(0, 12);
  cut[0] = 0x80 | 0x10;
  expect(parseRtp(cut)).toBeUndefined();
});

test('lost packets are counted across the wrap of the sequence number, late ones are not lost', () => {
  const reception = new RtpReception();
  for (const sequence of [65533, 65534, 0, 2, 1, 5])
    reception.count(packet(sequence), sequence * 20);
  // 65535, 3 and 4 never came.
  expect(reception.report()).toMatchObject({ received: 6, lost: 3 });
});

test('even arrival has no jitter, uneven arrival has', () => {
  const even = new RtpReception();
  const uneven = new RtpReception();
  for (let i = 0; i < 200; i++) {
    even.count(packet(i), i * 20);
    uneven.count(packet(i), i * 20 + (i % 2) * 8);
  }
  expect(even.report().jitterMs).toBeLessThan(0.01);
  expect(uneven.report().jitterMs).toBeGreaterThan(6);
});

test('a key is read as it was built', () => {
  const built = buildTelephoneEvent({ digit: '#', end: true, duration: 960 });
  expect(built && parseTelephoneEvent(built)).toEqual({ digit: '#', end: true, duration: 960 });
  expect(buildTelephoneEvent({ digit: 'x', end: true, duration: 960 })).toBeUndefined();
  expect(parseTelephoneEvent(Buffer.from([200, 0, 0, 0]))).toBeUndefined();
});

test('an SDP is read as it was written, and a browser’s is not taken for plain RTP', () => {
  const audio = {
    address: '127.0.0.1',
    port: 4000,
    codecs: ['PCMU', 'PCMA'] as const,
    dtmfPayload: 101,
    direction: 'sendonly' as const,
  };
  expect(parseAudio(writeAudio(audio))).toEqual(audio);
  expect(
    parseAudio('v=0\r\nc=IN IP4 1.2.3.4\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n'),
  ).toBeUndefined();
  expect(parseAudio('nonsense')).toBeUndefined();
});

const describe = (port: number) => ({
  address: '127.0.0.1',
  port,
  codecs: ['PCMA'] as const,
  dtmfPayload: 101,
  direction: 'sendrecv' as const,
});

test('a key pressed at one end arrives once at the other', async () => {
  const [a, b] = await Promise.all([RtpLeg.open('127.0.0.1'), RtpLeg.open('127.0.0.1')]);
  a.connect(describe(b.localPort), 'PCMA');
  b.connect(describe(a.localPort), 'PCMA');
  const keys: string[] = [];
  const last = new Promise<void>((resolve) => {
    b.onDtmf = (digit, duration) => {
      keys.push(`${digit} ${duration}`);
      if (digit === '9') resolve();
    };
  });
  expect(a.sendDtmf('5')).toBe(true);
  for (let i = 0; i < 30; i++) a.give(new Int16Array(80));
  expect(a.sendDtmf('9')).toBe(true);
  for (let i = 0; i < 30; i++) a.give(new Int16Array(80));
  await last;
  expect(keys).toEqual(['5 960', '9 960']);
  a.close();
  b.close();
});
