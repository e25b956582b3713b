/**
 * What dies, and what must come of it. Each row gives the ms that it is about: where nobody may notice anything, the
 * longest pause in what the citizen heard; where the seat is gone, the pause until music, the sentence or a voice; where
 * the PBX is, the time until the seats are registered again.
 *
 * A headset is pulled out of a seat in a browser, with a sound server of its own; waking up and a changed address are
 * the system's own and stand in tests/e2e.
 */
import { setTimeout as passes } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import { HeadsetDesk, SoundRoom } from '../support/headset-desk.ts';
import type { Chance } from './chance.ts';
import { CITIZEN, type Round, type State, states } from './round.ts';

export type Row = {
  readonly states: readonly State[];
  /** `null`: the longest pause of the citizens' is the figure. */
  readonly die: (round: Round, chance: Chance) => Promise<number | null>;
  /** The calls are lost by nature: what counts is that the ledger has them. */
  readonly losesCalls?: true;
};

/** config/freeswitch/dialplan/citizen.xml: a beat older than 5 s; one more, since the PBX's clock may lag. */
const STALE_SECONDS = 7;
const REGISTERED_WITHIN_MS = 5_000;
const DEVICE_WITHIN_MS = 3_000;
/** The desk looks every half second whether there was no packet for two. */
const NOTICED_MS = [2_000, 2_500] as const;
const atSeat = states.filter((state) => state !== 'waiting');

export const rows = {
  seat: {
    states: atSeat,
    async die(round, chance) {
      const { seat, second, state } = round;
      seat.vanishes();
      await round.stack.ledger.fact(round.callId, 'call-requeued');
      if (state !== 'three-way' && chance.next() < 0.3) {
        // It stays away: after its time the best free seat has the call.
        await second.ready();
        await second.answers(15_000);
        await round.together(second);
      } else {
        await passes(chance.between(0, 1_500));
        await seat.returns();
        await round.together(seat);
      }
      return null;
    },
  },
  'seat-pbx-socket': {
    states,
    async die(round, chance) {
      round.seat.cutPhone();
      await passes(chance.between(0, 2_000));
      await round.seat.returnsToPbx();
      await round.seat.when('registered', ({ seat }) => seat.device.registered);
      await round.stillAsBefore();
      return null;
    },
  },
  'seat-bridge-socket': {
    states,
    async die(round, chance) {
      round.seat.cutBridge();
      await passes(chance.between(0, 2_000));
      await round.seat.returnsToBridge();
      await round.stillAsBefore();
      return null;
    },
  },
  bridge: {
    states,
    async die(round) {
      await round.stack.killBridge();
      await round.stack.startBridge();
      await Promise.all(round.seats.map((seat) => seat.returnsToBridge()));
      await round.stillAsBefore();
      return null;
    },
  },
  'bridge-away': {
    states: states.filter((state) => state !== 'three-way'),
    async die(round) {
      const { stack, second } = round;
      await second.ready();
      await eventually('the PBX knows whom to ring', async () =>
        (await stack.askPbx('hash select/hotline/seats')).includes(second.seatId),
      );
      await stack.killBridge();
      await eventually('the beat is stale', async () => {
        const beat = Number(await stack.askPbx('hash select/hotline/alive'));
        return beat > 0 && Date.now() / 1000 >= beat + STALE_SECONDS;
      });
      const newcomer = await round.calls();
      newcomer.watch();
      const phone = await second.answers(15_000);
      const callId = phone.header('X-Hotline-Call') ?? '';
      await round.hears(second.hz, newcomer);
      await stack.startBridge();
      await Promise.all(round.seats.map((seat) => seat.returnsToBridge()));
      await second.whenCall('shown', (call) => call.callId === callId && call.state === 'talking');
      await stack.ledger.fact(callId, 'call-answered');
      await round.stillAsBefore();
      return null;
    },
  },
  pbx: {
    states: ['waiting', 'talking', 'hold', 'three-way'],
    losesCalls: true,
    async die(round) {
      const { stack, seats, callId } = round;
      await stack.stopPbx();
      await stack.startPbx();
      const upAt = performance.now();
      await Promise.all(seats.map((seat) => seat.returnsToPbx(20_000)));
      const took = performance.now() - upAt;
      await Promise.all(
        seats.map((seat) => seat.when('registered', (now) => now.seat.device.registered, 15_000)),
      );
      await stack.ledger.fact(callId, 'call-ended', 15_000);
      if (took > REGISTERED_WITHIN_MS) throw new Error(`registered after ${Math.round(took)} ms`);
      return Math.round(took);
    },
  },
  'one-way-audio': {
    states: atSeat,
    async die(round, chance) {
      const { seat } = round;
      const broken = seat.phone;
      if (chance.next() < 0.5) {
        // The desk notices (softphone/media-watch.ts) and asks for a new leg; the person does nothing.
        broken.losesSound();
        await passes(chance.between(...NOTICED_MS));
        await seat.command('call.rebuild', { callId: round.callId });
      }
      // Nothing at all comes of it: the PBX gives it up.
      else broken.vanish();
      await eventually('another leg', () => seat.phone !== broken);
      await seat.whenCall('talking', ({ state }) => state === 'talking');
      // Rebuilt, the citizen is still on hold; given back by the PBX they are not.
      if (seat.call?.held === true) await seat.does('call.retrieve');
      await round.together(seat);
      return null;
    },
  },
  headset: {
    states: ['talking'],
    async die(round, chance) {
      room ??= await SoundRoom.open();
      const desk = await HeadsetDesk.open(round.stack, room, 'dialect');
      try {
        await desk.ready();
        const watched = await round.calls('cantonese');
        await desk.answers();
        const through = (which: 'headset' | 'desk'): Promise<void> =>
          desk.talksThrough(which, watched.citizen, CITIZEN);
        await through('headset');
        watched.watch();
        await passes(chance.between(0, 1_000));
        await desk.pullOut();
        await through('desk');
        await desk.plugIn();
        await through('headset');
        const { gapMs } = watched.ordeal();
        if (gapMs > DEVICE_WITHIN_MS) throw new Error(`nothing heard for ${gapMs} ms`);
        return gapMs;
      } finally {
        await desk.seat.close();
      }
    },
  },
} as const satisfies Record<string, Row>;

/** Opened by the first round that needs it. */
let room: SoundRoom | null = null;
export async function closeRows(): Promise<void> {
  await room?.close();
}

export type RowName = keyof typeof rows;
export const rowNames = Object.keys(rows) as readonly RowName[];
