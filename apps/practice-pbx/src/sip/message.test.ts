import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  displayName,
  quoted,
  readSip,
  readUri,
  textHeader,
  writeSip,
  type SipRequest,
} from './message.ts';

const invite: SipRequest = {
  kind: 'request',
  method: 'INVITE',
  uri: 'sip:12345@127.0.0.1:5080',
  headers: {
    via: [
      {
        version: '2.0',
        protocol: 'UDP',
        host: '127.0.0.1',
        port: 5070,
        params: { branch: 'z9hG4bKabc', rport: null },
      },
    ],
    from: { name: quoted('林 "小" 雨'), uri: 'sip:13800138000@127.0.0.1', params: { tag: 'a' } },
    to: { uri: 'sip:12345@127.0.0.1', params: {} },
    'call-id': 'x@y',
    cseq: { seq: 1, method: 'INVITE' },
    'x-hotline-note': '停水',
    'content-type': 'text/plain',
  },
  content: '你好\r\n',
};

test('a message is read as it was written, Chinese included, with its length in bytes', () => {
  const written = writeSip(invite);
  expect(written.toString('utf8')).toContain('Content-Length: 8');
  const read = readSip(written);
  expect(read).toMatchObject({ kind: 'request', method: 'INVITE', content: '你好\r\n' });
  expect(read && textHeader(read.headers, 'X-Hotline-Note')).toBe('停水');
  expect(read && displayName(read.headers.from)).toBe('林 "小" 雨');
  expect(read && writeSip(read)).toEqual(written);
});

test('whatever bytes come, nothing is thrown', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(() => readSip(Buffer.from(bytes))).not.toThrow();
    }),
  );
  const whole = writeSip(invite);
  for (let cut = 0; cut < whole.length; cut++) {
    expect(() => readSip(whole.subarray(0, cut))).not.toThrow();
    const damaged = Buffer.from(whole);
    damaged[cut] = 0x3b;
    expect(() => readSip(damaged)).not.toThrow();
  }
});

test('a message without what tells calls apart is none', () => {
  for (const missing of ['Via', 'From', 'To', 'Call-ID', 'CSeq']) {
    const text = writeSip(invite)
      .toString('latin1')
      .replace(new RegExp(`^${missing}: .*\r\n`, 'm'), '');
    expect(readSip(Buffer.from(text, 'latin1'))).toBeUndefined();
  }
});

test('an address may have a port, and nonsense is none', () => {
  expect(readUri('sip:a@1.2.3.4:5')).toEqual({ user: 'a', host: '1.2.3.4', port: 5 });
  expect(readUri('sip:a@1.2.3.4;transport=ws')).toEqual({
    user: 'a',
    host: '1.2.3.4',
    port: undefined,
  });
  expect(readUri('tel:110')).toBeUndefined();
});
