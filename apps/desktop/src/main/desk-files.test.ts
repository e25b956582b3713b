import { describe, expect, it } from 'vitest';
import { fileOf } from './desk-files.ts';
import { isPermitted } from './permissions.ts';
import { forbiddenSwitches } from './start-switches.ts';

describe('files of our scheme', () => {
  it.each([
    ['hotline://desk/', '/app/index.html'],
    ['hotline://desk/assets/index-1.js', '/app/assets/index-1.js'],
    ['hotline://desk/assets/%E4%B8%AD.js?v=1#x', '/app/assets/中.js'],
    ['hotline://desk/../secret', '/app/secret'],
    ['hotline://desk/%2e%2e/secret', '/app/secret'],
    ['hotline://desk/..%2f..%2fetc/passwd', null],
    ['hotline://desk/a%2f..%2f..%2f..%2fetc', null],
    ['hotline://desk/..%5c..%5cetc', null],
    ['hotline://desk/a%00.js', null],
    ['hotline://desk/%E4%B8', null],
    ['hotline://other/index.html', null],
    ['file:///app/index.html', null],
    ['nonsense', null],
  ])('%s → %s', (address, expected) => expect(fileOf(address, '/app')).toBe(expected));

  it('a folder whose name begins the same is another folder', () => {
    expect(fileOf('hotline://desk/..%2fapp-old/x.js', '/app')).toBeNull();
  });
});

describe('permissions', () => {
  const ours = { origin: 'hotline://desk/', isMainFrame: true };
  it.each([
    [{ ...ours, permission: 'media', media: ['audio'] }, true],
    [{ ...ours, permission: 'speaker-selection', media: [] }, true],
    [{ ...ours, path: '/', permission: 'media', media: ['audio'] }, true],
    [{ ...ours, path: '/floating/index.html', permission: 'media', media: ['audio'] }, false],
    [{ ...ours, permission: 'media', media: ['audio', 'video'] }, false],
    [{ ...ours, permission: 'media', media: [] }, false],
    [{ ...ours, permission: 'geolocation', media: [] }, false],
    [{ ...ours, permission: 'notifications', media: [] }, false],
    [{ ...ours, isMainFrame: false, permission: 'media', media: ['audio'] }, false],
    [{ ...ours, origin: 'http://127.0.0.1:8080', permission: 'media', media: ['audio'] }, false],
    [{ ...ours, origin: 'hotline://desk.evil', permission: 'media', media: ['audio'] }, false],
  ])('%j: %s', (asked, expected) => expect(isPermitted(asked)).toBe(expected));
});

it('switches that open the installed desk are found however they are written', () => {
  expect(
    forbiddenSwitches([
      'desk',
      '--remote-debugging-port=9222',
      '-inspect',
      '--NO-SANDBOX',
      '--lang=zh',
      'inspect',
    ]),
  ).toEqual(['remote-debugging-port', 'inspect', 'no-sandbox']);
  expect(forbiddenSwitches(['desk', '--hidden', 'hotline.txt'])).toEqual([]);
});
