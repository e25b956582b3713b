/**
 * `pnpm -s bench answer [--freeswitch] [--calls 20]`: from the answer key to the first audio both ways, on one PBX and in
 * one run, by turns so that the machine's mood is the same for all:
 *
 *   fresh     the desk's softphone answers the INVITE of the call, as it ships
 *   barePage  a page with JsSIP alone does
 *   standing  常连, a prototype: the seat's leg is up all shift in a room of its own, muted at both ends, and is moved into
 *             the call's room by `uuid_transfer`. The bench sends that command itself, over its own event socket, when the
 *             page tells the key; in the product the key would travel seat → bridge → PBX
 *
 * The citizen hears the seat's tone, the seat the citizen's; what counts is the later of the two. ms on one machine's clock
 * (each process's monotonic one, put to the same origin); an ear needs about 20 ms of a tone to know it.
 */
import { setTimeout as after } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { placeCall, tone } from '@hotline/practice-pbx/citizen';
import type { Page } from 'playwright-core';
import type { Softphone } from '../apps/desktop/src/renderer/softphone/softphone.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { eventually } from '../tests/support/eventually.ts';
import { startSoftphoneBench } from '../tests/support/softphone-bench.ts';
import { ANSWER_PAGE } from './answer-stage/page.ts';
import { openEslLine } from './answer-stage/esl-line.ts';

const { values } = parseArgs({
  options: {
    freeswitch: { type: 'boolean', default: false },
    calls: { type: 'string', default: '20' },
    /** Not counted: the programs' first calls compile code. */
    warmup: { type: 'string', default: '2' },
  },
});
const calls = Number(values.calls);
const warmup = Number(values.warmup);
/** Neither is a note of the music that somebody alone in a room hears. */
const SEAT_HZ = 1730;
const CITIZEN_HZ = 1210;
const WITHIN_MS = 10_000;
/** A person looks before pressing; meanwhile the microphone opens. */
const LOOK_MS = 600;

declare global {
  interface Window {
    SEAT_HZ: number;
    startDesk(account: unknown): void;
    startBare(account: unknown): void;
    keyMovesLeg(): void;
    moveLeg(): Promise<void>;
    isRegistered(): boolean;
    isRinging(): boolean;
    isIdle(): boolean;
    hears(hz: number, withinMs: number): Promise<number | null>;
    nextPress(): number | null;
    softphone: Softphone;
  }
}

type Sample = { readonly citizen: number; readonly seat: number };
type Kind = 'fresh' | 'barePage' | 'standing';
const samples: Record<Kind, Sample[]> = { fresh: [], barePage: [], standing: [] };

const bench = await startSoftphoneBench({
  pbx: values.freeswitch ? 'freeswitch' : 'practice',
  script: ANSWER_PAGE,
});
const esl = await openEslLine(bench.esl.port, bench.esl.password);
const browser = await launchChromium();
// There is no bridge here; its heartbeat keeps the dialplan from ringing seats by itself.
const beat = () => void esl.api('expand hash insert/hotline/alive/${strepoch()}');
beat();
const beating = setInterval(beat, 1000);

async function openSeat(seat: string, start: 'startDesk' | 'startBare'): Promise<Page> {
  const page = await browser.newPage();
  await page.addInitScript((hz) => {
    window.SEAT_HZ = hz;
  }, SEAT_HZ);
  await page.goto(bench.page);
  await page.waitForFunction(() => window.startDesk !== undefined);
  await page.evaluate(({ how, account }) => window[how](account), {
    how: start,
    account: bench.accountOf(seat),
  });
  await page.waitForFunction(() => window.isRegistered());
  return page;
}

type Room = { readonly conference_name: string };
const rooms = async () => JSON.parse(await esl.api('conference json_list')) as readonly Room[];

/** A citizen calls and is alone in a room; the call's name. */
async function citizenCalls() {
  const before = new Set((await rooms()).map(({ conference_name: name }) => name));
  const citizen = placeCall({
    to: `sip:12345@127.0.0.1:${bench.trunkPort}`,
    from: '13800138000',
    audio: tone(CITIZEN_HZ),
  });
  await citizen.answered;
  const name = await eventually('the citizen’s room', async () =>
    (await rooms())
      .map(({ conference_name: room }) => room)
      .find((room) => room.startsWith('room-') && !before.has(room)),
  );
  return { citizen, room: name, callId: name.slice('room-'.length) };
}

/** Presses the key and listens at both ends. */
async function answered(page: Page, citizen: ReturnType<typeof placeCall>): Promise<Sample> {
  const atSeat = page.evaluate(([hz, ms]) => window.hears(hz, ms), [
    CITIZEN_HZ,
    WITHIN_MS,
  ] as const);
  const atCitizen = citizen.hears({ hz: SEAT_HZ, withinMs: WITHIN_MS });
  await page.keyboard.press('F2');
  const [seat, { atMs }] = await Promise.all([atSeat, atCitizen]);
  const pressedAt = await page.evaluate(() => window.nextPress());
  if (seat === null || pressedAt === null) throw new Error('the seat hears nobody');
  return { citizen: performance.timeOrigin + atMs - pressedAt, seat: seat - pressedAt };
}

async function byInvite(page: Page, seat: string): Promise<Sample> {
  const { citizen, room, callId } = await citizenCalls();
  const leg = crypto.randomUUID();
  await esl.background(
    `originate {origination_uuid=${leg},ignore_early_media=true,originate_timeout=20,origination_caller_id_number=13800138000,sip_h_X-Hotline-Call=${callId}}user/${seat}@127.0.0.1 &conference(${room}@hotline)`,
  );
  await page.waitForFunction(() => window.isRinging());
  await after(LOOK_MS);
  try {
    return await answered(page, citizen);
  } finally {
    await esl.api(`uuid_kill ${leg}`);
    citizen.hangUp();
    await page.waitForFunction(() => window.isIdle());
  }
}

/** Alone there it neither hears music nor is heard. */
const HOME = 'standing-1003@hotline+flags{mute|deaf}';
const standingLeg = crypto.randomUUID();
let standingRoom = '';

/** The leg that stays up: answered once, before the shift. */
async function standUp(page: Page): Promise<void> {
  await page.exposeFunction('moveLeg', async () => {
    await esl.api(`uuid_transfer ${standingLeg} conference:${standingRoom}@hotline inline`);
  });
  await esl.background(
    `originate {origination_uuid=${standingLeg},ignore_early_media=true,originate_timeout=20}user/1003@127.0.0.1 &conference(${HOME})`,
  );
  await page.waitForFunction(() => window.isRinging());
  await page.keyboard.press('F2');
  await eventually('the standing leg is up', async () =>
    (await rooms()).some(({ conference_name: name }) => name === 'standing-1003'),
  );
  await page.evaluate(() => {
    window.nextPress();
    window.softphone.setMuted(true);
    window.keyMovesLeg();
  });
}

async function byStandingLeg(page: Page): Promise<Sample> {
  const { citizen, room } = await citizenCalls();
  standingRoom = room;
  await after(LOOK_MS);
  try {
    return await answered(page, citizen);
  } finally {
    await page.evaluate(() => window.softphone.setMuted(true));
    await esl.api(`uuid_transfer ${standingLeg} conference:${HOME} inline`);
    citizen.hangUp();
    await eventually('the leg is home again', async () => (await rooms()).length === 1);
  }
}

const percentile = (sorted: readonly number[], p: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * p) - 1)] ?? Number.NaN);
const figures = (of: readonly number[]) => {
  const sorted = of.toSorted((a, b) => a - b);
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) };
};
const result = (kind: Kind) => ({
  ...figures(samples[kind].map(({ citizen, seat }) => Math.max(citizen, seat))),
  atCitizen: figures(samples[kind].map(({ citizen }) => citizen)),
  atSeat: figures(samples[kind].map(({ seat }) => seat)),
  samples: samples[kind].length,
});

let failed = 0;
try {
  const fresh = await openSeat('1001', 'startDesk');
  const bare = await openSeat('1002', 'startBare');
  const standing = await openSeat('1003', 'startDesk');
  await standUp(standing);
  const turns: readonly (readonly [Kind, () => Promise<Sample>])[] = [
    ['fresh', () => byInvite(fresh, '1001')],
    ['barePage', () => byInvite(bare, '1002')],
    ['standing', () => byStandingLeg(standing)],
  ];
  for (let call = -warmup; call < calls; call += 1) {
    for (const [kind, take] of turns) {
      try {
        const sample = await take();
        if (call >= 0) samples[kind].push(sample);
      } catch (error) {
        failed += 1;
        console.error(kind, call, error instanceof Error ? error.message : error);
      }
    }
  }
} finally {
  clearInterval(beating);
  await browser.close();
  esl.close();
  await bench.stop();
}
console.log(
  JSON.stringify({
    bench: 'answer',
    unit: 'ms',
    pbx: values.freeswitch ? 'freeswitch' : 'practice',
    fresh: result('fresh'),
    standing: { ...result('standing'), prototype: true },
    barePage: result('barePage'),
    failed,
  }),
);
process.exitCode = failed > calls / 4 ? 1 : 0;
