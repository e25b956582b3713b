import { describe, expect, it } from 'vitest';
import { callEnd, type EndIntent } from './call-end.ts';
import { microphoneTrouble } from './microphone.ts';

describe('why a leg ended', () => {
  it.each<[EndIntent | null, string, string, string, string]>([
    [null, 'remote', 'Terminated', 'there', 'hung-up'],
    [null, 'local', 'Terminated', 'here', 'hung-up'],
    [null, 'remote', 'Canceled', 'there', 'cancelled'],
    [null, 'system', 'No Answer', 'there', 'cancelled'],
    [null, 'local', 'RTP Timeout', 'failure', 'media-failed'],
    [null, 'system', 'WebRTC Error', 'failure', 'media-failed'],
    [null, 'system', 'No ACK', 'failure', 'signalling-failed'],
    [null, 'system', 'something new', 'failure', 'signalling-failed'],
    ['rejected', 'local', 'Rejected', 'here', 'rejected'],
    ['hung-up', 'local', 'Terminated', 'here', 'hung-up'],
    ['microphone-refused', 'local', 'Rejected', 'failure', 'microphone-refused'],
    ['no-address', 'local', 'Rejected', 'failure', 'no-address'],
  ])('%s %s %s', (intent, originator, cause, by, why) => {
    expect(callEnd('c', intent, { originator, cause })).toEqual({ callId: 'c', by, why });
  });
});

it.each([
  ['NotAllowedError', 'refused'],
  ['SecurityError', 'refused'],
  ['NotFoundError', 'none'],
  ['NotReadableError', 'none'],
  ['OverconstrainedError', 'none'],
])('getUserMedia %s is "%s"', (name, expected) => {
  expect(microphoneTrouble(new DOMException('', name))).toBe(expected);
});
