/**
 * The desk: calls, seats and queues for the gateway on one side, the PBX on the other.
 *
 *   gateway ──commands──► desk ──dial, hang up──► PBX
 *           ◄──events────  │  ◄─events, state────
 *                          └─facts─► ledger ─► figures
 */
import type {
  CallBackView,
  HallView,
  HotlineView,
  SeatEventMessage,
  Snapshot,
} from '@hotline/domain/protocol';
import { inOrder } from '@hotline/domain/routing';
import type { SeatEvent, SeatPerson } from '@hotline/domain/seat';
import { callOf } from '@hotline/domain/seat';
import type { DeskPort, SignedInPerson, SummaryReceipt } from '../ports.ts';
import { runCommand } from './commands.ts';
import { DeskCore } from './desk-core.ts';
import type { DeskOptions } from './desk-options.ts';
import { FanOut } from './fan-out.ts';
import { PbxInput } from './pbx-input.ts';
import { resync } from './resync.ts';
import { Audit } from './audit.ts';
import { AlarmWatch } from './alarm-watch.ts';
import { alarmViews } from './alarm-views.ts';
import { AvailabilityBoard, availability } from './availability.ts';
import { callView } from './call-view.ts';
import { hallViewOf } from './hall-view.ts';
import { queueTrends } from './queue-trends.ts';
import { readySeats } from './ready-seats.ts';
import { SeatBoard } from './seat-board.ts';
import { callBackView, parkedCallView, seatView, waitingCallView } from './seat-messages.ts';
import { nameInDirectory } from './seat-name.ts';
import { seatsToRing } from './seats-to-ring.ts';
import { SelfTest } from './self-test.ts';
import type { DeskStats } from './stats.ts';
import { statsOf } from './stats.ts';

type SignInEvent = Extract<SeatEvent, { readonly kind: 'sign-in' }>;

const BEAT_MS = 1_000;
/** A look for ghosts: two in a row heal one, so it lives for 20 s at most. */
const AUDIT_BEATS = 10;
/** Shown at most; how many there are stands in the figures. */
const SHOWN_WAITING = 50;

export type Desk = DeskPort & {
  readonly pbx: 'live' | 'away';
  /** The PBX has said that it is the practice one. */
  readonly practice: boolean;
  /** Connects to the PBX and begins the beat. */
  start(): void;
  stop(): void;
  stats(): DeskStats;
};

export function createDesk(options: DeskOptions): Desk {
  return new DeskShell(options);
}

class DeskShell implements Desk {
  readonly #options: DeskOptions;
  readonly #core: DeskCore;
  readonly #input: PbxInput;
  readonly #audit: Audit;
  readonly #selfTest: SelfTest;
  readonly #fanOut: FanOut;
  readonly #board: SeatBoard;
  readonly #availability: AvailabilityBoard;
  readonly #alarms: AlarmWatch;
  readonly #listeners = new Set<(seatId: string, event: SeatEventMessage) => void>();
  #hotline: HotlineView;
  #ringing = '';
  #beats = 0;
  /** A slow PBX is not asked again before it has answered. */
  #isLooking = false;
  #cancelBeat: () => void = () => {};
  /** Receipts that came while the PBX was away. */
  readonly #early: SummaryReceipt[] = [];
  #stopReceipts: () => void = () => {};

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#hotline = { ...hotlineOf(options), pbx: 'away', practice: false };
    this.#fanOut = new FanOut(options.clock, {
      waiting: () => ({ kind: 'waiting-changed', waiting: this.#waiting() }),
      parked: () => ({ kind: 'parked-changed', parked: this.#parked() }),
      callBacks: () => ({
        kind: 'call-backs-changed',
        callBacks: this.#callBacks(),
        callBacksOpen: this.#core.book.callBacks.waiting.open,
      }),
      availability: () => {
        const changed = this.#availability.take();
        return changed === null ? null : { kind: 'availability-changed', availability: changed };
      },
      figures: () => ({ kind: 'figures-changed', figures: this.#figures() }),
      seatBriefs: () => {
        const changed = this.#board.take();
        return changed === null ? null : { kind: 'seats-changed', ...changed };
      },
      trends: () => ({ kind: 'trends-changed', trends: queueTrends(this.#core) }),
      alarms: () => ({ kind: 'alarms-changed', alarms: alarmViews(this.#core) }),
      leaders: () => this.#leaders(),
      myDay: (seatId) => ({ kind: 'my-day-changed', myDay: this.#myDay(seatId) }),
      seats: () => this.#signedIn(),
      send: (seatId, event) => this.#send(seatId, event),
    });
    this.#core = new DeskCore(options, {
      seatEvent: (seatId, event) => this.#send(seatId, event),
      waitingChanged: () => this.#fanOut.waitingChanged(),
      figuresChanged: () => this.#fanOut.figuresChanged(),
      parkedChanged: () => this.#fanOut.changed('parked'),
      seatChanged: (seatId) => {
        this.#board.touch(seatId);
        this.#fanOut.seatsChanged();
      },
      seatsTouched: (seatIds) => this.#touchSeats(seatIds),
      myDayChanged: (seatId) => {
        this.#touchSeats([seatId]);
        this.#fanOut.myDayChanged(seatId);
      },
    });
    this.#board = new SeatBoard(this.#core);
    this.#availability = new AvailabilityBoard(this.#core);
    this.#input = new PbxInput(this.#core);
    this.#audit = new Audit(this.#core);
    this.#selfTest = new SelfTest(this.#core, () =>
      this.#hotlineSays({ selfTest: this.#core.book.selfTest }),
    );
    this.#hotline = { ...this.#hotline, selfTest: this.#core.book.selfTest };
    this.#core.book.onCallBacks = () => {
      this.#fanOut.changed('callBacks');
      // 应回拨, 已联系上 and 关闭 are figures too.
      this.#fanOut.figuresChanged();
    };
    this.#core.book.onAlarms = () => this.#fanOut.changedForLeaders('alarms');
    // Before anybody signs in: what was under way in the earlier run ends here for the figures.
    this.#core.record(this.#core.now(), { kind: 'bridge-started', epoch: options.ids.epoch });
    this.#alarms = new AlarmWatch(this.#core);
  }

  get pbx(): 'live' | 'away' {
    return this.#hotline.pbx;
  }

  get practice(): boolean {
    return this.#hotline.practice;
  }

  start(): void {
    this.#options.pbx.start({
      resynced: (state) => {
        this.#core.isLive = true;
        this.#audit.reset();
        resync(this.#core, state);
        for (const receipt of this.#early.splice(0)) this.#received(receipt);
        this.#core.routingIsDue();
        this.#hotlineBecomes({ pbx: 'live', practice: state.isPractice });
        this.#beat();
        this.#core.settle();
      },
      event: (event) => {
        this.#input.take(event);
        this.#core.settle();
      },
      away: () => {
        this.#core.isLive = false;
        this.#hotlineBecomes({ ...this.#hotline, pbx: 'away' });
      },
    });
    this.#cancelBeat = this.#options.clock.after(BEAT_MS, () => this.#tick());
    const { summary } = this.#options;
    if (summary !== null)
      this.#stopReceipts = summary.onReceipt((receipt) => this.#receipt(receipt));
    summary?.resume();
  }

  /** One that comes before the PBX has told of the calls waits for them. */
  #receipt(receipt: SummaryReceipt): void {
    if (this.#core.isLive) this.#received(receipt);
    else this.#early.push(receipt);
  }

  /** The far desk's receipt of a summary, or that it never came. */
  #received(receipt: SummaryReceipt): void {
    const { callId, targetId, outcome, status, receiptId } = receipt;
    const call = this.#core.calls.get(callId)?.call;
    if (call === undefined || !('emergencies' in call)) return;
    const caseId = call.emergencies.findLast((one) => one.targetId === targetId)?.caseId;
    if (caseId === undefined) return;
    const isReceived = outcome === 'delivered';
    this.#core.callEvent(callId, {
      kind: 'summary-pushed',
      caseId,
      outcome: isReceived ? 'received' : 'failed',
      detail: isReceived ? receiptId : status === null ? null : `HTTP ${status}`,
    });
    this.#core.settle();
  }

  stop(): void {
    this.#cancelBeat();
    this.#stopReceipts();
    this.#fanOut.stop();
    this.#core.stop();
    this.#options.pbx.stop();
  }

  stats(): DeskStats {
    return statsOf(this.#core);
  }

  signIn({ seatId, person, name, role, skills }: SignedInPerson): void {
    const who: SeatPerson = { person, name, role, skills };
    const resume = this.#resumes(seatId, person);
    this.#core.seatEvent(seatId, { kind: 'sign-in', person: who, ...resume });
    this.#core.settle();
  }

  signOut(seatId: string, why: 'asked' | 'superseded' | 'expired'): void {
    this.#core.seatEvent(seatId, { kind: 'sign-out', why });
    this.#core.settle();
  }

  setConnected(seatId: string, connected: boolean): void {
    this.#core.seatEvent(seatId, { kind: 'connected', connected });
    this.#core.settle();
  }

  snapshot(seatId: string): Snapshot {
    const seat = this.#core.seats.get(seatId, this.#core.now());
    const entry = this.#core.calls.get(callOf(seat) ?? '');
    const leads = seat.person?.role === 'leader';
    return {
      hotline: this.#hotline,
      seat: seatView(seat),
      call: entry === undefined ? null : callView(entry, seatId, this.#options.config),
      waiting: this.#waiting(),
      parked: this.#parked(),
      callBacks: this.#callBacks(),
      callBacksOpen: this.#core.book.callBacks.waiting.open,
      availability: availability(this.#core),
      seats: leads ? this.#board.all() : [],
      trends: leads ? queueTrends(this.#core) : [],
      alarms: leads ? alarmViews(this.#core) : [],
      figures: this.#figures(),
      myDay: this.#myDay(seatId),
    };
  }

  hall(): HallView {
    return hallViewOf(this.#core, this.#hotline, this.#figures());
  }

  async handle(
    ...[seatId, command]: Parameters<DeskPort['handle']>
  ): ReturnType<DeskPort['handle']> {
    const answer = runCommand(this.#core, seatId, command);
    this.#core.settle();
    return answer;
  }

  onSeatEvent(listener: (seatId: string, event: SeatEventMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Only to seats with somebody at them; there is nobody else to show it to. */
  #send(seatId: string, event: SeatEventMessage): void {
    const isSignedIn = this.#core.seats.get(seatId, 0).person !== null;
    if (!isSignedIn && event.kind !== 'seat-changed') return;
    for (const listener of this.#listeners) listener(seatId, event);
  }

  /** What the person was doing when the bridge stopped, if that was a moment ago; once. */
  #resumes(seatId: string, person: string): Pick<SignInEvent, 'resume' | 'attention'> {
    const { memory } = this.#core.book;
    const { config } = this.#options;
    const known = memory.seats.get(seatId);
    memory.seats.delete(seatId);
    const { hand, notes } = memory.attention.take(seatId);
    if (known?.person !== person) return { resume: null };
    const isRecent = this.#core.now() - memory.lastAt <= config.resumeSeatsWithinMs;
    const named = notes.map((note) => ({
      ...note,
      fromName: nameInDirectory(config, note.from),
    }));
    return { resume: isRecent ? known.wish : null, attention: { hand, notes: named } };
  }

  #touchSeats(seatIds: readonly string[]): void {
    for (const seatId of seatIds) this.#board.touch(seatId);
    this.#fanOut.changedForLeaders('seatBriefs');
  }

  #tick(): void {
    this.#cancelBeat = this.#options.clock.after(BEAT_MS, () => this.#tick());
    this.#beats += 1;
    const now = this.#core.now();
    this.#core.calls.forgetEnded(now);
    this.#input.forgetEarly(now);
    if (this.#core.isLive) this.#beat();
    if (this.#core.isLive && this.#beats % AUDIT_BEATS === 0) void this.#lookForGhosts();
    // Time alone changes who may be offered what, and once a minute the figures.
    this.#core.routingIsDue();
    this.#core.settle();
    this.#alarms.tick();
    if (this.#beats % 60 === 0) {
      void this.#selfTest.tick();
      this.#board.touchAll();
      this.#fanOut.changedForLeaders('seatBriefs');
      this.#fanOut.changedForLeaders('trends');
      this.#fanOut.figuresChanged();
      for (const seatId of this.#signedIn()) this.#fanOut.myDayChanged(seatId);
    }
  }

  async #lookForGhosts(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const presence = await this.#options.pbx.readPresence();
    this.#isLooking = false;
    if (presence === null || !this.#core.isLive) return;
    this.#audit.look(presence);
    this.#core.settle();
  }

  #beat(): void {
    const { pbx } = this.#options;
    pbx.beat();
    const seats = seatsToRing(this.#core.seats.all());
    const named = seats.join(' ');
    if (named === this.#ringing) return;
    this.#ringing = named;
    pbx.nameReadySeats(seats);
  }

  #hotlineBecomes({ pbx, practice }: Pick<HotlineView, 'pbx' | 'practice'>): void {
    // A PBX that comes back may have lost what it was told.
    if (pbx === 'live' && this.#hotline.pbx === 'away') this.#ringing = '';
    if (pbx === this.#hotline.pbx && practice === this.#hotline.practice) return;
    this.#hotlineSays({ pbx, practice });
  }

  #hotlineSays(change: Partial<HotlineView>): void {
    this.#hotline = { ...this.#hotline, ...change };
    const event: SeatEventMessage = { kind: 'hotline-changed', hotline: this.#hotline };
    for (const seatId of this.#signedIn()) this.#send(seatId, event);
  }

  #signedIn(): readonly string[] {
    const seats: string[] = [];
    for (const { seatId, person } of this.#core.seats.all())
      if (person !== null) seats.push(seatId);
    return seats;
  }

  #waiting(): Snapshot['waiting'] {
    const entries = [...this.#core.calls.unanswered.values()].flatMap((entry) => {
      const view = waitingCallView(entry);
      return view === null ? [] : [view];
    });
    return inOrder(entries).slice(0, SHOWN_WAITING);
  }

  #callBacks(): CallBackView[] {
    return this.#core.book.callBacks
      .list()
      .slice(0, SHOWN_WAITING)
      .map((task) => callBackView(task, this.#options.config));
  }

  #parked(): Snapshot['parked'] {
    return [...this.#core.calls.all()].flatMap((entry) => parkedCallView(entry) ?? []);
  }

  #leaders(): readonly string[] {
    return [...this.#core.seats.all()].flatMap(({ seatId, person }) =>
      person?.role === 'leader' ? [seatId] : [],
    );
  }

  #figures(): Snapshot['figures'] {
    const now = this.#core.now();
    return this.#options.config.queues.map((queue) => ({
      ...this.#core.book.metrics.queueFigures(queue.id, now),
      queueName: queue.name,
      readySeats: readySeats(this.#core, queue.id),
    }));
  }

  #myDay(seatId: string): Snapshot['myDay'] {
    return this.#core.book.metrics.myDay(seatId, this.#core.now());
  }
}

/** What the configuration says of whom a call can be taken to, for the desks. */
function hotlineOf({ config }: DeskOptions): Omit<HotlineView, 'pbx' | 'practice'> {
  return {
    ...config.hotline,
    emergencyTargets: config.emergency.targets.map((target) => ({
      id: target.id,
      zh: target.zh,
      en: target.en,
      routes: target.routes.length,
      acknowledgeKey: target.acknowledgeKey,
      takesSummary: target.summaryUrl !== null,
    })),
    directory: config.directory.map(({ languages, hours, ...entry }) => ({
      ...entry,
      languages: [...languages],
      hours:
        hours === null ? null : hours.map(({ days, ...hour }) => ({ ...hour, days: [...days] })),
    })),
  };
}
