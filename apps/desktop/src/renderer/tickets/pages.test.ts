import type { TicketView } from '@hotline/domain/ticket-api';
import { aTicketView } from '@hotline/domain/ticket-api/testing';
import { describe, expect, it } from 'vitest';
import { append, nextOf, renewed, replaceRow, rowsOf, stretchesAt, type Stretch } from './pages.ts';

const filters = { list: 'all', order: 'newest' } as const;
const ticket = (n: number, title = `${n}`): TicketView =>
  aTicketView({
    ticketNo: `20261125-${String(n).padStart(6, '0')}`,
    filedAt: n * 1000,
    state: 'accepted',
    title,
  });
const tickets = (...numbers: number[]) => numbers.map((n) => ticket(n));
const titles = (stretches: readonly Stretch[]) => rowsOf(stretches).map(({ title }) => title);

/** 6…4, 3…2, and more below. */
const two = append(
  append([], null, { tickets: tickets(6, 5, 4), next: 'a' }, filters),
  'a',
  { tickets: tickets(3, 2), next: 'b' },
  filters,
);

describe('a list in stretches', () => {
  it('grows downwards', () => {
    expect(titles(two)).toEqual(['6', '5', '4', '3', '2']);
    expect(nextOf(two)).toBe('b');
    const all = append(two, 'b', { tickets: [], next: null }, filters);
    expect([titles(all), nextOf(all)]).toEqual([['6', '5', '4', '3', '2'], null]);
  });

  it('knows where rows stand', () => {
    expect(stretchesAt(two, 0, 1)).toEqual([0]);
    expect(stretchesAt(two, 2, 3)).toEqual([0, 1]);
    expect(stretchesAt(two, 4, 40)).toEqual([1]);
    expect(stretchesAt([], 0, 0)).toEqual([]);
  });

  it('shows a changed ticket where it stands', () => {
    expect(titles(replaceRow(two, ticket(3, 'changed')))).toEqual(['6', '5', '4', 'changed', '2']);
    expect(replaceRow(two, ticket(99))[0]).toBe(two[0]);
  });
});

describe('a stretch that is read anew', () => {
  const [first, last] = two as readonly [Stretch, Stretch];

  it('new rows at the top: it is read on until it reaches the next stretch', () => {
    expect(renewed(first, tickets(8, 7, 6), 'x', filters)).toBeNull();
    const whole = renewed(first, tickets(8, 7, 6, 5, 4, 3), 'y', filters);
    expect(whole?.tickets).toEqual(tickets(8, 7, 6, 5, 4));
    expect(whole?.next).toBe(first.next);
  });

  it('rows that left: what was read beyond its end is the next one’s', () => {
    expect(renewed(first, tickets(6, 3, 2), 'x', filters)?.tickets).toEqual(tickets(6));
    // Its last row left: the place where it ended still counts.
    expect(renewed(first, tickets(6, 5, 3), 'x', filters)?.tickets).toEqual(tickets(6, 5));
  });

  it('the end of the list ends it', () => {
    expect(renewed(first, tickets(6, 5), null, filters)?.tickets).toEqual(tickets(6, 5));
  });

  it('the lowest one takes whatever is below', () => {
    expect(renewed(last, tickets(3, 1), null, filters)).toEqual({
      ...last,
      tickets: tickets(3, 1),
      next: null,
    });
  });
});
