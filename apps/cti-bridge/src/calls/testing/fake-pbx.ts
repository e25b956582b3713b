/** Tests only: a PBX that keeps channels, so that what it says after a cut is what it said before. */
import type { LegEndBy } from '@hotline/domain/call';
import type {
  FoundCaller,
  FoundSeatLeg,
  MissedCall,
  PbxEvent,
  PbxHandlers,
  PbxPort,
  PbxState,
  SeatDial,
} from '../pbx-port.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export class FakePbx implements PbxPort {
  readonly dials: SeatDial[] = [];
  readonly hangUps: string[] = [];
  readonly forgotten: string[] = [];
  readonly flushed: string[] = [];
  named: readonly string[] = [];
  beats = 0;
  isConnected = false;
  readonly callers = new Map<string, Mutable<FoundCaller>>();
  readonly seatLegs = new Map<string, Mutable<FoundSeatLeg>>();
  readonly registered = new Set<string>();
  missed: MissedCall[] = [];
  isPractice = false;
  readonly #now: () => number;
  #handlers: PbxHandlers | null = null;

  constructor(now: () => number) {
    this.#now = now;
  }

  // What the desk does.

  start(handlers: PbxHandlers): void {
    this.#handlers = handlers;
  }

  stop(): void {
    this.#handlers = null;
    this.isConnected = false;
  }

  dialSeat(dial: SeatDial): void {
    this.dials.push(dial);
    if (!this.isConnected) return;
    this.seatLegs.set(dial.leg, {
      callId: dial.callId,
      leg: dial.leg,
      seat: dial.seat,
      mode: 'bridge',
      state: 'dialling',
      answeredAt: null,
      createdAt: this.#now(),
    });
  }

  hangUp(leg: string): void {
    this.hangUps.push(leg);
  }

  beat(): void {
    this.beats += 1;
  }

  nameReadySeats(seats: readonly string[]): void {
    this.named = seats;
  }

  forgetMissed(callId: string): void {
    this.forgotten.push(callId);
    this.missed = this.missed.filter((missed) => missed.callId !== callId);
  }

  flushRegistration(seat: string): void {
    this.flushed.push(seat);
  }

  // What happens on it.

  get state(): PbxState {
    return {
      callers: [...this.callers.values()].map((caller) => ({ ...caller })),
      seatLegs: [...this.seatLegs.values()].map((leg) => ({ ...leg })),
      registered: [...this.registered],
      missed: [...this.missed],
      isPractice: this.isPractice,
    };
  }

  connect(): void {
    this.isConnected = true;
    this.#handlers?.resynced(this.state);
  }

  cut(): void {
    this.isConnected = false;
    this.#handlers?.away();
  }

  say(event: PbxEvent): void {
    if (this.isConnected) this.#handlers?.event(event);
  }

  register(seat: string): void {
    this.registered.add(seat);
    this.say({ kind: 'registered', seat });
  }

  unregister(seat: string): void {
    this.registered.delete(seat);
    this.say({ kind: 'unregistered', seat });
  }

  /** A citizen calls and is put into the room. */
  arrive(callId: string, more: Partial<FoundCaller> = {}): void {
    const caller: FoundCaller = {
      callId,
      leg: callId,
      number: '13800138000',
      queue: 'default',
      skill: null,
      mode: 'bridge',
      enteredAt: this.#now(),
      isInRoom: true,
      ...more,
    };
    this.callers.set(callId, caller);
    const { leg, number, queue, skill, mode } = caller;
    this.say({ kind: 'caller-arrived', callId, leg, number, queue, skill, mode });
    if (caller.isInRoom) this.say({ kind: 'leg-joined', leg, callId });
  }

  /** The newest dial of this seat. */
  dialOf(seat: string): SeatDial {
    const dial = this.dials.findLast((one) => one.seat === seat);
    if (dial === undefined) throw new Error(`seat ${seat} was not dialled`);
    return dial;
  }

  rings(seat: string): void {
    const { leg, callId } = this.dialOf(seat);
    this.#leg(leg).state = 'ringing';
    this.say({ kind: 'leg-ringing', leg, callId });
  }

  answers(seat: string): void {
    const { leg, callId } = this.dialOf(seat);
    const found = this.#leg(leg);
    found.state = 'in-room';
    found.answeredAt = this.#now();
    this.say({ kind: 'leg-answered', leg, callId });
    this.say({ kind: 'leg-joined', leg, callId });
  }

  seatEnds(seat: string, cause = 'NORMAL_CLEARING', by: LegEndBy = 'peer'): void {
    const { leg, callId } = this.dialOf(seat);
    this.seatLegs.delete(leg);
    this.say({ kind: 'leg-left', leg, callId });
    this.say({ kind: 'leg-ended', leg, callId, cause, by });
  }

  callerEnds(callId: string, by: LegEndBy = 'peer'): void {
    const leg = this.callers.get(callId)?.leg ?? callId;
    this.callers.delete(callId);
    this.say({ kind: 'leg-left', leg, callId });
    this.say({ kind: 'leg-ended', leg, callId, cause: 'NORMAL_CLEARING', by });
  }

  #leg(leg: string): Mutable<FoundSeatLeg> {
    const found = this.seatLegs.get(leg);
    if (found === undefined) throw new Error(`no leg ${leg}`);
    return found;
  }
}
