import { describe, expect, it } from 'vitest';
import { hashOf, placeInHash, type TicketPlace } from './list-address.ts';

const place = (change: Partial<TicketPlace> = {}): TicketPlace => ({
  filters: { list: 'all', order: 'newest' },
  open: null,
  ...change,
});

describe('the address of a place among the tickets', () => {
  it.each([
    [place()],
    [place({ open: '20261125-000123' })],
    [place({ filters: { list: 'overdue', order: 'oldest', kind: 'complaint' } })],
    [place({ filters: { list: 'to-revisit', order: 'newest', title: '供水 & 100%', unit: 'a' } })],
  ])('%o is read back as it was written', (one) => {
    expect(placeInHash(hashOf(one))).toEqual(one);
  });

  it('says only what differs from the usual', () => {
    expect(hashOf(place({ filters: { list: 'overdue', order: 'oldest' } }))).toBe(
      '#tickets?list=overdue',
    );
  });

  it.each([[''], ['#'], ['#sign-in=a:b'], ['#ticketsx?list=all']])(
    '%s is about something else',
    (hash) => {
      expect(placeInHash(hash)).toBeNull();
    },
  );

  it('leaves out what makes no sense', () => {
    const hash = `#tickets?list=nonsense&order=sideways&title=${'x'.repeat(101)}&no=../etc&kind=help`;
    expect(placeInHash(hash)).toEqual(
      place({ filters: { list: 'all', order: 'newest', kind: 'help' } }),
    );
  });
});
