import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Limit } from '@hotline/domain/calendar';
import { limitOf } from '@hotline/domain/ticket';
import { afterAll, describe, expect, it } from 'vitest';
import { placeRulesOf } from '../tickets/ticket-rules.ts';
import { changedConfig, problemsOf, same } from './testing/changed-config.ts';

const config = changedConfig();
afterAll(() => config.forget());

const named = (place: string) => (text: string) =>
  place === 'maoming-2020' ? text : text.replace('place: maoming-2020', `place: ${place}`);
function rulesOf(place: string) {
  const loaded = config.load(place === 'maoming-2020' ? same : named(place));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  return placeRulesOf(loaded.value);
}
const wd = (count: number): Limit => ({ count, unit: 'working-days' });
const ordinary = { urgency: 'normal', categoryCode: '', tags: [] };

/** The figures of the project's requirements, place by place. */
describe('时限规则 of', () => {
  it.each([
    ['maoming-2020', { consult: 2, help: 4, complaint: 10, report: 10, suggestion: 10 }],
    ['guangdong-2022', { consult: 2, help: 10, complaint: 15, report: 15, suggestion: 10 }],
    ['shandong-2020', { consult: 5, help: 5, complaint: 5, report: 5, suggestion: 5, praise: 5 }],
  ] as const)('%s: 办理 by kind', (place, expected) => {
    const rules = rulesOf(place);
    for (const [kind, count] of Object.entries(expected))
      expect(limitOf(kind as keyof typeof expected, ordinary, rules)).toEqual(wd(count));
  });

  it.each<[string, { urgency?: string; categoryCode?: string; tags?: string[] }, Limit]>([
    ['danger', { urgency: 'very-urgent', categoryCode: '030101' }, { count: 2, unit: 'hours' }],
    ['water', { categoryCode: '030101' }, { count: 24, unit: 'hours' }],
    ['power', { categoryCode: '0302' }, { count: 24, unit: 'hours' }],
    ['gas', { categoryCode: '0303' }, { count: 24, unit: 'hours' }],
    ['heat', { categoryCode: '0304' }, { count: 24, unit: 'hours' }],
    ['ordinary', { categoryCode: '0305' }, { count: 7, unit: 'days' }],
    ['hard', { tags: ['疑难'] }, { count: 15, unit: 'days' }],
  ])('beijing-draft: %s', (_, change, expected) => {
    expect(limitOf('complaint', { ...ordinary, ...change }, rulesOf('beijing-draft'))).toEqual(
      expected,
    );
  });

  it('茂名 2020: sign 24 h, contact 30 min, reply and return 1 working day, 延期 the same length', () => {
    expect(rulesOf('maoming-2020')).toMatchObject({
      dispatch: wd(2),
      sign: { count: 24, unit: 'hours' },
      contact: { count: 30, unit: 'minutes' },
      reply: wd(1),
      askReturn: wd(1),
      longestExtension: null,
    });
  });

  it('山东 2020: return 2 working days, 延期 at most 10', () => {
    expect(rulesOf('shandong-2020')).toMatchObject({ askReturn: wd(2), longestExtension: wd(10) });
  });

  it('茂名 2020: knowledge 7 working days where nothing was found, 5 where it is wrong', () => {
    const loaded = config.load(same);
    expect(loaded).toMatchObject({
      value: { place: { knowledge: { 'not-found': wd(7), wrong: wd(5) } } },
    });
  });

  it('a hotline of its own limits: they go first', () => {
    const loaded = config.load((text) =>
      text.replace('limits: []', 'limits: [{ urgency: urgent, count: 8, unit: hours }]'),
    );
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
    const rules = placeRulesOf(loaded.value);
    expect(limitOf('consult', { ...ordinary, urgency: 'urgent' }, rules)).toEqual({
      count: 8,
      unit: 'hours',
    });
    expect(limitOf('consult', ordinary, rules)).toEqual(wd(2));
  });
});

describe('a place’s file', () => {
  const path = join(config.folder, 'places', 'own.yaml');
  const shipped = readFileSync(join(config.folder, 'places', 'maoming-2020.yaml'), 'utf8');
  it.each([
    [
      'a kind that is none',
      'kind: consult',
      'kind: consalt',
      'handling[0].kind',
      'Did you mean "consult"?',
    ],
    [
      'an urgency that is none',
      'kind: consult',
      'urgency: urgant',
      'handling[0].urgency',
      'Did you mean "urgent"?',
    ],
    [
      'a limit nobody vouches for',
      ', sure: read }',
      ' }',
      'handling[0].sure',
      'one of read, weak, setting',
    ],
    ['a limit that is left out', 'audit: null\n', '', 'audit', 'missing'],
    ['a key that is none', 'audit: null', 'audits: null', 'audits', 'Did you mean "audit"?'],
  ])('tells %s, with its line', (_, from, to, place, words) => {
    writeFileSync(path, shipped.replace(from, to));
    const problems = problemsOf(config.load(named('own')));
    const problem = problems.find((one) => one.path === place);
    expect(problem).toMatchObject({ file: 'own.yaml' });
    expect(problem?.en).toContain(words);
    expect(problem?.line).toBeGreaterThan(0);
  });
});
