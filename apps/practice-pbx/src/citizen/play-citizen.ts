import { silence } from './audio.ts';
import { converse, QUIET } from './converse.ts';
import { placeCall, type Citizen } from './place-call.ts';
import type { ScriptedCitizen } from './script.ts';

/** Music never pauses this long, so this much silence means that somebody has come to the telephone, and waits. */
const SOMEBODY_IS_THERE_MS = 600;

/** A scripted citizen's call; it goes on by itself until somebody hangs up. */
export function playCitizen(
  person: ScriptedCitizen,
  to: string,
  options: { from?: string; skill?: string } = {},
): Citizen {
  const skill = options.skill ?? person.skill;
  const citizen = placeCall({
    to,
    from: options.from ?? person.number,
    ...(skill ? { headers: { 'X-Hotline-Skill': skill } } : {}),
    audio: silence(),
  });
  // A line that is cut while they speak is no mistake of theirs.
  waitAndConverse(citizen, person).catch(() => citizen.hangUp());
  return citizen;
}

async function waitAndConverse(citizen: Citizen, person: ScriptedCitizen): Promise<void> {
  const givesUp = setTimeout(() => citizen.hangUp(), person.patienceSeconds * 1000);
  void citizen.ended.then(() => clearTimeout(givesUp));
  await citizen.answered;
  await citizen.silentFor(SOMEBODY_IS_THERE_MS, {
    below: QUIET,
    withinMs: person.patienceSeconds * 1000,
  });
  clearTimeout(givesUp);
  await converse(citizen, person);
}
