import { expect, it } from 'vitest';
import { readPracticeSignIn } from './practice-sign-in.ts';

it.each([
  ['localhost', '#sign-in=lin:practice', { person: 'lin', password: 'practice', ready: false }],
  ['127.0.0.1', '#sign-in=%E6%9E%97:a%3Ab', { person: '林', password: 'a:b', ready: false }],
  ['127.0.0.1', '#sign-in=lin:a:b', { person: 'lin', password: 'a:b', ready: false }],
  ['[::1]', '#sign-in=lin:x', { person: 'lin', password: 'x', ready: false }],
  ['127.0.0.1', '#sign-in=lin:a%26b&ready', { person: 'lin', password: 'a&b', ready: true }],
  ['hotline.example.cn', '#sign-in=lin:practice', null],
  ['127.0.0.1', '#sign-in=lin', null],
  ['127.0.0.1', '#sign-in=%E6%9:x', null],
  ['127.0.0.1', '', null],
])('%s%s', (hostname, hash, expected) => {
  expect(readPracticeSignIn({ hostname, hash })).toEqual(expected);
});
