/**
 * `pnpm -s chaos draft [--kills N] [--seed N] [--seats N]`: seats and bridge are killed (SIGKILL) at moments that chance
 * chooses, while scripts type, edit, submit and take back; the disk is full or the file locked by another program now and
 * then, the seat's clock is set back, and the bridge answers twice, late or never. Ends with one JSON line; fails when
 * anything older than 250 ms was lost, filed twice, or filed out of turn.
 *
 * A seat is the desk's own store, outbox and link in a small program (`draft-seat.ts`); the bridge is the whole bridge
 * with its own database. Counted apart, on stderr: what the person was told is not saved (disk full, file locked), and
 * what is older than 250 ms by the clock only because the machine did not run the seat (`draft-pulse.ts` beats beside it).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as passes } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ticketDraft } from '@hotline/domain/draft';
import { logInAnswer } from '@hotline/domain/protocol';
import Database from 'better-sqlite3';
import { startBridgeProcess, type BridgeProcess } from '../../scripts/bridge-process.ts';
import { freePort } from '../../scripts/free-port.ts';
import { chance, type Chance } from './chance.ts';
import { openLane, type Lane } from './draft-lane.ts';
import { openWire } from './draft-wire.ts';

/** Who sits at the seats, by `tests/contract/hotline.yaml`. */
const PEOPLE = ['first', 'second', 'third', 'leader'];

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    seats: { type: 'string', default: '3' },
  },
});
const kills = Number(values.kills);
const seats = Number(values.seats);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error('--kills and --seed are whole numbers');
  process.exit(2);
}
if (!Number.isInteger(seats) || seats < 1 || seats > PEOPLE.length) {
  console.error(`--seats is a whole number, 1 to ${PEOPLE.length}`);
  process.exit(2);
}
const PASSWORD = 'Aa1-chaos-of-drafts';

console.error(`seed ${seed}`);
const began = performance.now();
const folder = mkdtempSync(path.join(tmpdir(), 'hotline-chaos-draft-'));
const cache = path.join(tmpdir(), 'hotline-compile-cache');

const [port, eslPort] = await Promise.all([freePort(), freePort()]);
const startBridge = (): BridgeProcess =>
  startBridgeProcess({
    port,
    env: {
      // Nobody listens there: filing a ticket needs no PBX.
      HOTLINE_ESL_PORT: String(eslPort),
      HOTLINE_ESL_PASSWORD: 'nobody-there',
      HOTLINE_DIRECTORY_SECRET: 'directory-secret',
      HOTLINE_DOMAIN: '127.0.0.1',
      HOTLINE_SIP_SERVER: 'ws://127.0.0.1:9',
      HOTLINE_CONFIG: 'tests/contract/hotline.yaml',
      HOTLINE_DATA: path.join(folder, 'bridge'),
      HOTLINE_PRACTICE: '1',
      HOTLINE_PRACTICE_PASSWORD: PASSWORD,
      HOTLINE_BRIDGE_LOG_LEVEL: 'warn',
      NODE_COMPILE_CACHE: cache,
    },
  });
const isUp = (): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(500) }).then(
    (answer) => answer.ok,
    () => false,
  );
async function untilUp(): Promise<void> {
  const until = performance.now() + 30_000;
  while (!(await isUp())) {
    if (performance.now() > until) throw new Error('the bridge does not start');
    await passes(20);
  }
}
async function tokenOf(person: string): Promise<string> {
  const granted = await fetch(`http://127.0.0.1:${port}/api/v1/log-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person, password: PASSWORD }),
  });
  return logInAnswer.parse(await granted.json()).token;
}

let done = 0;
/** One kill more, if one is left. */
function take(): boolean {
  if (done >= kills) return false;
  done += 1;
  if (done % 50 === 0) console.error(`${done}/${kills}`);
  return true;
}

let bridgeKills = 0;
async function killBridges(luck: Chance): Promise<void> {
  for (;;) {
    await untilUp();
    await passes(luck.between(0, luck.next() < 0.2 ? 3_000 : 500));
    if (!take()) return;
    bridgeKills += 1;
    await bridge.kill();
    bridge = startBridge();
  }
}

// A program that ends in order leaves its compiled code behind for the next ones; a killed one does not.
let bridge = startBridge();
await untilUp();
await bridge.stop();
bridge = startBridge();
await untilUp();
const wire = await openWire(`ws://127.0.0.1:${port}/ws/seat`, chance(seed));
const lanes: Lane[] = await Promise.all(
  PEOPLE.slice(0, seats).map(async (person, at) =>
    openLane(
      {
        CHAOS_FOLDER: path.join(folder, person),
        CHAOS_WIRE: wire.address,
        CHAOS_TOKEN: await tokenOf(person),
      },
      chance(seed + 1 + at),
      cache,
    ),
  ),
);
await lanes[0]?.drain();
await Promise.all([killBridges(chance(seed - 1)), ...lanes.map((lane) => lane.run(take))]);

wire.calm();
await untilUp();
const drained = (await Promise.all(lanes.map((lane) => lane.drain()))).every(Boolean);
if (!drained) console.error('FAULT what was submitted did not all go');
await wire.close();
await bridge.stop();

const store = new Database(path.join(folder, 'bridge', 'bridge.sqlite'), { readonly: true });
const filed = store
  .prepare<[], string>('SELECT draft FROM ticket ORDER BY ticket_no')
  .pluck()
  .all()
  .map((draft) => ticketDraft.parse(JSON.parse(draft)));
store.close();
for (const { tally } of lanes) tally.settle(filed.filter(({ draftId }) => tally.knows(draftId)));
const unknown = filed.filter(({ draftId }) => lanes.every(({ tally }) => !tally.knows(draftId)));
for (const { draftId } of unknown)
  console.error(`FAULT ${draftId}: a ticket that nobody submitted`);

const sum = (of: (lane: Lane) => number) => lanes.reduce((all, lane) => all + of(lane), 0);
const charactersLost = sum(({ tally }) => tally.charactersLost);
const ticketsLost = sum(({ tally }) => tally.ticketsLost);
const ticketsDoubled = sum(({ tally }) => tally.ticketsDoubled) + unknown.length;
const outOfOrder = sum(({ tally }) => tally.outOfOrder);
const seconds = Math.round((performance.now() - began) / 1000);
console.error(
  `${seconds} s, ${sum(({ tally }) => tally.keys)} keys, ${filed.length} tickets, ` +
    `${kills - bridgeKills} kills of ${seats} seats, ${bridgeKills} of the bridge; went with a kill: ` +
    `${sum(({ tally }) => tally.charactersTold)} keys that were told as unsaved, ` +
    `${sum(({ tally }) => tally.charactersStarved)} while the machine did not run the seat`,
);
console.log(
  JSON.stringify({
    chaos: 'draft',
    kills,
    charactersLost,
    ticketsLost,
    ticketsDoubled,
    outOfOrder,
  }),
);
const isRight = charactersLost + ticketsLost + ticketsDoubled + outOfOrder === 0 && drained;
if (isRight) rmSync(folder, { recursive: true });
else console.error(`kept: ${folder}`);
process.exit(isRight ? 0 : 1);
