import { afterAll, describe, expect, it } from 'vitest';
import { utcOffsetMinutes } from './time-zone.ts';
import { changedConfig, problemsOf, same } from './testing/changed-config.ts';

const config = changedConfig();
const { load } = config;
afterAll(() => config.forget());

const definition = (id: string, from: string, until: string | null): string => `
    - id: ${id}
      from: '${from}'
      until: ${until === null ? 'null' : `'${until}'`}
      clockStart: queue-entry
      answerWithinSeconds: 20
      shortAbandonSeconds: 5
      serviceLevels: [3]
      connectionTarget: null
      repeatHours: 24
      dayStartsAt: '00:00'
`;
/** The shipped file with these definitions in place of its own. */
const withDefinitions =
  (...all: string[]) =>
  (text: string): string =>
    text.replace(
      /( {2}definitions:\n)( {4}- id: gb-33358-2016[\s\S]*?)(?=\nsignIn:)/,
      (_, head: string) => head + all.join(''),
    );

describe('definitions of the figures', () => {
  it.each([
    ['a future date', [definition('a', '2999-01-01', null)], 'future date'],
    [
      'two for one day',
      [definition('a', '2020-01-01', null), definition('b', '2024-01-01', null)],
      'begins while "a" is in force',
    ],
    [
      'days without one',
      [definition('a', '2020-01-01', '2021-01-01'), definition('b', '2024-01-01', null)],
      'have no definition',
    ],
    ['none for today', [definition('a', '2020-01-01', '2021-01-01')], 'today has none'],
    [
      'one name for two',
      [definition('a', '2020-01-01', '2021-01-01'), definition('a', '2021-01-01', null)],
      'it must be unique',
    ],
    [
      'an end before its beginning',
      [definition('a', '2020-01-01', '2019-01-01'), definition('b', '2021-01-01', null)],
      'in force for no day',
    ],
    ['a date that is none', [definition('a', '2020-13-01', null)], 'a date in quotes'],
    [
      'a zone that changed its clocks meanwhile',
      [definition('a', '1990-07-01', null)],
      'the offset of Asia/Shanghai changed',
    ],
    [
      'a queue that is none',
      [
        definition('a', '2020-01-01', null).replace(
          '20\n',
          '20\n      answerWithinSecondsOf: { defualt: 20 }\n',
        ),
      ],
      'Did you mean "default"?',
    ],
  ])('%s: refused, in words', (_, all, words) => {
    const problems = problemsOf(load(withDefinitions(...all)));
    expect(problems.map(({ path }) => path.startsWith('figures.definitions'))).not.toContain(false);
    expect(problems.map(({ en }) => en).join('\n')).toContain(words);
    expect(problems.every(({ zh, line }) => /[一-鿿]/.test(zh) && line !== null)).toBe(true);
  });

  it('one after the other, in any order of the file', () => {
    expect(
      load(
        withDefinitions(
          definition('b', '2024-01-01', null),
          definition('a', '2020-01-01', '2024-01-01'),
        ),
      ).ok,
    ).toBe(true);
    expect(load(same).ok).toBe(true);
  });

  it('the zone of the rows above did change its clocks', () => {
    expect(utcOffsetMinutes('Asia/Shanghai', Date.parse('1990-07-01'))).toBe(540);
  });
});
