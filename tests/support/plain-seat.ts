/**
 * A seat without a screen: the bridge's protocol over its WebSocket, and a telephone of the same wires as the desk's
 * (SIP over WebSocket, DTLS-SRTP, Opus), so that many scenarios can be played in little time. What it says is a tone,
 * what it hears is measured. It answers by itself exactly when the desk would.
 */
import {
  PROTOCOL_VERSION,
  seatLogInAnswer,
  serverMessage,
  type Answer,
  type CallView,
  type CommandName,
  type SeatLogInAnswer,
  type Snapshot,
} from '@hotline/domain/protocol';
import { tone } from '@hotline/practice-pbx/citizen';
import { TestSeat, type SeatCall, type SeatDial } from '@hotline/practice-pbx/test-seat';
import { WebSocket } from 'ws';
import { fold } from './fold-snapshot.ts';

/** dBFS: a tone is heard above, and is not heard below. Between them nothing is asserted. */
export const HEARD_DB = -40;
export const UNHEARD_DB = -50;

export type PlainSeat = {
  readonly seatId: string;
  readonly hz: number;
  readonly state: Snapshot;
  readonly call: CallView | null;
  /** The telephone call in hand: the newest that was answered. */
  readonly phone: SeatCall;
  /** A telephone call of the seat's own: 110 while the bridge is away. */
  dial(number: string, headers: Readonly<Record<string, string>>): Promise<SeatDial>;
  /** INVITEs that have reached the telephone. */
  readonly invitations: number;
  when(what: string, so: (state: Snapshot) => boolean, withinMs?: number): Promise<Snapshot>;
  whenCall(what: string, so: (call: CallView) => boolean, withinMs?: number): Promise<CallView>;
  command(name: CommandName, args: unknown): Promise<Answer>;
  /** A command that must be taken; gives its result. Without `callId` in the arguments it is the call in hand. */
  does(
    name: CommandName,
    args?: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown>>;
  /** A command that must be refused; gives the code. */
  refused(name: CommandName, args?: Readonly<Record<string, unknown>>): Promise<string>;
  ready(): Promise<void>;
  /** Waits for the next INVITE and answers it. */
  answers(withinMs?: number): Promise<SeatCall>;
  /** Waits for the next INVITE, which rings. */
  rings(withinMs?: number): Promise<SeatCall>;
  /** Answers one that rings. */
  takes(call: SeatCall): Promise<SeatCall>;
  hears(hz: number, withinMs?: number): Promise<void>;
  /** As after kill −9: sockets and audio are gone without a word. */
  vanishes(): void;
  /** The bridge's socket alone is cut, or the telephone's. */
  cutBridge(): void;
  cutPhone(): void;
  /** Signs in again on new sockets, as after a restart of the program. */
  returns(): Promise<void>;
  /** A new connection to the bridge, or of the telephone to the PBX; tries until it is there. */
  returnsToBridge(withinMs?: number): Promise<void>;
  returnsToPbx(withinMs?: number): Promise<void>;
  close(): Promise<void>;
  /** Goes home: out of its call, its wrap-up over, signed out. */
  leavesAll(): Promise<void>;
};

export type PlainSeatOptions = {
  readonly address: string;
  readonly person: string;
  readonly password: string;
  readonly hz: number;
  /** SIP over WebSocket of the PBX, when it is not what the log-in says. */
  readonly sipServer?: string;
};

export async function openPlainSeat(options: PlainSeatOptions): Promise<PlainSeat> {
  const seat = new Seat(options);
  await seat.open();
  return seat;
}

class Seat implements PlainSeat {
  readonly hz: number;
  seatId = '';
  invitations = 0;
  readonly #options: PlainSeatOptions;
  #who: SeatLogInAnswer | null = null;
  #state: Snapshot | undefined;
  #socket: WebSocket | null = null;
  #telephone: TestSeat | null = null;
  #phone: SeatCall | null = null;
  #commands = 0;
  readonly #answers = new Map<string, (answer: Answer) => void>();
  readonly #watchers = new Set<() => void>();
  /** INVITEs that nobody has taken, and who waits for one. */
  readonly #ringing: SeatCall[] = [];
  readonly #wanted: ((call: SeatCall) => void)[] = [];

  constructor(options: PlainSeatOptions) {
    this.#options = options;
    this.hz = options.hz;
  }

  get state(): Snapshot {
    if (this.#state === undefined) throw new Error('not signed in');
    return this.#state;
  }

  get call(): CallView | null {
    return this.state.call;
  }

  get phone(): SeatCall {
    if (this.#phone === null) throw new Error(`${this.seatId}: no call on the telephone`);
    return this.#phone;
  }

  async open(): Promise<void> {
    const { address, person, password } = this.#options;
    const response = await fetch(`${address}/api/v1/log-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person, password }),
    });
    const who = seatLogInAnswer.parse(await response.json());
    this.seatId = who.seatId;
    this.#who = who;
    await Promise.all([this.#connectBridge(who.token), this.#connectPhone(who)]);
    await this.when('registered', ({ seat }) => seat.device.registered);
  }

  async #connectBridge(token: string): Promise<void> {
    const { address } = this.#options;
    const socket = new WebSocket(`${address.replace(/^http/, 'ws')}/ws/seat`, { origin: address });
    this.#socket = socket;
    socket.on('error', () => {});
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    socket.on('message', (data: Buffer) => {
      const message = serverMessage.parse(JSON.parse(data.toString('utf8')));
      if (message.type === 'answer') {
        this.#answers.get(message.id)?.(message);
        this.#answers.delete(message.id);
      }
      this.#state = fold(this.#state, message);
      this.#answerMyself();
      for (const watcher of this.#watchers) watcher();
    });
    this.#state = undefined;
    socket.send(JSON.stringify({ type: 'hello', v: PROTOCOL_VERSION, token }));
    await this.#until('welcome', () => this.#state, 10_000);
  }

  async #connectPhone(who: SeatLogInAnswer): Promise<void> {
    const server = this.#options.sipServer ?? who.sip.server;
    const telephone = await TestSeat.connect(server, who.seatId, who.sip.password, who.sip.domain);
    telephone.onCall = (call) => this.#rang(call);
    const { status } = await telephone.register();
    if (status !== 200) {
      telephone.cut();
      throw new Error(`${who.seatId}: not registered: ${status}`);
    }
    this.#telephone = telephone;
  }

  #rang(call: SeatCall): void {
    this.invitations += 1;
    // The leg in place of one that has lost its audio: the call is the person's already.
    if (call.header('x-hotline-leg') === 'rebuild') {
      this.#takeMyself(call);
      return;
    }
    void call.ended.then(() => {
      const at = this.#ringing.indexOf(call);
      if (at !== -1) this.#ringing.splice(at, 1);
      return undefined;
    });
    const next = this.#wanted.shift();
    if (next !== undefined) next(call);
    else this.#ringing.push(call);
    this.#answerMyself();
  }

  /** The bridge says of this very call that the person asked for it. */
  #answerMyself(): void {
    const own = this.#state?.call;
    if (own?.autoAnswer !== true) return;
    const at = this.#ringing.findIndex((call) => call.header('x-hotline-call') === own.callId);
    const [call] = at === -1 ? [] : this.#ringing.splice(at, 1);
    if (call !== undefined) this.#takeMyself(call);
  }

  /** Over before it was up, or its media failed: whoever waits for its sound is told so. */
  #takeMyself(call: SeatCall): void {
    this.#take(call).catch(() => {});
  }

  takes(call: SeatCall): Promise<SeatCall> {
    return this.#take(call);
  }

  async #take(call: SeatCall): Promise<SeatCall> {
    // From the answer on, not from the first sound: who waits to hear somebody waits on this call.
    this.#phone = call;
    await call.answer(tone(this.hz));
    return call;
  }

  #until<T>(what: string, look: () => T | undefined, withinMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const attempt = (): void => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        this.#watchers.delete(attempt);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.#watchers.delete(attempt);
        const { seat, call } = this.#state ?? {};
        const seen = JSON.stringify({ seat: seat?.activity, device: seat?.device, call });
        reject(new Error(`${this.seatId}: not within ${withinMs} ms: ${what}\n${seen}`));
      }, withinMs);
      this.#watchers.add(attempt);
      attempt();
    });
  }

  when(what: string, so: (state: Snapshot) => boolean, withinMs = 10_000): Promise<Snapshot> {
    const look = (): Snapshot | undefined =>
      this.#state !== undefined && so(this.#state) ? this.#state : undefined;
    return this.#until(what, look, withinMs);
  }

  async whenCall(
    what: string,
    so: (call: CallView) => boolean,
    withinMs?: number,
  ): Promise<CallView> {
    const state = await this.when(what, ({ call }) => call !== null && so(call), withinMs);
    if (state.call === null) throw new Error('no call');
    return state.call;
  }

  command(name: CommandName, args: unknown): Promise<Answer> {
    this.#commands += 1;
    const id = `c${this.#commands}`;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${name}: no answer`)), 10_000);
      this.#answers.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      this.#socket?.send(JSON.stringify({ type: 'command', id, name, args }));
    });
  }

  #ofCall(args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const callId = this.#state?.call?.callId;
    return callId === undefined ? args : { callId, ...args };
  }

  async does(
    name: CommandName,
    args: Readonly<Record<string, unknown>> = {},
  ): Promise<Record<string, unknown>> {
    const answer = await this.command(name, this.#ofCall(args));
    if (!answer.ok) throw new Error(`${this.seatId}: ${name} was refused: ${answer.error.code}`);
    return answer.result;
  }

  async refused(name: CommandName, args: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const answer = await this.command(name, this.#ofCall(args));
    if (answer.ok) throw new Error(`${this.seatId}: ${name} was taken`);
    return answer.error.code;
  }

  async ready(): Promise<void> {
    await this.does('seat.set', { to: { kind: 'ready' } });
    await this.when('ready', ({ seat: { activity } }) =>
      ['ready', 'reserved', 'ringing', 'talking'].includes(activity.kind),
    );
  }

  rings(withinMs = 8_000): Promise<SeatCall> {
    const first = this.#ringing.shift();
    if (first !== undefined) return Promise.resolve(first);
    return new Promise((resolve, reject) => {
      const take = (call: SeatCall): void => {
        clearTimeout(timer);
        resolve(call);
      };
      const timer = setTimeout(() => {
        this.#wanted.splice(this.#wanted.indexOf(take), 1);
        reject(new Error(`${this.seatId}: the telephone did not ring within ${withinMs} ms`));
      }, withinMs);
      this.#wanted.push(take);
    });
  }

  async answers(withinMs?: number): Promise<SeatCall> {
    return this.#take(await this.rings(withinMs));
  }

  async hears(hz: number, withinMs = 5_000): Promise<void> {
    await this.phone.hearing.hears({ hz, withinMs, atLeast: HEARD_DB });
  }

  vanishes(): void {
    this.#phone?.vanish();
    this.cutPhone();
    this.cutBridge();
  }

  cutBridge(): void {
    this.#socket?.terminate();
    this.#socket = null;
  }

  cutPhone(): void {
    this.#telephone?.cut();
    this.#telephone = null;
  }

  async returns(): Promise<void> {
    await this.open();
  }

  async returnsToBridge(withinMs = 10_000): Promise<void> {
    const { token } = this.#signedIn();
    this.cutBridge();
    await untilDone(() => this.#connectBridge(token), withinMs);
  }

  async returnsToPbx(withinMs = 10_000): Promise<void> {
    const who = this.#signedIn();
    this.cutPhone();
    await untilDone(() => this.#connectPhone(who), withinMs);
  }

  async dial(number: string, headers: Readonly<Record<string, string>>): Promise<SeatDial> {
    if (this.#telephone === null) throw new Error(`${this.seatId}: no telephone`);
    return this.#telephone.dial(number, headers);
  }

  #signedIn(): SeatLogInAnswer {
    if (this.#who === null) throw new Error('not signed in');
    return this.#who;
  }

  async leavesAll(): Promise<void> {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      for (const sip of this.#ringing) sip.refuse(480);
      const call = this.#state?.call ?? null;
      if (call !== null) {
        const { callId } = call;
        if (call.state !== 'wrapping') {
          for (const { caseId } of call.emergencies)
            await this.command('emergency.cancel', { callId, caseId });
          await this.command('call.hang-up', { callId });
          await this.command('call.leave', { callId, override: true });
        }
        await this.when(
          'out of the call or in its wrap-up',
          (state) => state.call === null || state.call.state === 'wrapping',
        ).catch(() => {});
        await this.command('wrap.finish', { callId });
        await this.when('home', (state) => state.call === null).catch(() => {});
      }
    }
    await this.close();
  }

  async close(): Promise<void> {
    if (this.#socket?.readyState === WebSocket.OPEN)
      await this.command('seat.sign-out', {}).catch(() => {});
    this.cutBridge();
    await this.#telephone?.close();
  }
}

async function untilDone(attempt: () => Promise<void>, withinMs: number): Promise<void> {
  const until = performance.now() + withinMs;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
