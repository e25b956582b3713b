import type { LeaderMode } from '@hotline/domain/call';
import { expect, test } from 'vitest';
import { leaderCommands } from './leader-commands.ts';

const hidden = ['relate 9 1 nospeak', 'relate 9 2 nospeak'];
const clear = ['relate 9 1 clear', 'relate 9 2 clear'];

test.each<[was: LeaderMode | null, mode: LeaderMode, commands: readonly string[]]>([
  [null, 'listen', []],
  [null, 'whisper', [...hidden, 'unmute 9 quiet']],
  [null, 'barge', ['unmute 9 quiet']],
  ['listen', 'whisper', [...hidden, 'unmute 9 quiet']],
  // Whispered before, perhaps: what hid it is still there.
  ['listen', 'barge', [...clear, 'unmute 9 quiet']],
  // What the room had of it is mixed after the mute, and must still be hidden.
  ['whisper', 'listen', ['mute 9 quiet']],
  ['whisper', 'barge', [...clear, 'unmute 9 quiet']],
  ['barge', 'listen', ['mute 9 quiet']],
  ['barge', 'whisper', ['mute 9 quiet', ...hidden, 'unmute 9 quiet']],
  // Somebody has come.
  ['whisper', 'whisper', ['mute 9 quiet', ...hidden, 'unmute 9 quiet']],
])('from %s to %s', (was, mode, commands) => {
  const said = leaderCommands('room-c', 9, [1, 2], mode, was);
  expect(
    said.map((one) => (one.ok ? one.value.replace('conference room-c ', '') : 'unsafe')),
  ).toEqual(commands);
});
