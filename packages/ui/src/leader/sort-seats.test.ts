import type { SeatBriefView } from '@hotline/domain/protocol';
import { describe, expect, test } from 'vitest';
import { deviceTrouble, isTooLong } from './seat-look.ts';
import { inOrder, isFound, isInGroup, seatGroups } from './sort-seats.ts';

const seat = (seatId: string, more: Partial<SeatBriefView> = {}): SeatBriefView => ({
  seatId,
  personName: `席${seatId}`,
  role: 'agent',
  activity: { kind: 'ready', since: 0 },
  reachable: true,
  skills: [],
  team: null,
  device: { registered: true, media: 'ok' },
  after: null,
  hand: null,
  unreadNotes: 0,
  today: null,
  call: null,
  ...more,
});
const hand = {
  since: 5,
  callId: null,
  brief: { reason: '', language: null, title: '', text: '' },
};
const ids = (seats: readonly SeatBriefView[]) => seats.map(({ seatId }) => seatId);

describe('the order of seats', () => {
  test('a raised hand first, then as asked, ties by number as a number', () => {
    const seats = [
      seat('1010', { activity: { kind: 'talking', since: 30, callId: 'c' } }),
      seat('999', { activity: { kind: 'rest', since: 10, reason: 'meal' } }),
      seat('1002', { activity: { kind: 'ready', since: 20 } }),
      seat('1001', { hand, activity: { kind: 'talking', since: 40, callId: 'd' } }),
    ];
    expect(ids(inOrder(seats, 'seat'))).toEqual(['1001', '999', '1002', '1010']);
    expect(ids(inOrder(seats, 'time'))).toEqual(['1001', '999', '1002', '1010']);
    expect(ids(inOrder(seats, 'state'))).toEqual(['1001', '1002', '1010', '999']);
  });

  test('by calls of today, most first; nobody’s day is no calls', () => {
    const today = { missed: 0, handledMs: 0, calls: 1, restMs: 0, busyMs: 0 };
    const seats = [
      seat('1'),
      seat('2', { today: { ...today, answered: 3 } }),
      seat('3', { today: { ...today, answered: 9 } }),
    ];
    expect(ids(inOrder(seats, 'answered'))).toEqual(['3', '2', '1']);
  });
});

const skillName = (id: string) => ({ cantonese: '粤语' })[id] ?? id;

describe('the filters', () => {
  test.each([
    ['1001', true],
    ['席10', true],
    ['甲班', true],
    ['粤语', true],
    ['CANTONESE', true],
    [' ', true],
    ['乙', false],
  ])('%s', (text, isShown) => {
    const one = seat('1001', { team: '甲班', skills: ['cantonese'] });
    expect(isFound(one, text, skillName)).toBe(isShown);
  });

  test('every state is in exactly one of the state groups', () => {
    const kinds: SeatBriefView['activity'][] = [
      { kind: 'ready', since: 0 },
      { kind: 'reserved', since: 0, callId: 'c' },
      { kind: 'ringing', since: 0, callId: 'c' },
      { kind: 'talking', since: 0, callId: 'c' },
      { kind: 'wrapping', since: 0, callId: 'c', until: 1 },
      { kind: 'busy', since: 0, because: 'leader' },
      { kind: 'rest', since: 0, reason: 'meal' },
    ];
    const states = seatGroups.filter((group) => !['all', 'trouble', 'hand'].includes(group));
    for (const activity of kinds)
      expect(states.filter((group) => isInGroup(seat('1', { activity }), group))).toHaveLength(1);
  });
});

describe('what a leader shall look at', () => {
  const tooLong = { wrapMs: 30, restMs: 900 };
  test.each<[string, SeatBriefView['activity'], number, boolean]>([
    ['整理 within its limit', { kind: 'wrapping', since: 0, callId: 'c', until: 100 }, 129, false],
    ['整理 over it', { kind: 'wrapping', since: 0, callId: 'c', until: 100 }, 130, true],
    ['a usual break', { kind: 'rest', since: 0, reason: 'meal' }, 899, false],
    ['a long break', { kind: 'rest', since: 0, reason: 'meal' }, 900, true],
    ['a long call is no fault', { kind: 'talking', since: 0, callId: 'c' }, 9_999_999, false],
  ])('%s', (_, activity, now, isLong) => {
    expect(isTooLong(seat('1', { activity }), tooLong, now)).toBe(isLong);
  });

  test.each<[string, Partial<SeatBriefView>, string | null]>([
    ['all well', {}, null],
    ['audio before registration', { device: { registered: false, media: 'one-way' } }, 'one-way'],
    ['no registration', { device: { registered: false, media: 'ok' } }, 'unregistered'],
    ['no desk', { reachable: false }, 'disconnected'],
    ['nobody there', { reachable: false, activity: { kind: 'signed-out', since: 0 } }, null],
  ])('%s', (_, more, trouble) => {
    expect(deviceTrouble(seat('1', more))).toBe(trouble);
  });
});
