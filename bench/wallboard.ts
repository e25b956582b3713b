/**
 * `pnpm -s bench wallboard`: 500 seats at work, 20 calls/s, 50 leaders' pages connected. From the moment the PBX writes the
 * bytes that put a citizen into the queue, to the figure that counts them painted on a leader's page (real Chromium);
 * what each page is sent, and the bridge's CPU. ms, by one machine's monotonic clock.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { startBridgeProcess } from '../scripts/bridge-process.ts';
import { freePort } from '../scripts/free-port.ts';
import { run } from '../scripts/run-step.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { writeBenchConfig, type BenchPerson } from './pop-stage/bench-config.ts';
import { cpuSeconds, figures } from './pop-stage/measures.ts';
import { message, stage } from './pop-stage/stage-process.ts';
import { startStagePbx, wallMs } from './pop-stage/stage-pbx.ts';

const { values } = parseArgs({
  options: {
    seats: { type: 'string', default: '500' },
    rate: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '60' },
    pages: { type: 'string', default: '50' },
    /** Of the pages, those with a real screen: each is a browser's work on the same machine. */
    screens: { type: 'string', default: '1' },
    warmup: { type: 'string', default: '5' },
  },
});
const [seatCount, rate, seconds, pageCount, screenCount, warmup] = [
  values.seats,
  values.rate,
  values.seconds,
  values.pages,
  values.screens,
  values.warmup,
].map(Number) as [number, number, number, number, number, number];
const PASSWORD = 'Bench-0123456789';

const folder = mkdtempSync(path.join(tmpdir(), 'hotline-bench-'));
const seatIds = Array.from({ length: seatCount }, (_, i) => String(10_001 + i));
const leaderIds = Array.from({ length: pageCount }, (_, i) => String(20_001 + i));
const screenIds = leaderIds.slice(0, screenCount);
const people: BenchPerson[] = [
  ...seatIds.map((seat) => ({ seat, role: 'agent' as const, skills: '[]' })),
  ...leaderIds.map((seat) => ({ seat, role: 'leader' as const, skills: '[]' })),
];

/**
 * Runs in the page: tells when the count of today's calls was painted anew. A task that was posted in the frame's own
 * callback runs behind the frame.
 */
function watchFigure(): void {
  let last = '';
  new MutationObserver(() => {
    const text = document.querySelector('[data-figure="offered"]')?.textContent ?? '';
    if (text === last || text === '') return;
    last = text;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.addEventListener('message', () =>
        (window as unknown as { figurePainted: (count: number, at: number) => void }).figurePainted(
          Number(text),
          performance.timeOrigin + performance.now(),
        ),
      );
      channel.port1.start();
      channel.port2.postMessage(null);
    });
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** When each call was written by the PBX, in their order. */
const writtenAt: number[] = [];
const samples: number[] = [];

async function openScreen(browser: Browser, address: string, seat: string): Promise<void> {
  const context = await browser.newContext({
    permissions: ['microphone'],
    viewport: { width: 1920, height: 1080 },
  });
  let seen = 0;
  // Every call up to the painted count is on the screen now.
  await context.exposeFunction('figurePainted', (count: number, at: number) => {
    for (; seen < count; seen += 1) {
      const written = writtenAt[seen];
      if (written !== undefined && seen >= rate * warmup) samples.push(at - written);
    }
  });
  await context.addInitScript(watchFigure);
  const page = await context.newPage();
  await page.goto(`${address}/#sign-in=p${seat}:${PASSWORD}`);
  await page.getByTestId('seat-state').waitFor();
  await page.keyboard.press('Control+Alt+Digit0');
  await page.getByTestId('leader-desk').getByRole('tab').nth(1).click();
}

const built = await run('pnpm', ['--filter', '@hotline/desktop', 'run', 'build:web'], {
  quiet: true,
});
if (built !== 0) throw new Error('the web seat does not build');
const pbx = await startStagePbx({
  password: 'bench-esl-password',
  domain: '127.0.0.1',
  seats: [...seatIds, ...leaderIds],
  answerAfterMs: 60,
  talkMs: 150,
});
const bridge = startBridgeProcess({
  port: await freePort(),
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
let isOver = false;
// Whatever happens from here on, nothing of ours stays behind.
process.on('exit', () => {
  if (bridge.pid !== undefined && !isOver) process.kill(bridge.pid, 'SIGKILL');
});
await Promise.all([pbx.subscribed, bridge.ready(30_000)]);

// The seats' process compares with a bare line, which this bench has no use for: it is connected and stays silent.
const floor = stage('floor.ts');
const { ws } = await message<{ ws: number }>(floor, (m) => typeof m.ws === 'number');
const seats = stage('seats.ts');
const atWork = message(seats, (m) => m.kind === 'ready');
seats.send({
  address: bridge.address,
  people: seatIds.map((seat) => `p${seat}`),
  password: PASSWORD,
  floor: ws,
});
await atWork;
const leaders = stage('leaders.ts');
const watching = message(leaders, (m) => m.kind === 'ready');
leaders.send({
  kind: 'start',
  address: bridge.address,
  people: leaderIds.slice(screenCount).map((seat) => `p${seat}`),
  password: PASSWORD,
});
await watching;
const browser = await launchChromium();
for (const seat of screenIds) await openScreen(browser, bridge.address, seat);

const startedAt = wallMs();
let countedFrom = startedAt;
let cpuBefore = cpuSeconds(bridge.pid);
for (let i = 0; i < rate * (seconds + warmup); i += 1) {
  if (i === rate * warmup) {
    leaders.send({ kind: 'count' });
    countedFrom = wallMs();
    cpuBefore = cpuSeconds(bridge.pid);
  }
  // The beat is absolute: a late one does not delay the next.
  await new Promise((resolve) =>
    setTimeout(resolve, Math.max(0, startedAt + (i * 1000) / rate - wallMs())),
  );
  const number = String(13_800_000_000 + ((i * 37) % 10_000));
  writtenAt.push(pbx.arrive({ uuid: crypto.randomUUID(), number, skill: '' }));
}
const lastedSeconds = (wallMs() - countedFrom) / 1000;
const cpuAfter = cpuSeconds(bridge.pid);
const told = message<{ bytes: number }>(leaders, (m) => m.kind === 'bytes');
leaders.send({ kind: 'tell' });
const { bytes } = await told;
// The last calls come to the screens.
await new Promise((resolve) => setTimeout(resolve, 2_000));

console.log(
  JSON.stringify({
    bench: 'wallboard',
    unit: 'ms',
    pages: pageCount,
    painted: { ...figures(samples), expected: rate * seconds * screenCount },
    bytesPerSecondPerPage: Math.round(bytes / lastedSeconds / (pageCount - screenCount)),
    bridgeCpuPercent:
      cpuBefore === null || cpuAfter === null
        ? null
        : Math.round(((cpuAfter - cpuBefore) / lastedSeconds) * 100),
    seats: seatCount,
    callsPerSecond: rate,
    screens: screenCount,
  }),
);
await browser.close();
for (const child of [seats, floor, leaders]) {
  child.removeAllListeners('exit');
  child.kill();
}
await bridge.stop();
isOver = true;
await pbx.close();
rmSync(folder, { recursive: true, force: true });
