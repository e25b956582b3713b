/** One round: a call in a state that chance chose, seats that are signed in, and everybody sent home afterwards. */
import { tone, type CalledParty } from '@hotline/practice-pbx/citizen';
import { assertNever } from '@hotline/domain/result';
import { invite, SECOND, joins } from '../support/invite.ts';
import { HEARD_DB, openPlainSeat, type PlainSeat } from '../support/plain-seat.ts';
import type { Stack } from '../support/stack.ts';
import { WatchedCitizen } from './watched-citizen.ts';

export const states = ['waiting', 'talking', 'hold', 'three-way', 'ringing-110', '110'] as const;
export type State = (typeof states)[number];

/** What every citizen hums, Hz. */
export const CITIZEN = 475;
const POLICE = 700;
const SEATS = { first: 1000, second: 1250 } as const;
const summary = { reason: '', language: null, title: '', text: '' };
const EVENT_MS = 15_000;

export class Round {
  readonly stack: Stack;
  readonly citizens: WatchedCitizen[] = [];
  readonly #seats: PlainSeat[] = [];
  state: State = 'waiting';
  callId = '';
  #police: CalledParty | null = null;
  static #number = 13_600_000_000 + Math.floor(Date.now() % 90_000_000);

  constructor(stack: Stack) {
    this.stack = stack;
  }

  /** In charge of the call, or ready while it waits for another skill. */
  get seat(): PlainSeat {
    const [first] = this.#seats;
    if (first === undefined) throw new Error('no seat');
    return first;
  }

  get second(): PlainSeat {
    const second = this.#seats[1];
    if (second === undefined) throw new Error('no second seat');
    return second;
  }

  get seats(): readonly PlainSeat[] {
    return this.#seats;
  }

  async calls(skill?: string): Promise<WatchedCitizen> {
    Round.#number += 1;
    const citizen = await this.stack.call({
      number: String(Round.#number),
      hz: CITIZEN,
      ...(skill === undefined ? {} : { skill }),
    });
    const watched = new WatchedCitizen(citizen);
    this.citizens.push(watched);
    return watched;
  }

  async begin(state: State): Promise<void> {
    this.state = state;
    const { address, password } = this.stack;
    for (const [person, hz] of Object.entries(SEATS))
      this.#seats.push(await openPlainSeat({ address, person, password, hz }));
    const { seat } = this;
    // Nobody here speaks it: the call waits, whoever is ready.
    const { citizen } = await this.calls(state === 'waiting' ? 'cantonese' : undefined);
    if (state === 'waiting') {
      const { waiting } = await seat.when('waits', (now) => now.waiting.length > 0, EVENT_MS);
      this.callId = waiting[0]?.callId ?? '';
      await citizen.hearing.speech({ above: -45, withinMs: EVENT_MS });
      await seat.ready();
      return;
    }
    await seat.ready();
    await seat.answers(EVENT_MS);
    await seat.whenCall('talking', (call) => call.state === 'talking', EVENT_MS);
    this.callId = seat.call?.callId ?? '';
    await Promise.all([this.hears(seat.hz), seat.hears(CITIZEN, EVENT_MS)]);
    await this.#brought(state);
  }

  async #brought(state: State): Promise<void> {
    const { seat } = this;
    switch (state) {
      case 'waiting':
      case 'talking':
        return;
      case 'hold':
        await seat.does('call.hold');
        await this.stack.ledger.fact(this.callId, 'caller-held');
        return;
      case 'three-way':
        await this.second.ready();
        await invite(seat, 'conference', SECOND);
        await this.second.answers(EVENT_MS);
        await joins(seat, 'colleague');
        await this.hears(this.second.hz);
        return;
      case 'ringing-110':
      case '110': {
        await seat.does('emergency.start', { targetId: '110', summary });
        const police = await this.stack.carrier.nextCall(EVENT_MS);
        this.#police = police;
        police.ring();
        if (state === '110') await this.#answered(police);
        const { isAs } = this;
        await seat.whenCall(state, (call) => isAs(call), EVENT_MS);
        await this.stack.ledger.fact(
          this.callId,
          state === '110' ? 'party-joined' : 'party-invited',
        );
        return;
      }
      default:
        assertNever(state);
    }
  }

  async #answered(police: CalledParty): Promise<void> {
    await police.answer(tone(POLICE));
    await this.hears(POLICE);
  }

  /** The call in hand is what it was. */
  readonly isAs = (call: NonNullable<PlainSeat['call']>): boolean => {
    if (call.state !== 'talking' || call.callId !== this.callId) return false;
    switch (this.state) {
      case 'waiting':
        return false;
      case 'talking':
        return !call.held;
      case 'hold':
        return call.held;
      case 'three-way':
        return call.legs.some(({ role, state }) => role === 'colleague' && state === 'in-room');
      case 'ringing-110':
        return call.emergencies[0]?.state === 'ringing';
      case '110':
        return call.emergencies[0]?.state === 'answered';
      default:
        return assertNever(this.state);
    }
  };

  /** Seats of this call see it as it was; a call that waits still does. */
  async stillAsBefore(): Promise<void> {
    const { seat, callId } = this;
    if (this.state === 'waiting')
      await seat.when('still waits', (now) => now.waiting.some((one) => one.callId === callId));
    else await seat.whenCall(`as before: ${this.state}`, (call) => this.isAs(call));
    if (this.state === 'hold') return;
    const { citizen } = this.first;
    if (this.state === 'waiting') await citizen.hearing.speech({ above: -45, withinMs: EVENT_MS });
    else await Promise.all([this.hears(seat.hz), seat.hears(CITIZEN, EVENT_MS)]);
    // What was on its way goes on.
    if (this.state === 'ringing-110' && this.#police !== null) {
      await this.#answered(this.#police);
      await seat.whenCall(
        '110 is there',
        ({ emergencies }) => emergencies[0]?.state === 'answered',
      );
    }
    if (this.state === '110') await this.hears(POLICE);
  }

  /** The first seat has the citizen again, or another has them now. */
  async together(seat: PlainSeat): Promise<void> {
    await seat.whenCall(
      'in charge',
      ({ part, state }) => part === 'owner' && state === 'talking',
      EVENT_MS,
    );
    await Promise.all([this.hears(seat.hz), seat.hears(CITIZEN, EVENT_MS)]);
  }

  get first(): WatchedCitizen {
    const [first] = this.citizens;
    if (first === undefined) throw new Error('no citizen');
    return first;
  }

  async hears(hz: number, citizen = this.first): Promise<void> {
    await citizen.citizen.hearing.hears({ hz, atLeast: HEARD_DB, withinMs: EVENT_MS });
  }

  async end(): Promise<void> {
    const { carrier, carrierSecond } = this.stack;
    for (const one of this.citizens) one.hangUp();
    await Promise.all(this.#seats.map((seat) => seat.leavesAll().catch(() => {})));
    this.stack.hangUpAll();
    carrier.hangUpAll();
    carrierSecond.hangUpAll();
  }
}
