import { expect, test } from 'vitest';
import { failureByCause, failureOfDial, failureOfLeg, failureOfOffer } from './cause.ts';

/** What mod_sofia makes of the statuses with which a telephone or a carrier refuses, and what a seat is told then. */
test.each([
  ['404', 'UNALLOCATED_NUMBER', 'unknown-number'],
  ['410', 'NUMBER_CHANGED', 'unknown-number'],
  ['484', 'INVALID_NUMBER_FORMAT', 'unknown-number'],
  ['604', 'DOES_NOT_EXIST_ANYWHERE', 'unknown-number'],
  ['480', 'NO_USER_RESPONSE', 'unreachable'],
  ['408', 'RECOVERY_ON_TIMER_EXPIRE', 'unreachable'],
  ['488', 'INCOMPATIBLE_DESTINATION', 'unreachable'],
  ['486', 'USER_BUSY', 'busy'],
  ['600', 'BUSY_EVERYWHERE', 'busy'],
  ['403', 'CALL_REJECTED', 'rejected'],
  ['603', 'DECLINE', 'rejected'],
  ['the ring’s time', 'NO_ANSWER', 'no-answer'],
  ['the ring’s time, of a group', 'ALLOTTED_TIMEOUT', 'no-answer'],
  ['not registered', 'USER_NOT_REGISTERED', 'unreachable'],
  ['503', 'NORMAL_TEMPORARY_FAILURE', 'dial-failed'],
  ['a cause of tomorrow', 'A_NEW_CAUSE', 'dial-failed'],
  ['a name of the language', 'constructor', 'dial-failed'],
])('%s, %s: %s', (_status, cause, expected) => {
  expect(failureOfDial(cause)).toBe(expected);
});

test('only a telephone that was never answered speaks by its cause', () => {
  expect(failureOfLeg('ringing', 'NO_USER_RESPONSE', 'peer')).toBe('unreachable');
  expect(failureOfLeg('answered', 'NO_USER_RESPONSE', 'peer')).toBe('rejected');
  expect(failureOfLeg('answered', 'CALL_REJECTED', 'network')).toBe('unreachable');
});

test('a seat has no wrong number: it cannot be reached', () => {
  for (const failure of Object.values(failureByCause))
    expect(failureOfOffer(failure)).toBe(failure === 'unknown-number' ? 'unreachable' : failure);
});
