import { silence, wavFile } from './audio.ts';
import { placeCall, type Citizen } from './place-call.ts';
import type { ScriptedCitizen } from './script.ts';
import { soundFile } from './sounds.ts';

/** Music never pauses this long, so this much silence means that somebody has come to the telephone, and waits. */
const SOMEBODY_IS_THERE_MS = 600;
/** A pause in which it is one's turn. */
const TURN_MS = 800;
/** dBFS: a headset's room is quieter, a voice louder. */
const QUIET = -45;
/** Nobody is answered for ever; then a person hangs up. */
const LONGEST_WAIT_MS = 60_000;

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
  converse(citizen, person).catch(() => citizen.hangUp());
  return citizen;
}

async function converse(citizen: Citizen, person: ScriptedCitizen): Promise<void> {
  const givesUp = setTimeout(() => citizen.hangUp(), person.patienceSeconds * 1000);
  void citizen.ended.then(() => clearTimeout(givesUp));
  await citizen.answered;
  await citizen.silentFor(SOMEBODY_IS_THERE_MS, {
    below: QUIET,
    withinMs: person.patienceSeconds * 1000,
  });
  clearTimeout(givesUp);
  for (const { sound } of person.turns) {
    await citizen.silentFor(TURN_MS, { below: QUIET, withinMs: LONGEST_WAIT_MS });
    await citizen.say(await wavFile(soundFile(sound)));
    // The other one's turn: until they have spoken, or for a while when they have nothing to say.
    await citizen.hearing.speech({ above: QUIET + 5, withinMs: 8000 }).catch(() => {});
    if (citizen.state === 'ended') return;
  }
  // Last words are the agent's: one who keeps silent for long is left.
  await citizen.silentFor(6000, { below: QUIET, withinMs: LONGEST_WAIT_MS });
  citizen.hangUp();
}
