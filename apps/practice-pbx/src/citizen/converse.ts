import { wavFile } from './audio.ts';
import type { Party } from './party.ts';
import type { ScriptedCitizen } from './script.ts';
import { soundFile } from './sounds.ts';

/** A pause in which it is one's turn. */
const TURN_MS = 800;
/** dBFS: a headset's room is quieter, a voice louder. */
export const QUIET = -45;
/** Nobody is answered for ever; then a person hangs up. */
const LONGEST_WAIT_MS = 60_000;

/** Somebody is there: says what the script has, one sentence when it is one's turn, listens, and leaves at the end. */
export async function converse(party: Party, person: ScriptedCitizen): Promise<void> {
  for (const { sound } of person.turns) {
    await party.silentFor(TURN_MS, { below: QUIET, withinMs: LONGEST_WAIT_MS });
    await party.say(await wavFile(soundFile(sound)));
    // The other one's turn: until they have spoken, or for a while when they have nothing to say.
    await party.hearing.speech({ above: QUIET + 5, withinMs: 8000 }).catch(() => {});
    if (party.state === 'ended') return;
  }
  // Last words are the agent's: one who keeps silent for long is left.
  await party.silentFor(6000, { below: QUIET, withinMs: LONGEST_WAIT_MS });
  party.hangUp();
}
