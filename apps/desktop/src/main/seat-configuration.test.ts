import { describe, expect, it } from 'vitest';
import { contentPolicy, isConnectAllowed } from './content-policy.ts';
import { isLoopback } from './loopback.ts';
import { readSeatConfiguration } from './seat-configuration.ts';

const read = (file: unknown, env: Record<string, string> = {}) =>
  readSeatConfiguration({
    file: file === null ? null : typeof file === 'string' ? file : JSON.stringify(file),
    env,
    answerKey: 'Ctrl+Alt+F2',
  });
const codes = (file: unknown, env: Record<string, string> = {}) => {
  const result = read(file, env);
  return result.ok ? [] : result.error.map(({ where, code }) => `${where} ${code}`);
};

describe('the seat’s configuration', () => {
  it('a centre’s seat', () => {
    expect(
      read({
        bridgeUrl: 'https://hotline.example.cn',
        sipServers: ['wss://pbx.example.cn:7443/'],
        caFile: 'authority.pem',
        language: 'en',
      }),
    ).toEqual({
      ok: true,
      value: {
        bridgeUrl: 'https://hotline.example.cn',
        connects: [
          'https://hotline.example.cn',
          'wss://hotline.example.cn',
          'wss://pbx.example.cn:7443',
        ],
        caFile: 'authority.pem',
        language: 'en',
        answerKey: 'Ctrl+Alt+F2',
        practiceSignIn: null,
      },
    });
  });

  it('practice on this machine, by the environment alone', () => {
    const result = read(null, {
      HOTLINE_BRIDGE_URL: 'http://127.0.0.1:8080/',
      HOTLINE_PRACTICE_SIGN_IN: 'lin:a:b',
    });
    expect(result).toMatchObject({
      ok: true,
      value: {
        bridgeUrl: 'http://127.0.0.1:8080',
        connects: ['http://127.0.0.1:8080', 'ws://127.0.0.1:8080', 'ws://127.0.0.1:*'],
        practiceSignIn: { person: 'lin', password: 'a:b', ready: false },
      },
    });
  });

  it('the environment overrides the file', () => {
    const env = { HOTLINE_BRIDGE_URL: 'https://b.example', HOTLINE_CA_FILE: '/ca.pem' };
    expect(read({ bridgeUrl: 'https://a.example', caFile: 'x' }, env)).toMatchObject({
      value: { bridgeUrl: 'https://b.example', caFile: '/ca.pem' },
    });
  });

  it.each<[string, unknown, Record<string, string>, readonly string[]]>([
    ['nothing at all', null, {}, ['bridgeUrl bridge-missing']],
    ['not JSON', '{', { HOTLINE_BRIDGE_URL: 'http://127.0.0.1:1' }, [' not-json']],
    ['unknown key', { bridgeUrl: 'http://[::1]:1', brigde: 1 }, {}, [' unknown-or-wrong']],
    ['wrong type', { bridgeUrl: 1 }, {}, ['bridgeUrl unknown-or-wrong']],
    ['no address', { bridgeUrl: 'hotline' }, {}, ['bridgeUrl bridge-url']],
    ['a path', { bridgeUrl: 'http://127.0.0.1:1/x' }, {}, ['bridgeUrl bridge-url']],
    ['a user', { bridgeUrl: 'http://a:b@127.0.0.1:1' }, {}, ['bridgeUrl bridge-url']],
    [
      'another scheme',
      null,
      { HOTLINE_BRIDGE_URL: 'file:///etc' },
      ['HOTLINE_BRIDGE_URL bridge-url'],
    ],
    [
      'plain to another machine',
      { bridgeUrl: 'http://10.0.0.1' },
      {},
      ['bridgeUrl plain-not-loopback'],
    ],
    [
      'a name that only looks local',
      { bridgeUrl: 'http://localhost.example' },
      {},
      ['bridgeUrl plain-not-loopback'],
    ],
    ['an IPv6 address', { bridgeUrl: 'http://[::1]:1' }, {}, ['bridgeUrl ipv6-literal']],
    [
      'a key that every program needs',
      { bridgeUrl: 'http://127.0.0.1:1', answerKey: 'F2' },
      {},
      ['answerKey answer-key'],
    ],
    ['https without an authority', { bridgeUrl: 'https://10.0.0.1' }, {}, ['caFile ca-missing']],
    [
      'all mistakes at once',
      { bridgeUrl: 'http://10.0.0.1', sipServers: ['wss://p', 'x'] },
      {},
      ['sipServers sip-url', 'bridgeUrl plain-not-loopback', 'caFile ca-missing'],
    ],
    [
      'practice away from this machine',
      { bridgeUrl: 'https://10.0.0.1', caFile: 'x' },
      { HOTLINE_PRACTICE_SIGN_IN: 'a:b' },
      ['HOTLINE_PRACTICE_SIGN_IN practice-not-loopback'],
    ],
    [
      'practice without a password',
      { bridgeUrl: 'http://127.0.0.1:1' },
      { HOTLINE_PRACTICE_SIGN_IN: 'a:' },
      ['HOTLINE_PRACTICE_SIGN_IN practice-form'],
    ],
  ])('refused: %s', (_name, file, env, expected) => {
    expect(codes(file, env)).toEqual(expected);
  });

  it.each([
    [undefined, 'Ctrl+Alt+F2'],
    ['Ctrl+Shift+A', 'Ctrl+Shift+A'],
    [false, null],
  ])('answer key %s: %s', (answerKey, expected) => {
    const file = {
      bridgeUrl: 'http://127.0.0.1:1',
      ...(answerKey === undefined ? {} : { answerKey }),
    };
    expect(read(file)).toMatchObject({ ok: true, value: { answerKey: expected } });
  });

  it('a practice password is never repeated in a problem', () => {
    const result = read(
      { bridgeUrl: 'https://10.0.0.1', caFile: 'x' },
      { HOTLINE_PRACTICE_SIGN_IN: 'lin:geheim' },
    );
    expect(JSON.stringify(result)).not.toContain('geheim');
  });
});

it.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['localhost', true],
  ['[::1]', true],
  ['::1', true],
  ['128.0.0.1', false],
  ['127.0.0.1.example.cn', false],
  ['', false],
])('loopback %s: %s', (hostname, expected) => expect(isLoopback(hostname)).toBe(expected));

describe('content policy', () => {
  const connects = ['http://127.0.0.1', 'ws://127.0.0.1:*'];

  it('everything is forbidden that is not named', () => {
    const policy = contentPolicy(connects, 'n');
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /u);
    expect(policy).toContain("connect-src 'self' http://127.0.0.1 ws://127.0.0.1:*");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/u);
  });

  it.each([
    ['ws://127.0.0.1:5066/', true],
    ['http://127.0.0.1/', true],
    ['http://127.0.0.1:81/', false],
    ['wss://127.0.0.1:5066/', false],
    ['ws://127.0.0.1.example.cn:5066/', false],
    ['not an address', false],
  ])('%s: %s', (address, expected) => expect(isConnectAllowed(connects, address)).toBe(expected));
});
