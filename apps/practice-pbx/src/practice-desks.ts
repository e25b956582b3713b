import { answerCalls, type AnsweringPhone, type CalledParty } from './citizen/answer-calls.ts';
import { silence, wavFile } from './citizen/audio.ts';
import { soundFile } from './citizen/sounds.ts';

const EMERGENCY = /^(?:0\d{2,3})?(?:110|119|120|122)$/;
const RING_MS = 1500;
/** How long a desk listens before it takes the case over by pressing a key. */
const LISTEN_MS = 8000;
const ACKNOWLEDGING_KEY = '1';

/**
 * Whoever a trainee transfers to: every number behind the practice gateways rings, answers, says that it is a practice
 * desk, and (110, 119, 120, 122) presses the key that acknowledges a hand-over.
 */
export async function startPracticeDesks(host: string): Promise<AnsweringPhone> {
  return answerCalls({
    host,
    onCall: (party) => {
      takeCall(party).catch(() => party.hangUp());
    },
  });
}

async function takeCall(party: CalledParty): Promise<void> {
  party.ring();
  if (!(await goesOnFor(party, RING_MS))) return;
  await party.answer();
  await party.say(await wavFile(soundFile('desk.wav')).catch(() => silence()));
  if (!EMERGENCY.test(party.dialled) || !(await goesOnFor(party, LISTEN_MS))) return;
  await party.sendDtmf(ACKNOWLEDGING_KEY);
}

/** False when the call ended before. */
async function goesOnFor(party: CalledParty, ms: number): Promise<boolean> {
  const waited = Promise.withResolvers<true>();
  const timer = setTimeout(() => waited.resolve(true), ms);
  const outcome = await Promise.race([waited.promise, party.ended]);
  clearTimeout(timer);
  return outcome === true;
}
