import { expect, it } from 'vitest';
import { readPracticeSignIn } from './practice-sign-in.ts';

it.each([
  ['localhost', '#sign-in=lin:practice', { person: 'lin', password: 'practice' }],
  ['127.0.0.1', '#sign-in=%E6%9E%97:a%3Ab', { person: '林', password: 'a:b' }],
  ['127.0.0.1', '#sign-in=lin:a:b', { person: 'lin', password: 'a:b' }],
  ['[::1]', '#sign-in=lin:x', { person: 'lin', password: 'x' }],
  ['hotline.example.cn', '#sign-in=lin:practice', null],
  ['127.0.0.1', '#sign-in=lin', null],
  ['127.0.0.1', '#sign-in=%E6%9:x', null],
  ['127.0.0.1', '', null],
])('%s%s', (hostname, hash, expected) => {
  expect(readPracticeSignIn({ hostname, hash })).toEqual(expected);
});
