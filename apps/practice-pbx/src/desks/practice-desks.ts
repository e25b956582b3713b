import { assertNever } from '@hotline/domain/result';
import { answerCalls, type AnsweringPhone, type CalledParty } from '../citizen/answer-calls.ts';
import { silence, wavFile } from '../citizen/audio.ts';
import { converse, QUIET } from '../citizen/converse.ts';
import { soundFile } from '../citizen/sounds.ts';
import { conductOf, type DeskConduct, type Gateway } from './desk-conduct.ts';

const RING_MS = 1500;
/** How long a desk listens before it takes the case over by pressing a key. */
const LISTEN_MS = 8000;

export interface PracticeDesks {
  /** SIP port behind each gateway. */
  readonly ports: Readonly<Record<Gateway, number>>;
  stop(): Promise<void>;
}

/**
 * Whoever a trainee transfers to or calls back: every number behind the practice gateways, on a port for each of the
 * two, so that a route can fail and the next one succeed. Rejects with the system's error when a port is taken.
 */
export async function startPracticeDesks(
  host: string,
  ports: Readonly<Record<Gateway, number>> = { carrier: 0, 'carrier-second': 0 },
): Promise<PracticeDesks> {
  const open = (gateway: Gateway): Promise<AnsweringPhone> =>
    answerCalls({
      host,
      port: ports[gateway],
      onCall: (party) => {
        takeCall(party, conductOf(party.dialled, gateway)).catch(() => party.hangUp());
      },
    });
  const first = await open('carrier');
  try {
    const second = await open('carrier-second');
    return {
      ports: { carrier: first.port, 'carrier-second': second.port },
      stop: async () => {
        await first.stop();
        await second.stop();
      },
    };
  } catch (cause) {
    await first.stop();
    throw cause;
  }
}

async function takeCall(party: CalledParty, conduct: DeskConduct): Promise<void> {
  party.ring();
  if (conduct.kind === 'rings' || !(await goesOnFor(party, RING_MS))) return;
  switch (conduct.kind) {
    case 'refuses':
      party.refuse(conduct.status);
      return;
    case 'citizen': {
      const { language } = conduct.person.voice;
      await party.answer();
      await party.say(await sound(`hello-${language}.wav`));
      // Who called speaks first, and says what it is about.
      await party.hearing.speech({ above: QUIET + 5, withinMs: 8000 }).catch(() => {});
      await converse(party, conduct.person);
      return;
    }
    case 'answers':
      await party.answer(await sound(conduct.says));
      if (conduct.leavesAfterMs !== undefined) {
        if (await goesOnFor(party, conduct.leavesAfterMs)) party.hangUp();
      } else if (conduct.acknowledges !== undefined && (await goesOnFor(party, LISTEN_MS)))
        await party.sendDtmf(conduct.acknowledges);
      return;
    default:
      assertNever(conduct);
  }
}

/** A desk without its words is still one that answers. */
const sound = (name: string): ReturnType<typeof wavFile> =>
  wavFile(soundFile(name)).catch(() => silence());

/** False when the call ended before. */
async function goesOnFor(party: CalledParty, ms: number): Promise<boolean> {
  const waited = Promise.withResolvers<true>();
  const timer = setTimeout(() => waited.resolve(true), ms);
  const outcome = await Promise.race([waited.promise, party.ended]);
  clearTimeout(timer);
  return outcome === true;
}
