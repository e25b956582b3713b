/** 监听, 耳语, 强插 as commands of a room, in an order in which nobody hears a word that is not for them. */
import type { LeaderMode } from '@hotline/domain/call';
import { assertNever } from '@hotline/domain/result';
import type { Command } from '../esl/index.ts';
import { conferenceMute, conferenceRelate, conferenceUnmute } from '../esl/index.ts';

export function leaderCommands(
  room: string,
  leader: number,
  hiddenFrom: readonly number[],
  mode: LeaderMode,
  was: LeaderMode | null,
): readonly Command[] {
  const mute = conferenceMute(room, leader);
  const unmute = conferenceUnmute(room, leader);
  const relate = (relation: 'nospeak' | 'clear'): readonly Command[] =>
    hiddenFrom.map((other) => conferenceRelate(room, leader, other, relation));
  const isSilent = was === 'listen' || was === null;
  switch (mode) {
    case 'listen':
      // It joins muted. Relations stay: the room still mixes a last 20 ms of somebody whom it has just muted.
      return was === null ? [] : [mute];
    case 'whisper':
      // Silent until the relations stand, also when somebody new has come.
      return [...(isSilent ? [] : [mute]), ...relate('nospeak'), unmute];
    case 'barge':
      return [...(was === null ? [] : relate('clear')), unmute];
    default:
      return assertNever(mode);
  }
}
