/** The seats' own machines, wired to a call by what it tells them as the bridge does: the two never disagree. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Seat, SeatEvent } from '../seat/index.ts';
import {
  callOf,
  isOfferable,
  isTakeable,
  signedOutSeat,
  transition as seatTransition,
} from '../seat/index.ts';
import type { CallNews } from './index.ts';
import { arrival, T0 } from './scenes.ts';
import { breaches } from './simulation/laws.ts';
import type { Doing } from './simulation/random-doing.ts';
import { doIt, doing, finish, seats } from './simulation/random-doing.ts';
import { SimulatedHotline } from './simulation/simulated-hotline.ts';

const { callId } = arrival;

/** What the person at a seat does beside the call. */
const personal = fc.record({
  seat: fc.constantFrom(...seats),
  event: fc.constantFrom<SeatEvent>(
    { kind: 'ask', wish: { kind: 'ready' } },
    { kind: 'ask', wish: { kind: 'ready' } },
    { kind: 'ask', wish: { kind: 'busy' } },
    { kind: 'ask', wish: { kind: 'rest', reason: 'meal' } },
    { kind: 'sign-out', why: 'asked' },
    { kind: 'registered', registered: false },
    { kind: 'registered', registered: true },
    { kind: 'connected', connected: false },
    { kind: 'connected', connected: true },
  ),
});
type Step =
  | { readonly kind: 'call'; readonly doing: Doing }
  | { readonly kind: 'seat'; readonly seat: string; readonly event: SeatEvent };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: doing.map((one): Step => ({ kind: 'call', doing: one })),
  },
  { weight: 1, arbitrary: personal.map((one): Step => ({ kind: 'seat', ...one })) },
);

class Floor {
  readonly seats = new Map<string, Seat>();
  readonly refused: string[] = [];
  /** What a seat asks of the call, after the news that made it ask has been taken. */
  readonly #asked: (() => void)[] = [];
  readonly hotline: SimulatedHotline;

  constructor(direction: 'in' | 'out') {
    for (const seat of seats) {
      this.seats.set(seat, signedOutSeat(seat, T0));
      const person = { person: seat, name: seat, role: 'agent', skills: [] } as const;
      this.take(seat, { kind: 'registered', registered: true });
      this.take(seat, { kind: 'connected', connected: true });
      this.take(seat, { kind: 'sign-in', person, resume: { kind: 'ready' } });
    }
    this.hotline = new SimulatedHotline({
      direction,
      onNews: (seat, news) => this.hear(seat, news),
    });
  }

  take(seatId: string, event: SeatEvent): boolean {
    const seat = this.seats.get(seatId);
    if (seat === undefined) return false;
    const next = seatTransition(seat, event, this.now);
    if (!next.ok) return false;
    this.seats.set(seatId, next.value.seat);
    for (const effect of next.value.effects) {
      if (effect.kind === 'give-up-offer')
        this.#asked.push(() => this.hotline.apply({ kind: 'withdraw', seat: seatId }));
      if (effect.kind === 'finish-wrap')
        this.#asked.push(() =>
          this.hotline.apply({ kind: 'wrap-finished', seat: seatId, by: 'sign-out' }),
        );
    }
    return true;
  }

  settle(): void {
    for (let ask = this.#asked.shift(); ask !== undefined; ask = this.#asked.shift()) ask();
    this.hotline.deliverAll();
  }

  hear(seat: string, news: CallNews): void {
    if (!this.take(seat, eventOf(news)))
      this.refused.push(
        `${seat}, ${this.seats.get(seat)?.activity.kind}, refuses ${JSON.stringify(news)}`,
      );
  }

  mayCome(seatId: string, own: boolean): boolean {
    const seat = this.seats.get(seatId);
    return seat !== undefined && (own ? isTakeable(seat) : isOfferable(seat));
  }

  get now(): number {
    return this.hotline?.now ?? T0;
  }

  disagreements(): readonly string[] {
    return [...this.seats.values()].flatMap((seat) => {
      const news = this.hotline.told.get(seat.seatId)?.kind;
      const should = news === undefined ? undefined : activityOf[news];
      if (callOf(seat) === null && should === undefined) return [];
      if (callOf(seat) === callId && seat.activity.kind === should) return [];
      return [`${seat.seatId} is ${seat.activity.kind} and was told ${news}`];
    });
  }
}

const activityOf: Readonly<Record<CallNews['kind'], string>> = {
  offered: 'reserved',
  ringing: 'ringing',
  talking: 'talking',
  wrapping: 'wrapping',
  released: 'none',
};

function eventOf(news: CallNews): SeatEvent {
  switch (news.kind) {
    case 'offered':
      return { kind: 'reserve', callId, own: news.own };
    case 'ringing':
      return { kind: 'ring', callId };
    case 'talking':
      return { kind: 'talk', callId };
    case 'wrapping':
      return { kind: 'wrap', callId, until: news.until };
    default:
      return { kind: 'release', callId, why: news.why };
  }
}

function play(direction: 'in' | 'out', steps: readonly Step[]): void {
  const floor = new Floor(direction);
  const { hotline } = floor;
  const check = (after: string) => {
    const all = [...floor.refused, ...floor.disagreements(), ...breaches(hotline)];
    if (all.length > 0) throw new Error([...all, `after ${after}`].join('\n'));
  };
  if (direction === 'in') hotline.pbx.do('caller-1', { kind: 'joins' });
  floor.settle();
  for (const one of steps) {
    if (one.kind === 'seat') floor.take(one.seat, one.event);
    else doIt(hotline, one.doing, (seat, own) => floor.mayCome(seat, own));
    floor.settle();
    check(JSON.stringify(one));
  }
  finish(hotline);
  floor.settle();
  check('the end');
  expect(hotline.call.kind).toBe('ended');
  expect([...floor.seats.values()].map(callOf)).toEqual(seats.map(() => null));
}

describe('the seats of a call', () => {
  test('do what it tells them, and are free in the end', () => {
    const direction = fc.constantFrom('in' as const, 'in' as const, 'out' as const);
    const steps = fc.array(step, { maxLength: 50, size: 'max' });
    fc.assert(fc.property(direction, steps, play), { numRuns: 600 });
    expect.hasAssertions();
  }, 60_000);
});
