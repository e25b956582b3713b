import { expect, test } from 'vitest';
import { readDialString, readOriginate } from './dial-string.ts';
import { timeoutMs } from './originate.ts';

test('the bridge’s originate is read whole', () => {
  const read = readOriginate(
    "{hotline_call_id=ID,hotline_role=seat,ignore_early_media=true,originate_timeout=15,origination_caller_id_name='林, 小雨',absolute_codec_string='PCMU,PCMA',sip_h_X-Hotline-Call=ID}user/1001@127.0.0.1 &conference(room-ID@hotline+flags{mute|ghost})",
  );
  expect(read?.variables).toMatchObject({
    hotline_role: 'seat',
    origination_caller_id_name: '林, 小雨',
    absolute_codec_string: 'PCMU,PCMA',
    'sip_h_X-Hotline-Call': 'ID',
  });
  expect(read?.groups).toEqual([
    [{ target: { kind: 'seat', user: '1001', domain: '127.0.0.1' }, variables: {} }],
  ]);
  expect(read).toMatchObject({
    application: 'conference',
    argument: 'room-ID@hotline+flags{mute|ghost}',
    timeoutSeconds: 15,
  });
});

test.each([
  ['sofia/internal/1001%127.0.0.1', { kind: 'seat', user: '1001', domain: '127.0.0.1' }],
  [
    'sofia/trunk/110@127.0.0.1:5092',
    { kind: 'address', number: '110', host: '127.0.0.1', port: 5092 },
  ],
  [
    'sofia/gateway/carrier/057188880001',
    { kind: 'gateway', gateway: 'carrier', number: '057188880001' },
  ],
  ['error/user_not_registered', { kind: 'error', cause: 'USER_NOT_REGISTERED' }],
])('%s', (text, target) => {
  expect(readDialString(text)?.[0]?.[0]?.target).toEqual(target);
});

test('commas call at once, bars one after the other, brackets belong to one leg', () => {
  const groups = readDialString('[a=1,b=2]user/1001@d,user/1002@d|sofia/gateway/carrier/110');
  expect(groups?.map((group) => group.length)).toEqual([2, 1]);
  expect(groups?.[0]?.[0]?.variables).toEqual({ a: '1', b: '2' });
});

test('what is not understood is undefined', () => {
  for (const text of [
    '',
    '{a=1 user/1001@d &park',
    'user/1001@d',
    'nonsense &park',
    'user/1001@d,what &park',
  ]) {
    expect(readOriginate(text)).toBeUndefined();
  }
});

test('a time-out counts whole seconds of the clock, so it comes up to one early', () => {
  expect(timeoutMs(3, 10_000)).toBe(3000);
  expect(timeoutMs(3, 10_950)).toBe(2050);
});
