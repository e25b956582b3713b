import { expect, test } from 'vitest';
import type { Actor } from './event.ts';
import { isComplainantHidden, mayReveal, type SecrecyRules, type SecretMatter } from './secrecy.ts';
import { agent, dispatcher, leader, roads, water } from './testing/play.ts';

const rules: SecrecyRules = {
  reveal: ['leader'],
  unitNames: (unit) => (unit === 'water' ? ['市供水公司', '自来水公司'] : ['市城管委']),
};
const open: SecretMatter = { secret: false, personsConcerned: '' };
const secret: SecretMatter = { secret: true, personsConcerned: '' };
const about = (personsConcerned: string): SecretMatter => ({ secret: false, personsConcerned });

test.each<readonly [string, SecretMatter, Actor, 'shown' | 'hidden', 'reveals' | 'refused']>([
  ['open', open, agent, 'shown', 'reveals'],
  ['open', open, leader, 'shown', 'reveals'],
  ['open', open, dispatcher, 'shown', 'reveals'],
  ['open', open, water, 'shown', 'reveals'],
  ['保密', secret, agent, 'hidden', 'refused'],
  ['保密, a role that config names', secret, leader, 'hidden', 'reveals'],
  ['保密', secret, dispatcher, 'hidden', 'refused'],
  ['保密: never a unit (茂名 2020, art. 29)', secret, water, 'hidden', 'refused'],
  [
    'complains of this unit (茂名 2020, art. 29)',
    about('市供水公司抢修队'),
    water,
    'hidden',
    'refused',
  ],
  ['by another of its names', about('自来水公司'), water, 'hidden', 'refused'],
  ['by its id, in other letters', about('ＷＡＴＥＲ'), water, 'hidden', 'refused'],
  ['with spaces', about('市 供水 公司'), water, 'hidden', 'refused'],
  ['complains of another unit', about('市供水公司'), roads, 'shown', 'reveals'],
  ['complains of two units', about('市供水公司、市城管委'), roads, 'hidden', 'refused'],
  ['of a unit, seen by the hotline', about('市供水公司'), agent, 'shown', 'reveals'],
])('%s: to %o', (_, matter, by, shown, reveals) => {
  expect(isComplainantHidden(matter, by, rules)).toBe(shown === 'hidden');
  expect(mayReveal(matter, by, rules)).toBe(reveals === 'reveals');
});

test('nobody reveals where config names no role; a unit not even where it names all', () => {
  for (const by of [agent, leader, dispatcher])
    expect(mayReveal(secret, by, { ...rules, reveal: [] })).toBe(false);
  const all: SecrecyRules = { ...rules, reveal: ['agent', 'leader', 'dispatcher'] };
  expect(mayReveal(secret, water, all)).toBe(false);
});
