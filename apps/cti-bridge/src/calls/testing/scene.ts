/** Tests only: a desk with a few seats, a PBX and a clock in the test's hands. */
import type { DirectoryEntry } from '@hotline/domain/directory';
import type { Answer, Command, SeatEventMessage } from '@hotline/domain/protocol';
import { seatEvent } from '@hotline/domain/protocol';
import type { Desk } from '../desk.ts';
import { createDesk } from '../desk.ts';
import type { DeskConfig } from '../desk-config.ts';
import type { SignedInPerson } from '../../ports.ts';
import { testDefinition } from '../../testing/test-definition.ts';
import { FakeClock } from './fake-clock.ts';
import { FakePbx } from './fake-pbx.ts';
import { FakeCallerBook, FakeLedger, FakeRecordings, FakeTickets } from './fake-ports.ts';

/** 2026-11-22 10:00 in Shanghai. */
export const START = 1_795_312_800_000;

function entry(
  more: Pick<DirectoryEntry, 'id' | 'kind' | 'zh'> & Partial<DirectoryEntry>,
): DirectoryEntry {
  return {
    en: more.zh,
    number: null,
    seat: null,
    skill: null,
    languages: [],
    hours: null,
    note: null,
    quick: null,
    initials: '',
    ...more,
  };
}

export const sceneConfig: DeskConfig = {
  queues: [
    {
      id: 'general',
      name: '综合受理',
      match: null,
      answerLimitMs: 15_000,
      ringMs: 20_000,
      wrapMs: 30_000,
      wrapExtendMs: 30_000,
      wrapExtensionsMax: 1,
      skills: [],
      priority: 0,
    },
    {
      id: 'sign',
      name: '手语视频',
      match: 'sign',
      answerLimitMs: 15_000,
      ringMs: 20_000,
      wrapMs: 30_000,
      wrapExtendMs: 30_000,
      wrapExtensionsMax: 1,
      skills: ['sign'],
      priority: 0,
    },
  ],
  routing: {
    dropOptionalSkillsAfterMs: 30_000,
    setAsideMs: 60_000,
    retryMs: 2_000,
    specialGroupPriority: 1,
    lastSeatFirst: true,
  },
  figures: {
    definitions: [{ ...testDefinition, serviceLevels: [2, 3], connectionTarget: 0.95 }],
    connectionRange: 'day',
  },
  utcOffsetMinutes: 480,
  teams: new Map(),
  areaCode: '0710',
  emergency: {
    targets: ['110', '120'].map((id) => ({
      id,
      zh: id === '110' ? '公安' : '急救',
      en: id,
      routes: [
        { gateway: 'carrier', number: id, ringMs: 15_000 },
        { gateway: 'carrier-second', number: id, ringMs: 15_000 },
      ],
      headers: { 'X-Original-Caller': '{number}' },
      acknowledgeKey: '1',
      summaryUrl: null,
      testNumber: null,
    })),
    prompt: 'emergency-wait',
    callBack: { attempts: 2, ringMs: 25_000, pauseMs: 3_000 },
    selfTest: { isOn: false, atMinute: 210 },
  },
  transfer: {
    ringMs: 30_000,
    parkSlots: { from: 701, to: 702 },
    parkMs: 120_000,
    queueReturnMs: 60_000,
  },
  asksSatisfaction: false,
  outbound: { gateway: 'carrier', callerNumber: '12345', ringMs: 30_000 },
  recovery: { returnMs: 15_000 },
  leader: { tellSeat: { listen: false, whisper: true, barge: true } },
  alarms: [],
  forecastTarget: 0.9,
  recording: { isOn: true, folder: '/recordings', keepDays: null, listen: ['leader'] },
  directory: [
    entry({ id: 'gas', kind: 'utility', zh: '燃气抢修', number: '07105550301' }),
    entry({ id: 'seat-1002', kind: 'seat', zh: '乙席', seat: '1002' }),
    entry({ id: 'skill-cantonese', kind: 'skill', zh: '粤语', skill: 'cantonese' }),
  ],
  resumeSeatsWithinMs: 600_000,
  hotline: {
    name: '12345',
    timeZone: 'Asia/Shanghai',
    restReasons: [],
    parkReasons: [{ id: 'more-facts', zh: '待补充', en: 'More facts' }],
    ticketKinds: [],
    urgencies: [],
    emergencyTargets: [],
    directory: [],
    floorPlan: [],
    callBackTries: 2,
    tooLong: null,
    skills: [
      { id: 'sign', zh: '手语', en: 'Sign language' },
      { id: 'cantonese', zh: '粤语', en: 'Cantonese' },
    ],
  },
};

export const person = (seatId: string, ...skills: readonly string[]): SignedInPerson => ({
  person: `p${seatId}`,
  name: `席${seatId}`,
  seatId,
  role: 'agent',
  skills,
});

export type Seen = {
  readonly seatId: string;
  readonly event: SeatEventMessage;
  readonly dials: number;
};

export class Scene {
  readonly clock: FakeClock;
  readonly pbx: FakePbx;
  readonly ledger: FakeLedger;
  readonly book = new FakeCallerBook();
  readonly tickets = new FakeTickets();
  readonly recordings = new FakeRecordings();
  /** Everything the seats were told, with the number of dials that had gone out before. */
  readonly seen: Seen[] = [];
  readonly problems: string[] = [];
  desk: Desk;
  readonly #config: DeskConfig;
  #legs = 0;
  #commands = 0;
  #runs = 0;

  constructor(more: Partial<DeskConfig> = {}) {
    this.clock = new FakeClock(START);
    this.pbx = new FakePbx(() => this.clock.now());
    this.ledger = new FakeLedger();
    this.#config = { ...sceneConfig, ...more };
    this.desk = this.#newDesk();
  }

  #newDesk(): Desk {
    this.#runs += 1;
    const { pbx, ledger, book: callerBook, tickets, clock } = this;
    const problem = (fields: Readonly<Record<string, unknown>>, message: string): void => {
      this.problems.push(`${message} ${JSON.stringify(fields)}`);
    };
    const desk = createDesk({
      pbx,
      ledger,
      sealed: ledger,
      recordings: this.recordings,
      lateReportFiles: () => 0,
      summary: null,
      callerBook,
      tickets,
      clock,
      ids: {
        newLeg: () => `leg-${(this.#legs += 1)}`,
        epoch: `run-${this.#runs}`,
      },
      config: this.#config,
      logger: { debug: () => {}, info: () => {}, warn: problem, error: problem },
    });
    desk.onSeatEvent((seatId, event) => {
      // What the protocol's schema refuses would be refused by the seat.
      seatEvent.parse(event);
      this.seen.push({ seatId, event, dials: this.pbx.dials.length });
    });
    desk.start();
    return desk;
  }

  /** PBX connected, these seats signed in, registered, connected and ready. */
  static working(...seats: readonly (string | SignedInPerson)[]): Scene {
    const scene = new Scene();
    scene.pbx.connect();
    for (const seat of seats) scene.works(typeof seat === 'string' ? person(seat) : seat);
    scene.clock.quiet();
    scene.seen.length = 0;
    return scene;
  }

  /** A millisecond passes between two people, so that "idle longest" is said. */
  works(who: SignedInPerson): void {
    this.desk.signIn(who);
    this.pbx.register(who.seatId);
    this.desk.setConnected(who.seatId, true);
    void this.command(who.seatId, { name: 'seat.set', args: { to: { kind: 'ready' } } });
    this.clock.advance(1);
  }

  /** The bridge's process ends without a word and another one starts. */
  restart(): void {
    this.desk.stop();
    this.desk = this.#newDesk();
    this.seen.length = 0;
  }

  command(
    seatId: string,
    what: Pick<Command, 'name'> & { readonly args: unknown },
  ): Promise<Answer> {
    this.#commands += 1;
    const command = { type: 'command', id: `cmd-${this.#commands}`, ...what } as Command;
    return this.desk.handle(seatId, command);
  }

  activity(seatId: string) {
    return this.desk.snapshot(seatId).seat.activity;
  }

  kinds(seatId: string): readonly string[] {
    return this.seen
      .filter((one) => one.seatId === seatId)
      .map(({ event }) => event.kind)
      .filter((kind) => kind.startsWith('call-'));
  }

  first<K extends SeatEventMessage['kind']>(
    seatId: string,
    kind: K,
  ): (Extract<SeatEventMessage, { kind: K }> & { readonly dials: number }) | undefined {
    const seen = this.seen.find((one) => one.seatId === seatId && one.event.kind === kind);
    return seen === undefined
      ? undefined
      : { ...(seen.event as Extract<SeatEventMessage, { kind: K }>), dials: seen.dials };
  }
}
