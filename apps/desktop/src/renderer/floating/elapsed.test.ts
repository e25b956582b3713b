import { expect, it } from 'vitest';
import { elapsed } from './elapsed.ts';

it.each([
  [0, 999, '0:00'],
  [0, 61_000, '1:01'],
  [0, 3_599_000, '59:59'],
  [0, 3_661_000, '1:01:01'],
  [5_000, 0, '0:00'],
])('%s … %s: %s', (since, now, expected) => expect(elapsed(since, now)).toBe(expected));
