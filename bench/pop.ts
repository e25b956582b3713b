/**
 * `pnpm -s bench pop`: 500 seats connected, 20 calls/s. From the moment the PBX writes the bytes that put a citizen
 * into the room, to the pop's message at the seat, and to the pop painted in a real renderer (web seat in Chromium),
 * beside the bare way (TCP in, WebSocket out, same size) in the same run. ms, by one machine's monotonic clock.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startBridgeProcess } from '../scripts/bridge-process.ts';
import { freePort } from '../scripts/free-port.ts';
import { run } from '../scripts/run-step.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { writeBenchConfig } from './pop-stage/bench-config.ts';
import { cpuSeconds, figures } from './pop-stage/measures.ts';
import { message, stage } from './pop-stage/stage-process.ts';
import { startStagePbx, wallMs } from './pop-stage/stage-pbx.ts';

const { values } = parseArgs({
  options: {
    seats: { type: 'string', default: '500' },
    rate: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '60' },
    pages: { type: 'string', default: '2' },
    /** Calls of the first seconds are not counted: the programs' first calls compile code. */
    warmup: { type: 'string', default: '5' },
  },
});
const seatCount = Number(values.seats);
const rate = Number(values.rate);
const seconds = Number(values.seconds);
const pageCount = Number(values.pages);
const warmup = Number(values.warmup);
/** One call of this many is for a seat with a screen: so many as its wrap-up lets it take. */
const painted = { every: Math.max(1, Math.round((rate * 1.5) / pageCount)) };
const PASSWORD = 'Bench-0123456789';

const folder = mkdtempSync(path.join(tmpdir(), 'hotline-bench-'));
const seatIds = Array.from({ length: seatCount }, (_, i) => String(10_001 + i));

/** The last ones have a screen and a skill of their own. */
const people = seatIds.map((seat, i) => ({
  seat,
  role: 'agent' as const,
  skills: i >= seatCount - pageCount ? '[cantonese]' : '[]',
}));

/**
 * Runs in the page: tells when a caller's number was painted, by the browser's own clock for it (Element Timing:
 * `renderTime` of the text's first paint), so that no task of ours has to run behind the frame.
 */
function watchPaint(): void {
  new MutationObserver(() => {
    document.querySelector('[data-testid="caller-number"]')?.setAttribute('elementtiming', 'pop');
  }).observe(document, { subtree: true, childList: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      renderTime: number;
      element: Element | null;
    })[]) {
      (window as unknown as { popPainted: (number: string, at: number) => void }).popPainted(
        entry.element?.textContent ?? '',
        performance.timeOrigin + entry.renderTime,
      );
    }
  }).observe({ type: 'element', buffered: true });
}

const built = await run('pnpm', ['--filter', '@hotline/desktop', 'run', 'build:web'], {
  quiet: true,
});
if (built !== 0) throw new Error('the web seat does not build');
const pbx = await startStagePbx({
  password: 'bench-esl-password',
  domain: '127.0.0.1',
  seats: seatIds,
  answerAfterMs: 60,
  talkMs: 150,
});
const port = await freePort();
const bridge = startBridgeProcess({
  port,
  env: {
    HOTLINE_CONFIG: writeBenchConfig(folder, people),
    HOTLINE_DATA: path.join(folder, 'data'),
    HOTLINE_ESL_PORT: String(pbx.port),
    HOTLINE_ESL_PASSWORD: 'bench-esl-password',
    HOTLINE_DIRECTORY_SECRET: 'bench-directory-secret',
    // Nobody is there: every seat counts as registered, none has a phone.
    HOTLINE_SIP_SERVER: 'ws://127.0.0.1:59999',
    HOTLINE_PRACTICE: '1',
    HOTLINE_PRACTICE_PASSWORD: PASSWORD,
    HOTLINE_WEB_SEAT: path.resolve('apps/desktop/out/web'),
    HOTLINE_BRIDGE_LOG_LEVEL: 'warn',
  },
});
// Whatever happens from here on, nothing of ours stays behind.
process.on('exit', () => {
  if (bridge.pid !== undefined && !isOver) process.kill(bridge.pid, 'SIGKILL');
});
let isOver = false;
await Promise.all([pbx.subscribed, bridge.ready(30_000)]);

const floor = stage('floor.ts');
const floorPorts = await message<{ tcp: number; ws: number }>(
  floor,
  (m) => typeof m.tcp === 'number',
);
const floorTcp = net.connect(floorPorts.tcp, '127.0.0.1');
floorTcp.setNoDelay(true);

const seats = stage('seats.ts');
const connected = message(seats, (m) => m.kind === 'ready');
seats.send({
  address: bridge.address,
  people: seatIds.slice(0, seatCount - pageCount).map((seat) => `p${seat}`),
  password: PASSWORD,
  floor: floorPorts.ws,
});
await connected;

const browser = await launchChromium();
const paints = new Map<string, number>();
/** Masked number → call; the last four digits of each call differ. */
const byMasked = new Map<string, string>();
for (const seat of seatIds.slice(seatCount - pageCount)) {
  const context = await browser.newContext({
    permissions: ['microphone'],
    viewport: { width: 1366, height: 768 },
  });
  await context.exposeFunction('popPainted', (number: string, at: number) => {
    const callId = byMasked.get(number);
    if (callId !== undefined && !paints.has(callId)) paints.set(callId, at);
  });
  await context.addInitScript(watchPaint);
  const page = await context.newPage();
  const ready = page
    .waitForEvent('websocket', (socket) => socket.url().includes('/ws/seat'))
    .then((socket) =>
      socket.waitForEvent('framereceived', ({ payload }) =>
        String(payload).includes('"type":"welcome"'),
      ),
    );
  await page.goto(`${bridge.address}/#sign-in=p${seat}:${PASSWORD}`);
  await ready;
  await page.keyboard.press('Shift+F2');
}

const written = new Map<string, number>();
const arrived = new Map<string, number>();
const floorWritten: number[] = [];
const floorSeen: number[] = [];
let bytes = 3000;
seats.on(
  'message',
  (m: { kind: string; callId: string; at: number; bytes: number; id: number }) => {
    if (m.kind === 'pop') {
      arrived.set(m.callId, m.at);
      bytes = m.bytes;
    } else if (m.kind === 'floor') {
      const at = floorWritten[m.id];
      if (at !== undefined) floorSeen.push(m.at - at);
    }
  },
);

const total = rate * (seconds + warmup);
const forScreen = new Set<string>();
const startedAt = wallMs();
const cpuBefore = cpuSeconds(bridge.pid);
for (let i = 0; i < total; i++) {
  // The beat is absolute: a late one does not delay the next.
  await new Promise((resolve) =>
    setTimeout(resolve, Math.max(0, startedAt + (i * 1000) / rate - wallMs())),
  );
  const uuid = crypto.randomUUID();
  const screen = i % painted.every === 0;
  const counts = i >= rate * warmup;
  if (screen && counts) forScreen.add(uuid);
  const number = String(13_800_000_000 + ((i * 37) % 10_000));
  byMasked.set(`138****${number.slice(-4)}`, uuid);
  const at = pbx.arrive({ uuid, number, skill: screen ? 'cantonese' : '' });
  if (counts) {
    written.set(uuid, at);
    floorWritten[i] = wallMs();
  }
  floorTcp.write(`${i} ${'x'.repeat(bytes)}\n`);
}
await new Promise((resolve) => setTimeout(resolve, 3000));

const cpuAfter = cpuSeconds(bridge.pid);
const cpuPercent =
  cpuBefore === null || cpuAfter === null
    ? null
    : Math.round(((cpuAfter - cpuBefore) / ((wallMs() - startedAt) / 1000)) * 100);

const since = (times: ReadonlyMap<string, number>): number[] =>
  [...times]
    .map(([id, at]) => at - (written.get(id) ?? Number.NaN))
    .filter((ms) => Number.isFinite(ms));
console.log(
  JSON.stringify({
    bench: 'pop',
    unit: 'ms',
    seats: seatCount,
    callsPerSecond: rate,
    calls: rate * seconds,
    answeredWithWarmup: pbx.answered(),
    message: figures(since(arrived)),
    painted: { ...figures(since(paints)), expected: forScreen.size },
    floor: figures(floorSeen),
    popBytes: bytes,
    bridgeCpuPercent: cpuPercent,
  }),
);
await browser.close();
seats.removeAllListeners('exit');
floor.removeAllListeners('exit');
seats.kill();
floor.kill();
floorTcp.destroy();
await bridge.stop();
isOver = true;
await pbx.close();
rmSync(folder, { recursive: true, force: true });
