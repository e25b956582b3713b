/** Stands in for calls and PBX in the gateway's tests: keeps what it was told, answers by the protocol's own shapes. */
import {
  answer as answerShape,
  type Answer,
  type Command,
  type SeatEventMessage,
  type SeatView,
  type Snapshot,
} from '@hotline/domain/protocol';
import type { CreateDeskRuntime, DeskParts, DeskRuntime } from '../desk-runtime.ts';

export type FakeDesk = {
  readonly create: CreateDeskRuntime;
  /** What the desk and the PBX were told, in order. */
  readonly told: string[];
  readonly commands: { readonly seatId: string; readonly command: Command }[];
  parts(): DeskParts;
  emit(seatId: string, event: SeatEventMessage): void;
  setPbx(state: 'live' | 'away'): void;
  /** The next commands wait until the returned function is called. */
  hold(): () => void;
  snapshot(seatId: string): Snapshot;
};

export function createFakeDesk(): FakeDesk {
  const told: string[] = [];
  const commands: FakeDesk['commands'] = [];
  const seats = new Map<string, SeatView>();
  const listeners = new Set<(seatId: string, event: SeatEventMessage) => void>();
  let parts: DeskParts | null = null;
  let pbx: 'live' | 'away' = 'live';
  let held: Promise<void> = Promise.resolve();

  const emit: FakeDesk['emit'] = (seatId, event) => {
    for (const listener of listeners) listener(seatId, event);
  };
  const view = (seatId: string): SeatView => {
    const seat = seats.get(seatId);
    if (seat === undefined) throw new Error(`nobody ever signed in at ${seatId}`);
    return seat;
  };
  const setActivity = (seatId: string, activity: SeatView['activity']): void => {
    const seat = { ...view(seatId), activity };
    seats.set(seatId, seat);
    emit(seatId, { kind: 'seat-changed', seat });
  };
  const snapshot = (seatId: string): Snapshot => ({
    hotline: {
      name: '热线',
      practice: false,
      pbx,
      restReasons: [],
      parkReasons: [],
      ticketKinds: [],
      urgencies: [],
      skills: [],
      emergencyTargets: [],
      directory: [],
      floorPlan: [],
      callBackTries: 3,
      tooLong: null,
    },
    seat: view(seatId),
    call: null,
    waiting: [],
    parked: [],
    availability: [],
    seats: [],
    trends: [],
    callBacksOpen: 0,
    alarms: [],
    figures: [],
    myDay: {
      from: 0,
      signedInMs: 0,
      offered: 0,
      answered: 0,
      missed: 0,
      rejected: 0,
      talkMs: 0,
      wrapMs: 0,
      readyMs: 0,
      restMs: 0,
      busyMs: 0,
      ticketsFiled: 0,
      averageAnswerMs: null,
      recentCalls: [],
    },
  });

  async function handle(seatId: string, command: Command): Promise<Answer> {
    commands.push({ seatId, command });
    await held;
    const done = (result: Record<string, unknown>): Answer =>
      answerShape.parse({ type: 'answer', id: command.id, ok: true, result });
    if (command.name === 'seat.sign-out') {
      setActivity(seatId, { kind: 'signed-out', since: 1 });
      return done({});
    }
    if (command.name === 'seat.set') {
      setActivity(seatId, { kind: 'ready', since: 1 });
      return done({});
    }
    if (command.name === 'call.hang-up' && command.args.callId === 'of-another') {
      return { type: 'answer', id: command.id, ok: false, error: { code: 'not-your-call' } };
    }
    if (command.name === 'call.reject') throw new Error('broken desk');
    return done({});
  }

  const runtime: DeskRuntime = {
    desk: {
      signIn(person) {
        told.push(`sign-in ${person.seatId} ${person.person}`);
        seats.set(person.seatId, {
          seatId: person.seatId,
          personName: person.name,
          role: person.role,
          skills: [...person.skills],
          activity: { kind: 'busy', since: 0, because: 'signed-in' },
          after: null,
          device: { registered: false, media: 'unknown' },
          hand: null,
          notes: [],
        });
      },
      signOut(seatId, why) {
        told.push(`sign-out ${seatId} ${why}`);
        setActivity(seatId, { kind: 'signed-out', since: 1 });
      },
      setConnected: (seatId, connected) => void told.push(`connected ${seatId} ${connected}`),
      snapshot,
      hall: () => ({
        now: 0,
        name: '热线',
        practice: false,
        pbx,
        figures: [],
        trends: [],
        seats: { ready: 0, call: 0, wrapping: 0, busy: 0, rest: 0, unreachable: 0 },
        callBacksOpen: 0,
        alarms: [],
      }),
      handle,
      onSeatEvent(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    pbx: {
      state: () => pbx,
      practice: () => false,
      async flushRegistration(seatId) {
        told.push(`flush ${seatId}`);
      },
    },
    start: () => void told.push('start'),
    async stop() {
      told.push('stop');
    },
  };

  return {
    create(given) {
      parts = given;
      return runtime;
    },
    told,
    commands,
    parts() {
      if (parts === null) throw new Error('not started');
      return parts;
    },
    emit,
    setPbx: (state) => (pbx = state),
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    snapshot,
  };
}
