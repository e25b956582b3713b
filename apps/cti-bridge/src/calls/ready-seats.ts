import { isReachable } from '@hotline/domain/seat';
import type { DeskCore } from './desk-core.ts';

/** Seats that could be offered a call of this queue now. */
export function readySeats(core: DeskCore, queueId: string): number {
  const needed = skillsOf(core, queueId);
  let ready = 0;
  for (const { skills } of core.seats.offerable.values())
    if (needed.every((skill) => skills.has(skill))) ready += 1;
  return ready;
}

/** At work for this queue: free, in a call or in its wrap-up. Not 示忙, not 小休, not cut off. */
export function seatsAtWork(core: DeskCore, queueId: string): number {
  const needed = skillsOf(core, queueId);
  return [...core.seats.all()].filter(
    (seat) =>
      seat.person !== null &&
      atWork.has(seat.activity.kind) &&
      isReachable(seat) &&
      needed.every((skill) => seat.person?.skills.includes(skill) === true),
  ).length;
}

const atWork: ReadonlySet<string> = new Set([
  'ready',
  'reserved',
  'ringing',
  'talking',
  'wrapping',
]);

const skillsOf = (core: DeskCore, queueId: string): readonly string[] =>
  core.options.config.queues.find(({ id }) => id === queueId)?.skills ?? [];
