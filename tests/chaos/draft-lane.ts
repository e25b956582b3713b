/** One seat of a run: its person, its folder, its lives one after the other, and what it is owed. */
import { mkdirSync } from 'node:fs';
import { setTimeout as passes } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import type { SeatLine, SeatOrders } from './draft-script.ts';
import { startSeatProcess, type SeatProcess } from './draft-seat-process.ts';
import { Tally } from './draft-tally.ts';

/** The clock goes back so far at most; a day later a filed draft may leave the seat's disk. */
const MOST_SET_BACK_MS = 20 * 3_600_000;
const DRAIN_MS = 120_000;
/** Right after one of these the seat is killed as often as at a moment of no meaning. */
const MOMENTS: readonly SeatLine['kind'][] = [
  'key',
  'saved',
  'submitting',
  'submitted',
  'taking-back',
  'filed',
];

export type Lane = {
  readonly tally: Tally;
  /** Lives and dies until `take` says that all kills are taken. */
  run(take: () => boolean): Promise<void>;
  /** The last life: everything is submitted and goes. false: it did not. */
  drain(): Promise<boolean>;
};

export type LaneOrders = Pick<SeatOrders, 'CHAOS_FOLDER' | 'CHAOS_WIRE' | 'CHAOS_TOKEN'>;

export function openLane(orders: LaneOrders, luck: Chance, cache: string): Lane {
  const tally = new Tally((fault) => console.error(`FAULT ${fault}`));
  mkdirSync(orders.CHAOS_FOLDER);
  const start = (own: Pick<SeatOrders, 'CHAOS_DRAIN' | 'CHAOS_SET_BACK'>): SeatProcess =>
    startSeatProcess(
      { ...orders, ...own, CHAOS_SEED: String(luck.between(0, 2 ** 31)) },
      cache,
      (line) => tally.hear(line),
    );
  const setBack = () => String(luck.next() < 0.3 ? luck.between(0, MOST_SET_BACK_MS) : 0);

  async function live(seat: SeatProcess): Promise<void> {
    const dice = luck.next();
    // Long enough for an answer that never comes to be given up.
    const longest = dice < 0.01 ? 6_500 : dice < 0.2 ? 1_500 : 400;
    if (luck.next() < 0.5) return passes(luck.between(0, longest));
    await Promise.race([seat.heard(luck.one(MOMENTS)), passes(longest)]);
    if (luck.next() < 0.5) await passes(luck.between(0, 4));
  }

  async function kill(seat: SeatProcess): Promise<void> {
    if (seat.hasEnded) throw new Error('the seat ended by itself');
    // Before, not after: a key that grows too old while this program waits for its turn is not owed.
    const at = Date.now();
    seat.kill();
    await seat.ended;
    tally.seatKilled(at);
  }

  return {
    tally,
    async run(take) {
      for (;;) {
        const seat = start({ CHAOS_DRAIN: '0', CHAOS_SET_BACK: setBack() });
        // oxlint-disable-next-line no-await-in-loop -- one life after the other
        await seat.ready;
        const trouble = seat.disturb(luck);
        // oxlint-disable-next-line no-await-in-loop
        await live(seat);
        const isOver = !take();
        // oxlint-disable-next-line no-await-in-loop
        await kill(seat);
        // oxlint-disable-next-line no-await-in-loop
        await trouble;
        if (isOver) return;
      }
    },
    async drain() {
      const seat = start({ CHAOS_DRAIN: '1', CHAOS_SET_BACK: '0' });
      const timer = setTimeout(() => seat.kill(), DRAIN_MS);
      const { lastLine } = await seat.ended;
      clearTimeout(timer);
      return lastLine === 'drained';
    },
  };
}
