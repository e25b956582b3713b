import { expect, it } from 'vitest';
import { Listenings } from './listenings.ts';

it('what could not be noted does not count, for any of its requests, and is noted next time', async () => {
  const listenings = new Listenings();
  let tries = 0;
  const failing = () => {
    tries += 1;
    return Promise.reject(new Error('the disk is full'));
  };
  const both = [0, 1].map((at) => listenings.begin('fang.hui', '/a.wav', at, failing));
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ]);
  expect(tries).toBe(1);
  await listenings.begin('fang.hui', '/a.wav', 2, () => Promise.resolve((tries += 1)));
  expect(tries).toBe(2);
  await listenings.begin('jiang.bo', '/a.wav', 3, () => Promise.resolve((tries += 1)));
  expect(tries).toBe(3);
});
