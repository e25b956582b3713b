import { callsQuery, ticketListQuery } from '@hotline/domain/report-api';
import type { ReportPlace } from '@hotline/ui';
import { expect, it } from 'vitest';
import { behind, spotKey } from './behind-figure.ts';

const now = Date.parse('2026-11-29T12:00:00+08:00');
const place = (change: Partial<ReportPlace>): ReportPlace => ({
  subject: 'calls',
  by: 'queue',
  span: 'week',
  from: '2026-11-23',
  to: '2026-11-29',
  under: null,
  window: 'day',
  ...change,
});
const days = { from: '2026-11-23', to: '2026-11-29' };
const calls = { ...days, figure: 'abandoned' };
const tickets = { ...days, figure: 'overdue' };

it.each([
  ['queue', 'default', { ...calls, queue: 'default' }],
  ['skill', 'english', { ...calls, skill: 'english' }],
  ['seat', '1001', { ...calls, seat: '1001' }],
  ['team', '', { ...calls, team: '' }],
  ['day', '2026-11-24', { from: '2026-11-24', to: '2026-11-24', figure: 'abandoned' }],
  ['hour', '9', { ...calls, hour: 9 }],
  ['weekday-hour', '7-23', { ...calls, weekday: 7, hour: 23 }],
  ['queue', '*', calls],
] as const)('calls by %s, %s: what the bridge takes', (by, key, query) => {
  expect(behind(place({ by }), { figure: 'abandoned', key }, now)).toEqual({ of: 'calls', query });
  expect(callsQuery.safeParse(query).success).toBe(true);
});

it.each([
  ['unit', 'water', null, { ...tickets, unit: 'water' }],
  ['unit', '', null, { ...tickets, unit: '' }],
  ['kind', 'help', null, { ...tickets, kind: 'help' }],
  ['category', '0203', '02', { ...tickets, category: '0203' }],
  ['category', '*', '02', { ...tickets, category: '02' }],
  ['district', '420602', null, { ...tickets, district: '420602' }],
  ['seat', '1001', null, { ...tickets, seat: '1001' }],
  ['day', '2026-11-24', null, { from: '2026-11-24', to: '2026-11-24', figure: 'overdue' }],
] as const)('tickets by %s, %s: what the bridge takes', (by, key, under, query) => {
  const opened = behind(place({ subject: 'tickets', by, under }), { figure: 'overdue', key }, now);
  expect(opened).toEqual({ of: 'tickets', query });
  expect(ticketListQuery.safeParse(query).success).toBe(true);
});

it('热点: the calls of whoever made a call, the tickets of a category, of a place, of one matter', () => {
  const spots = place({ subject: 'spots', window: 'week' });
  const open = (key: string) => behind(spots, { figure: 'filed', key }, now);
  expect(open(spotKey({ kind: 'caller', callId: 'c-77' }))).toEqual({
    of: 'calls',
    query: { from: '2026-10-30', to: '2026-11-29', figure: 'offered', caller: 'c-77' },
  });
  const week = { from: '2026-11-22T04:00:00Z', to: '2026-11-29T04:00:00Z', figure: 'filed' };
  expect(open(spotKey({ kind: 'category', key: '0203' }))).toEqual({
    of: 'tickets',
    query: { ...week, category: '0203' },
  });
  expect(open(spotKey({ kind: 'place', key: '420602005' }))).toEqual({
    of: 'tickets',
    query: { ...week, place: '420602005' },
  });
  const ticketNos = ['20261128-000001', '20261128-000002'];
  const matter = open(spotKey({ kind: 'matter', ticketNos }));
  expect(matter).toEqual({ of: 'tickets', query: { ...week, tickets: ticketNos } });
  expect(
    ticketListQuery.safeParse({ ...matter?.query, tickets: ticketNos.join(',') }).success,
  ).toBe(true);
});

it('what makes no sense opens nothing', () => {
  const spots = place({ subject: 'spots' });
  expect(behind(spots, { figure: 'filed', key: 'moon:1' }, now)).toBeNull();
  expect(behind(spots, { figure: 'filed', key: '*' }, now)).toBeNull();
  expect(behind(place({}), { figure: 'overdue', key: '*' }, now)).toBeNull();
  expect(
    behind(place({ subject: 'tickets', by: 'unit' }), { figure: 'offered', key: '*' }, now),
  ).toBeNull();
  expect(behind(place({ subject: 'files' }), { figure: 'filed', key: '*' }, now)).toBeNull();
});
