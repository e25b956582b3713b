/**
 * `pnpm -s chaos draft [--kills N] [--seed N]`: seat and bridge are killed (SIGKILL) at moments that chance chooses, while a
 * script types, edits, submits and takes back; the disk is full or the file locked by another program now and then, the
 * seat's clock is set back, and the bridge answers twice, late or never. Ends with one JSON line; fails when anything
 * older than 250 ms was lost, filed twice, or filed out of turn.
 *
 * The seat is the desk's own store, outbox and link in a small program (`draft-seat.ts`); the bridge is the whole bridge
 * with its own database. What the person was told is not saved (disk full, file locked) is counted apart, on stderr.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as passes } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ticketDraft } from '@hotline/domain/draft';
import { logInAnswer } from '@hotline/domain/protocol';
import Database from 'better-sqlite3';
import { startBridgeProcess, type BridgeProcess } from '../../scripts/bridge-process.ts';
import { freePort } from '../../scripts/free-port.ts';
import { root } from '../../scripts/run-step.ts';
import { chance } from './chance.ts';
import type { SeatLine, SeatOrders } from './draft-script.ts';
import { Tally } from './draft-tally.ts';
import { openWire } from './draft-wire.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '1000' }, seed: { type: 'string' } },
});
const kills = Number(values.kills);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error('--kills and --seed are whole numbers');
  process.exit(2);
}
const PASSWORD = 'Aa1-chaos-of-drafts';
/** The clock goes back so far at most; a day later a filed draft may leave the seat's disk. */
const MOST_SET_BACK_MS = 20 * 3_600_000;
const DRAIN_MS = 120_000;

console.error(`seed ${seed}`);
const luck = chance(seed);
const folder = mkdtempSync(path.join(tmpdir(), 'hotline-chaos-draft-'));
const cache = path.join(tmpdir(), 'hotline-compile-cache');
const tally = new Tally((fault) => console.error(`FAULT ${fault}`));

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
    await passes(50);
  }
}

type Seat = {
  readonly pid: number;
  readonly ready: Promise<void>;
  /** Every line has been heard. */
  readonly ended: Promise<{ readonly lastLine: SeatLine['kind'] | null }>;
  kill(): void;
};

function startSeat(orders: Pick<SeatOrders, 'CHAOS_DRAIN' | 'CHAOS_SET_BACK'>): Seat {
  const env: SeatOrders = {
    ...orders,
    CHAOS_FOLDER: path.join(folder, 'seat'),
    CHAOS_WIRE: wire.address,
    CHAOS_TOKEN: token,
    CHAOS_SEED: String(luck.between(0, 2 ** 31)),
  };
  const child = spawn(
    path.join(root, 'node_modules', '.bin', 'node'),
    [path.join(import.meta.dirname, 'draft-seat.ts')],
    {
      env: { ...process.env, NODE_COMPILE_CACHE: cache, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (child.pid === undefined) throw new Error('the seat does not start');
  const readiness = Promise.withResolvers<void>();
  let lastLine: SeatLine['kind'] | null = null;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (text) => {
    const line = JSON.parse(text) as SeatLine;
    lastLine = line.kind;
    tally.hear(line);
    if (line.kind === 'ready') readiness.resolve();
  });
  const ended = new Promise<{ lastLine: SeatLine['kind'] | null }>((resolve) => {
    let left = 2;
    const one = () => {
      left -= 1;
      if (left > 0) return;
      readiness.reject(new Error('the seat ended before it was ready'));
      resolve({ lastLine });
    };
    child.once('exit', one);
    lines.once('close', one);
  });
  readiness.promise.catch(() => undefined);
  return {
    pid: child.pid,
    ready: readiness.promise,
    ended,
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Somebody else is in the file for a while. */
async function lock(forMs: number): Promise<void> {
  const other = new Database(path.join(folder, 'seat', 'drafts.sqlite'), { timeout: 1_000 });
  try {
    other.exec('BEGIN IMMEDIATE');
    await passes(forMs);
    other.exec('ROLLBACK');
  } finally {
    other.close();
  }
}

/** No file of the seat may grow any more (RLIMIT_FSIZE), as on a full disk. */
async function fill(pid: number, forMs: number): Promise<void> {
  const { size } = statSync(path.join(folder, 'seat', 'drafts.sqlite-wal'));
  const limit = (bytes: string) => {
    try {
      execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`], { stdio: 'ignore' });
    } catch {
      // Killed meanwhile.
    }
  };
  limit(String(size));
  await passes(forMs);
  limit('unlimited');
}

async function disturb(pid: number): Promise<void> {
  const dice = luck.next();
  if (dice < 0.15) await lock(luck.between(20, 400));
  else if (dice < 0.3 && process.platform === 'linux') await fill(pid, luck.between(20, 400));
}

let bridge = startBridge();
await untilUp();
const granted = await fetch(`http://127.0.0.1:${port}/api/v1/log-in`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ person: 'first', password: PASSWORD }),
});
const { token } = logInAnswer.parse(await granted.json());
const wire = await openWire(`ws://127.0.0.1:${port}/ws/seat`, luck);
mkdirSync(path.join(folder, 'seat'));

const setBack = (): string => String(luck.next() < 0.3 ? luck.between(0, MOST_SET_BACK_MS) : 0);
let done = 0;
let seat = startSeat({ CHAOS_DRAIN: '0', CHAOS_SET_BACK: '0' });
let seatKills = 0;
while (done < kills) {
  await seat.ready;
  const trouble = disturb(seat.pid);
  await passes(luck.between(0, 600));
  const isBridge = luck.next() < 0.35 && (await isUp());
  if (isBridge) {
    await bridge.kill();
    bridge = startBridge();
  } else {
    seat.kill();
    const at = Date.now();
    await seat.ended;
    tally.seatKilled(at);
    seatKills += 1;
  }
  done += 1;
  await trouble;
  if (!isBridge) seat = startSeat({ CHAOS_DRAIN: '0', CHAOS_SET_BACK: setBack() });
  if (done % 50 === 0) console.error(`${done}/${kills}: ${tally.keys} keys`);
}
await seat.ready;
seat.kill();
const at = Date.now();
await seat.ended;
tally.seatKilled(at);

wire.calm();
await untilUp();
const last = startSeat({ CHAOS_DRAIN: '1', CHAOS_SET_BACK: '0' });
const timer = setTimeout(() => last.kill(), DRAIN_MS);
const { lastLine } = await last.ended;
clearTimeout(timer);
if (lastLine !== 'drained') console.error('FAULT what was submitted did not all go');
await wire.close();
await bridge.stop();

const store = new Database(path.join(folder, 'bridge', 'bridge.sqlite'), { readonly: true });
const filed = store
  .prepare<[], { ticket_no: string; draft: string }>(
    'SELECT ticket_no, draft FROM ticket ORDER BY ticket_no',
  )
  .all()
  .map(({ ticket_no, draft }) => ({
    ticketNo: ticket_no,
    ...ticketDraft.parse(JSON.parse(draft)),
  }));
store.close();
tally.settle(filed);
const { charactersLost, ticketsLost, ticketsDoubled, outOfOrder } = tally;
console.error(
  `${tally.keys} keys, ${filed.length} tickets, ${seatKills} kills of the seat, ${kills - seatKills} of the bridge; ` +
    `${tally.charactersTold} keys were told as unsaved and went with a kill`,
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
const isRight = charactersLost + ticketsLost + ticketsDoubled + outOfOrder === 0;
if (isRight && lastLine === 'drained') rmSync(folder, { recursive: true });
else console.error(`kept: ${folder}`);
process.exit(isRight && lastLine === 'drained' ? 0 : 1);
