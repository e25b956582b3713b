/**
 * A storm (话务高峰) on a practice hotline: more citizens call than the seats can take, each with a patience of their own;
 * some of those who gave up call again. Who calls when, how long everybody talks and waits comes from a seed; what becomes
 * of it is the hotline's doing. All times in ms, already compressed.
 */
import type { SeatCall } from '@hotline/practice-pbx/test-seat';
import type { Citizen } from '@hotline/practice-pbx/citizen';
import type { PlainSeat } from './plain-seat.ts';
import type { Stack } from './stack.ts';

export type StormPlan = {
  readonly seed: number;
  /** Citizens who call for the first time within it. */
  readonly callers: number;
  readonly lastsMs: number;
  /** Channels of the trunk: who finds all of them taken gets through as soon as one is free. */
  readonly channels: number;
  readonly talkMs: readonly [from: number, to: number];
  readonly patienceMs: readonly [from: number, to: number];
  /** Share of those who gave up who call once more, after a rest. */
  readonly againShare: number;
  readonly againAfterMs: readonly [from: number, to: number];
};

export type StormCaller = {
  readonly number: string;
  readonly calls: number;
  /** How their last call ended. */
  readonly outcome: 'served' | 'gave-up';
};

/** Numbers from here on, one a caller. */
const FIRST_NUMBER = 13_700_600_001;

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** On a machine with other work. */
const SLOW_MS = 60_000;

const isDone = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

const spend = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Resolves when the last citizen has hung up and every seat is out of its wrap-up. */
export async function playStorm(
  stack: Stack,
  seats: readonly PlainSeat[],
  plan: StormPlan,
): Promise<readonly StormCaller[]> {
  const random = seeded(plan.seed);
  const within = ([from, to]: readonly [number, number]): number => from + random() * (to - from);
  /** Who is on the line, by the number that the seat is shown. */
  const onTheLine = new Map<string, { readonly citizen: Citizen; served: boolean }>();
  const channels = channelsOf(plan.channels);
  let isOver = false;

  // Drawn before the first call, so that the order in which things happen changes nothing of it.
  const drawn = Array.from({ length: plan.callers }, (_, index) => ({
    number: String(FIRST_NUMBER + index),
    at: random() * plan.lastsMs,
    patience: [within(plan.patienceMs), within(plan.patienceMs)] as const,
    again: random() < plan.againShare ? within(plan.againAfterMs) : null,
  }));
  const talks = Array.from({ length: plan.callers * 2 }, () => ({
    ms: within(plan.talkMs),
    endsBy: random() < 0.5 ? ('seat' as const) : ('citizen' as const),
  }));
  let talked = 0;

  async function callOnce(number: string, patienceMs: number): Promise<boolean> {
    await channels.take();
    try {
      return await onChannel(number, patienceMs);
    } finally {
      channels.give();
    }
  }

  async function onChannel(number: string, patienceMs: number): Promise<boolean> {
    const citizen = await stack.call({ number }).catch(() => null);
    // No line got free for them: the hotline never knew.
    if (citizen === null) return false;
    const line = { citizen, served: false };
    onTheLine.set(number, line);
    const patience = setTimeout(() => {
      if (!line.served) citizen.hangUp();
    }, patienceMs);
    await citizen.ended;
    clearTimeout(patience);
    onTheLine.delete(number);
    return line.served;
  }

  async function caller(of: (typeof drawn)[number]): Promise<StormCaller> {
    const { number, at, patience, again } = of;
    await spend(at);
    if (await callOnce(number, patience[0])) return { number, calls: 1, outcome: 'served' };
    if (again === null) return { number, calls: 1, outcome: 'gave-up' };
    await spend(again);
    const served = await callOnce(number, patience[1]);
    return { number, calls: 2, outcome: served ? 'served' : 'gave-up' };
  }

  /** The seat picks up; the two talk for as long as was drawn, unless the citizen has gone by then. */
  async function talk(seat: PlainSeat, rang: SeatCall, callId: string): Promise<void> {
    const isGone = rang.ended.then(() => false);
    const line = onTheLine.get(callerOf(rang));
    const isUp = await Promise.race([isDone(seat.takes(rang)), isGone]);
    const isTalking =
      isUp &&
      (await Promise.race([
        isDone(
          seat.whenCall(
            'talking',
            (call) => call.callId === callId && call.state === 'talking',
            SLOW_MS,
          ),
        ),
        isGone,
      ]));
    if (!isTalking || line === undefined) return rang.hangUp();
    line.served = true;
    talked += 1;
    const { ms, endsBy } = talks[talked % talks.length] ?? { ms: 0, endsBy: 'citizen' };
    await Promise.race([spend(ms), isGone]);
    const isEnded = endsBy === 'seat' && (await seat.command('call.hang-up', { callId })).ok;
    if (!isEnded) line.citizen.hangUp();
    await Promise.all([rang.ended, line.citizen.ended]);
  }

  async function works(seat: PlainSeat): Promise<void> {
    for (;;) {
      const rang = await seat.rings(500).catch(() => null);
      if (rang === null) {
        if (isOver) return;
        continue;
      }
      const callId = rang.header('x-hotline-call') ?? '';
      await talk(seat, rang, callId);
      // The next one may be on the desk before this is looked at.
      const { call } = await seat.when(
        'out of the call',
        (state) => state.call?.callId !== callId || state.call.state === 'wrapping',
        SLOW_MS,
      );
      if (call?.callId !== callId) continue;
      await seat.command('wrap.finish', { callId });
      await seat.when('free', (state) => state.call?.callId !== callId, SLOW_MS);
    }
  }

  const calling = Promise.all(drawn.map((each) => caller(each))).finally(() => {
    isOver = true;
  });
  // A seat that fails ends the storm at once: its citizen would wait for it for ever.
  const [callers] = await Promise.all([calling, ...seats.map((seat) => works(seat))]);
  return callers;
}

function channelsOf(free: number): { take(): Promise<void>; give(): void } {
  const waiting: (() => void)[] = [];
  let left = free;
  return {
    take() {
      if (left > 0) {
        left -= 1;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
    give() {
      const next = waiting.shift();
      if (next === undefined) left += 1;
      else next();
    },
  };
}

/** The number in From, as the PBX hands it on. */
function callerOf({ request }: SeatCall): string {
  return /sip:([^@;>]+)@/.exec(request.headers.from.uri)?.[1] ?? '';
}
