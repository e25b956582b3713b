/** Tests only: a PBX that keeps channels, so that what it says after a cut is what it said before. */
import type { LegEndBy } from '@hotline/domain/call';
import type {
  FoundCaller,
  FoundLeg,
  MissedCall,
  OutsideDial,
  PbxEvent,
  PbxHandlers,
  PbxPort,
  PbxPresence,
  PbxState,
  SeatDial,
} from '../pbx-port.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export class FakePbx implements PbxPort {
  readonly dials: SeatDial[] = [];
  readonly outsideDials: OutsideDial[] = [];
  /** Commands on legs in a room, in order: `hold caller-1 music`. */
  readonly commands: string[] = [];
  readonly owners = new Map<string, string | null>();
  readonly hangUps: string[] = [];
  readonly forgotten: string[] = [];
  readonly flushed: string[] = [];
  named: readonly string[] = [];
  beats = 0;
  isConnected = false;
  readonly callers = new Map<string, Mutable<FoundCaller>>();
  readonly seatLegs = new Map<string, Mutable<FoundLeg>>();
  readonly registered = new Set<string>();
  missed: MissedCall[] = [];
  surveyed: string[] = [];
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
      role: dial.role,
      number: null,
      purpose: dial.party?.purpose ?? null,
      by: dial.party?.by ?? null,
      entryId: null,
      isHeld: false,
      isMuted: false,
      mode: 'bridge',
      state: 'dialling',
      answeredAt: null,
      createdAt: this.#now(),
    });
  }

  dialOutside(dial: OutsideDial): void {
    this.outsideDials.push(dial);
    if (!this.isConnected || dial.role === 'caller') return;
    this.seatLegs.set(dial.leg, {
      callId: dial.callId,
      leg: dial.leg,
      seat: null,
      role: dial.role,
      number: dial.number,
      purpose: dial.party?.purpose ?? null,
      by: dial.party?.by ?? null,
      entryId: dial.party?.entryId ?? null,
      isHeld: false,
      isMuted: false,
      mode: 'bridge',
      state: 'dialling',
      answeredAt: null,
      createdAt: this.#now(),
    });
  }

  hold(leg: string, hears: 'music' | 'ring-back'): void {
    this.commands.push(`hold ${leg} ${hears}`);
    const caller = this.#callerOf(leg);
    if (caller !== undefined) caller.isHeld = true;
  }

  retrieve(leg: string): void {
    this.commands.push(`retrieve ${leg}`);
    const caller = this.#callerOf(leg);
    if (caller !== undefined) caller.isHeld = false;
  }

  mute(leg: string, muted: boolean): void {
    this.commands.push(`${muted ? 'mute' : 'unmute'} ${leg}`);
  }

  silence(leg: string): void {
    this.commands.push(`silence ${leg}`);
  }

  setLeaderMode({ leg, mode }: Parameters<PbxPort['setLeaderMode']>[0]): void {
    this.commands.push(`${mode} ${leg}`);
  }

  joinDeaf(leg: string): void {
    this.commands.push(`join-deaf ${leg}`);
  }

  play(leg: string, file: string): void {
    this.commands.push(`play ${leg} ${file}`);
  }

  survey(leg: string): void {
    this.commands.push(`survey ${leg}`);
  }

  sendKeys(leg: string, keys: string): void {
    this.commands.push(`keys ${leg} ${keys}`);
  }

  startRecording(leg: string, path: string): void {
    this.commands.push(`record ${leg}`);
    const caller = this.#callerOf(leg);
    if (caller !== undefined) caller.recording = path;
    this.say({ kind: 'recording-started', leg, path });
  }

  pauseRecording(leg: string, _path: string, isPaused: boolean): void {
    this.commands.push(`${isPaused ? 'pause' : 'resume'} ${leg}`);
  }

  noteOwner(callerLeg: string, seat: string | null): void {
    this.owners.set(callerLeg, seat);
    const caller = this.#callerOf(callerLeg);
    if (caller !== undefined) caller.owner = seat ?? 'none';
  }

  readonly tried: string[] = [];
  routeOutcome = 'answered';
  tryRoute(gateway: string, number: string): Promise<string> {
    this.tried.push(`${gateway}/${number}`);
    return Promise.resolve(this.routeOutcome);
  }

  readPresence(): Promise<PbxPresence | null> {
    if (!this.isConnected) return Promise.resolve(null);
    const callers = [...this.callers.values()];
    const legs = [...this.seatLegs.values()];
    return Promise.resolve({
      legs: new Set([...callers, ...legs].map(({ leg }) => leg)),
      members: [
        ...callers.filter(({ isInRoom }) => isInRoom),
        ...legs.filter(({ state }) => state === 'in-room'),
      ].map(({ leg, callId }) => ({ leg, callId })),
      registered: [...this.registered],
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

  async flushRegistration(seat: string): Promise<void> {
    this.flushed.push(seat);
  }

  // What happens on it.

  get state(): PbxState {
    return {
      callers: [...this.callers.values()].map((caller) => ({ ...caller })),
      legs: [...this.seatLegs.values()].map((leg) => ({ ...leg })),
      surveyed: [...this.surveyed],
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
      direction: 'in',
      owner: null,
      isHeld: false,
      recording: null,
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

  #callerOf(leg: string): Mutable<FoundCaller> | undefined {
    return [...this.callers.values()].find((caller) => caller.leg === leg);
  }

  #leg(leg: string): Mutable<FoundLeg> {
    const found = this.seatLegs.get(leg);
    if (found === undefined) throw new Error(`no leg ${leg}`);
    return found;
  }
}

/** A seat's leg without anything special about it. */
export const plainLeg = {
  role: 'seat',
  number: null,
  purpose: null,
  by: null,
  entryId: null,
  isHeld: false,
  isMuted: false,
} as const;
