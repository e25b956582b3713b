import { expect, test } from 'vitest';
import { conductOf } from './desk-conduct.ts';

test.each([
  ['110', { kind: 'answers', acknowledges: '1' }],
  ['0710119', { kind: 'answers', acknowledges: '1' }],
  ['122', { kind: 'answers', acknowledges: '1' }],
  ['07105550180', { kind: 'refuses', status: 486 }],
  ['5550180', { kind: 'refuses', status: 486 }],
  ['07105550181', { kind: 'rings' }],
  ['07105550182', { kind: 'refuses', status: 480 }],
  ['07105550183', { kind: 'answers', leavesAfterMs: 2000, acknowledges: undefined }],
  ['07105550184', { kind: 'answers', leavesAfterMs: undefined, acknowledges: undefined }],
  ['07105550185', { kind: 'answers', acknowledges: '1' }],
  ['07105550188', { kind: 'refuses', status: 503 }],
  ['07105550191', { kind: 'answers', says: 'desk-water.wav' }],
  ['07105550194', { kind: 'answers', says: 'desk-heat.wav' }],
  ['13800000101', { kind: 'citizen', person: { id: 'water' } }],
  ['07105550103', { kind: 'citizen', person: { id: 'social-security' } }],
  ['83612345', { kind: 'answers', acknowledges: undefined, says: 'desk.wav' }],
])('%s, on either route', (number, conduct) => {
  expect(conductOf(number, 'carrier')).toMatchObject(conduct);
  expect(conductOf(number, 'carrier-second')).toMatchObject(conduct);
});

test('two numbers fail on the first route and take the case on the second', () => {
  expect(conductOf('07105550186', 'carrier')).toEqual({ kind: 'refuses', status: 503 });
  expect(conductOf('07105550187', 'carrier')).toEqual({ kind: 'rings' });
  for (const number of ['07105550186', '07105550187'])
    expect(conductOf(number, 'carrier-second')).toMatchObject({ acknowledges: '1' });
});
