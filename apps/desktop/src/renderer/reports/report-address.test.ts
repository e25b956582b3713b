import type { ReportPlace } from '@hotline/ui';
import { expect, it } from 'vitest';
import { addressIn, hashOf, type ReportAddress } from './report-address.ts';

const usual: ReportPlace = {
  subject: 'calls',
  by: 'queue',
  span: 'day',
  from: '2026-11-30',
  to: '2026-11-30',
  under: null,
  window: 'day',
};

it.each<ReportAddress>([
  { place: usual, open: null, callId: null },
  {
    place: { ...usual, by: 'weekday-hour', span: 'week', from: '2026-11-23', to: '2026-11-29' },
    open: { figure: 'abandoned', key: '1-9' },
    callId: 'c-77',
  },
  { place: { ...usual, by: 'team' }, open: { figure: 'offered', key: '' }, callId: null },
  {
    place: { ...usual, subject: 'tickets', by: 'category', span: 'month', under: '0201' },
    open: null,
    callId: null,
  },
  {
    place: { ...usual, subject: 'spots', window: 'week' },
    open: { figure: 'offered', key: 'c-77' },
    callId: null,
  },
])('%o comes back out of its address', (address) => {
  expect(addressIn(hashOf(address), usual)).toEqual(address);
});

it.each([
  ['#reports', usual],
  ['#reports?by=moon&from=2026-11-31&to=x&span=year', usual],
  ['#reports?subject=tickets&by=hour', { ...usual, subject: 'tickets', by: 'unit' }],
  ['#reports?from=2026-11-30&to=2026-11-01', usual],
  ['#reports?by=seat&under=01', { ...usual, by: 'seat' }],
])('%s: what makes no sense is as it usually is', (hash, place) => {
  expect(addressIn(hash, usual)?.place).toEqual(place);
});

it('other addresses are not the reports’', () => {
  expect(addressIn('', usual)).toBeNull();
  expect(addressIn('#tickets?list=all', usual)).toBeNull();
  expect(addressIn('#reports-of-somebody', usual)).toBeNull();
});
