import { callsQuery } from '@hotline/domain/report-api';
import type { ReportPlace } from '@hotline/ui';
import { expect, it } from 'vitest';
import { callsOf } from './report-figures.ts';

const place = (by: ReportPlace['by']): ReportPlace => ({
  subject: 'calls',
  by,
  span: 'week',
  from: '2026-11-23',
  to: '2026-11-29',
  under: null,
  window: 'day',
});
const all = { from: '2026-11-23', to: '2026-11-29', figure: 'abandoned' };

it.each([
  ['queue', 'default', { ...all, queue: 'default' }],
  ['skill', 'english', { ...all, skill: 'english' }],
  ['seat', '1001', { ...all, seat: '1001' }],
  ['team', '', { ...all, team: '' }],
  ['day', '2026-11-24', { from: '2026-11-24', to: '2026-11-24', figure: 'abandoned' }],
  ['hour', '9', { ...all, hour: 9 }],
  ['weekday-hour', '7-23', { ...all, weekday: 7, hour: 23 }],
  ['queue', '*', all],
] as const)('%s %s opens what the bridge takes', (by, key, expected) => {
  const query = callsOf(place(by), { figure: 'abandoned', key });
  expect(query).toEqual(expected);
  expect(callsQuery.safeParse(query).success).toBe(true);
});

it('一人多次 opens the calls of whoever made this call', () => {
  const query = callsOf(
    { ...place('queue'), subject: 'spots' },
    { figure: 'offered', key: 'c-77' },
  );
  expect(query).toEqual({
    from: '2026-10-30',
    to: '2026-11-29',
    figure: 'offered',
    caller: 'c-77',
  });
  expect(callsQuery.safeParse(query).success).toBe(true);
});
