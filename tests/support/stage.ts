/** A hotline with seats that have no screen, for scenarios of a call: who is with whom, who hears whom. */
import type { LedgerFact } from '@hotline/domain/ledger';
import type { CallView } from '@hotline/domain/protocol';
import type { Citizen, CalledParty, Hearing } from '@hotline/practice-pbx/citizen';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openPlainSeat, HEARD_DB, UNHEARD_DB, type PlainSeat } from './plain-seat.ts';
import { startStack, type Stack, type StackOptions } from './stack.ts';

/** Multiples of 25 Hz, which a window of 40 ms tells apart to the last bit, and none a multiple of another. */
export const CITIZEN = 475;
const TONES: Readonly<Record<string, number>> = {
  first: 1000,
  second: 1250,
  third: 1500,
  dialect: 1750,
  leader: 2125,
  'other-leader': 2350,
};
/** Somebody outside: a department, 110. */
export const OUTSIDE = 700;

type FactKind = LedgerFact['kind'];

export type Talk = {
  readonly callId: string;
  readonly citizen: Citizen;
  readonly seat: PlainSeat;
};

export type Stage = {
  readonly stack: Stack;
  /** Signs a person in; once a scenario. */
  readonly seat: (person: string) => Promise<PlainSeat>;
  readonly ready: (person: string) => Promise<PlainSeat>;
  /** A citizen calls, this seat answers, both are heard. */
  readonly talk: (person?: string) => Promise<Talk>;
  readonly citizen: (skill?: string) => Promise<Citizen>;
  /** Waits until the call has this fact on the ledger, which is written in batches. */
  readonly booked: (callId: string, kind: FactKind) => Promise<void>;
  /** What has been written of the call until now. */
  readonly kinds: (callId: string) => string[];
};

/** Of one file of scenarios: one PBX and one bridge, new seats and citizens for each scenario. */
export function stage(options: Omit<StackOptions, 'config'> = {}): Stage {
  let stack: Stack;
  let seats: PlainSeat[] = [];
  let nextNumber = 13_700_100_000 + Math.floor(Math.random() * 9_000) * 100;
  beforeAll(async () => {
    stack = await startStack({ config: 'tests/contract/hotline.yaml', ...options });
  });
  afterAll(async () => {
    await stack.stop();
  });
  afterEach(async () => {
    stack.bridgeCable.mend();
    stack.sipCable.mend();
    // No scenario meets what another left behind. Citizens last: who is dropped in an emergency is called back.
    await Promise.all(seats.map((seat) => seat.leavesAll()));
    stack.hangUpAll();
    stack.carrier.hangUpAll();
    stack.carrierSecond.hangUpAll();
    seats = [];
  });

  const self: Stage = {
    get stack() {
      return stack;
    },
    async seat(person) {
      const { address, password } = stack;
      const seat = await openPlainSeat({ address, person, password, hz: TONES[person] ?? 1000 });
      seats.push(seat);
      return seat;
    },
    async ready(person) {
      const seat = await self.seat(person);
      await seat.ready();
      return seat;
    },
    async talk(person = 'first') {
      const seat = await self.ready(person);
      const citizen = await self.citizen();
      await seat.answers();
      const { callId } = await seat.whenCall('talking', ({ state }) => state === 'talking');
      await together(citizen, seat);
      return { callId, citizen, seat };
    },
    citizen(skill) {
      nextNumber += 1;
      const number = String(nextNumber);
      return stack.call({ number, hz: CITIZEN, ...(skill === undefined ? {} : { skill }) });
    },
    async booked(callId, kind) {
      await stack.ledger.fact(callId, kind);
    },
    kinds: (callId) => stack.ledger.ofCall(callId).map(({ fact }) => fact.kind),
  };
  return self;
}

/** Citizen and seat hear each other. */
export async function together(citizen: Citizen, seat: PlainSeat): Promise<void> {
  await Promise.all([hears(citizen, seat.hz), seat.hears(CITIZEN)]);
}

export async function hears(
  party: Citizen | CalledParty,
  hz: number,
  withinMs = 5_000,
): Promise<void> {
  await party.hearing.hears({ hz, withinMs, atLeast: HEARD_DB });
}

/**
 * Not a word for `forMs`, over the whole of it: what a codec adds for 40 ms is not a word, and one packet of a tone still
 * shows. What was on its way is played out before (a jitter buffer holds up to some 200 ms; a busy machine, more).
 */
export async function hearsNot(
  party: { readonly hearing: Hearing },
  hz: number,
  forMs = 400,
): Promise<void> {
  const { hearing } = party;
  const until = performance.now() + 4_000;
  for (;;) {
    await hearing.loudest(hz, forMs);
    const level = hearing.levelOf(hz, forMs);
    if (level < UNHEARD_DB) return;
    if (performance.now() > until) throw new Error(`${hz} Hz is heard at ${level} dBFS`);
  }
}

/** Not one word, from before `during` begins until it is over. */
export async function neverHears<T>(
  party: { readonly hearing: Hearing },
  hz: number,
  during: () => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const listening = (async () => {
    let loudest = Number.NEGATIVE_INFINITY;
    // Windows overlap: what is at the edge of one is in the middle of the next.
    while (!over.signal.aborted) {
      await party.hearing.loudest(hz, 100);
      loudest = Math.max(loudest, party.hearing.levelOf(hz, 200));
    }
    return loudest;
  })();
  // Who hangs up hears nothing more; why is told by `during`.
  listening.catch(() => {});
  const result = await during().finally(() => over.abort());
  const level = await listening;
  if (level > UNHEARD_DB) throw new Error(`${hz} Hz was heard at ${level} dBFS`);
  return result;
}

/** Music, and nobody. */
export async function hearsMusic(party: Citizen | CalledParty): Promise<void> {
  await party.hearing.speech({ above: -45, withinMs: 4_000 });
}

export const legOf = (call: CallView, role: CallView['legs'][number]['role']): string => {
  const leg = call.legs.find((one) => one.role === role);
  if (leg === undefined) throw new Error(`no ${role} in ${JSON.stringify(call.legs)}`);
  return leg.legId;
};
