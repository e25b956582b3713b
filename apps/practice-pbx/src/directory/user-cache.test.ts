import { expect, test } from 'vitest';
import type { DirectoryUser } from './directory-xml.ts';
import { cachedDirectory } from './user-cache.ts';

const entry: DirectoryUser = { id: '1001', a1Hash: 'a', variables: {}, cacheableMs: 1_000 };
const question = { user: '1001', domain: 'd', realm: 'd', method: 'REGISTER', ip: '', callId: '' };

function bench(answers: readonly (DirectoryUser | undefined)[]) {
  let now = 0;
  let asked = 0;
  const directory = cachedDirectory({ lookUp: async () => answers[asked++] }, () => now);
  return {
    directory,
    ask: () => directory.lookUp(question),
    at: (ms: number) => {
      now = ms;
    },
    asked: () => asked,
  };
}

test('an answer is kept for its time, and asked for again after it', async () => {
  const { ask, at, asked } = bench([entry, undefined]);
  expect([await ask(), await ask()]).toEqual([entry, entry]);
  at(999);
  expect(await ask()).toBe(entry);
  expect(asked()).toBe(1);
  at(1_000);
  expect(await ask()).toBeUndefined();
});

test('"not found" and what is not to be kept are asked for each time', async () => {
  const { ask, asked } = bench([undefined, { ...entry, cacheableMs: 0 }, entry]);
  await ask();
  await ask();
  await ask();
  expect(asked()).toBe(3);
});

test('is forgotten by name, or all', async () => {
  const { directory, ask, asked } = bench([entry, entry, undefined]);
  await ask();
  expect(directory.forget('1002')).toBe(0);
  expect(directory.forget('1001')).toBe(1);
  await ask();
  expect(directory.forget()).toBe(1);
  expect(await ask()).toBeUndefined();
  expect(asked()).toBe(3);
});
