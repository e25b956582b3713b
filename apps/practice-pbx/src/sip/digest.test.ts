import { expect, test } from 'vitest';
import { challenge, digestFits, digestResponse, ha1, Nonces, readDigest } from './digest.ts';

// RFC 2617 section 3.5.
const example = {
  username: 'Mufasa',
  realm: 'testrealm@host.com',
  nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
  uri: '/dir/index.html',
  qop: 'auth',
  nc: '00000001',
  cnonce: '0a4f113b',
};
const hash = ha1('Mufasa', 'testrealm@host.com', 'Circle Of Life');

test('the RFC’s own example fits', () => {
  expect(digestResponse(hash, 'GET', example)).toBe('6629fae49393a05397450978507c4ef1');
  expect(
    digestFits(hash, 'GET', { ...example, response: '6629fae49393a05397450978507c4ef1' }),
  ).toBe(true);
  expect(
    digestFits(hash, 'POST', { ...example, response: '6629fae49393a05397450978507c4ef1' }),
  ).toBe(false);
  expect(digestFits(hash, 'GET', { ...example, response: 'short' })).toBe(false);
});

test('a header without its parts is no answer', () => {
  expect(readDigest(undefined)).toBeUndefined();
  expect(readDigest({ scheme: 'Basic', username: 'x' })).toBeUndefined();
  expect(readDigest({ scheme: 'Digest', username: '"x"', nonce: '"n"' })).toBeUndefined();
});

test('a nonce is good for its time, for rising counts, and only if it is ours', () => {
  const nonces = new Nonces(1000);
  const nonce = nonces.issue(0);
  expect(nonces.use('stranger', '00000001', 0)).toBe('stale');
  expect(nonces.use(nonce, '00000001', 10)).toBe('fresh');
  expect(nonces.use(nonce, '00000001', 20)).toBe('stale');
  expect(nonces.use(nonce, '0000000a', 30)).toBe('fresh');
  expect(nonces.use(nonce, '0000000b', 1001)).toBe('stale');
  expect(challenge('r', 'n', true)).toMatchObject({ stale: 'true', qop: '"auth"', realm: '"r"' });
});
