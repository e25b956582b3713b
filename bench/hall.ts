/**
 * `pnpm -s bench hall [--hours 12]`: 大屏 for months. Twelve hours of it, compressed by the page's own clock (timers run as fast as they can), with figures
 * that change at each question, a bridge that goes away and comes back, and every page turned. Fails when the heap grows.
 * Some 100 s for an hour: too long for every run of the tests.
 */
import { parseArgs } from 'node:util';
import type { HallView } from '@hotline/domain/protocol';
import { goodLogIn } from '../tests/looks/scene.ts';
import { morning, playBridge } from '../tests/looks/scripted-bridge.ts';
import { buildStories, origin, serveStories } from '../tests/looks/stories-page.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { growthPerHour, heapMeter, type HeapSample } from '../tests/support/heap-growth.ts';

const { values } = parseArgs({ options: { hours: { type: 'string', default: '12' } } });
const hours = Number(values.hours);
const HOUR = 3_600_000;
/** The heap is looked at so often, in the page's time. */
const LOOK_EVERY_MS = HOUR / 2;
/** Code is compiled and optimised, and caches fill, in these hours. */
const WARM_UP_MS = 3 * HOUR;
/** Of a year that is some 90 MB: a screen that is started anew once a year never notices. */
const LEAST_BYTES_AN_HOUR = 10_000;

const mega = (bytes: number) => Number((bytes / 1_048_576).toFixed(2));

function view(asked: number, now: number): HallView {
  const { hotline, figures } = morning(now);
  const [queue] = figures;
  if (queue === undefined) throw new Error('the morning has a queue');
  const waiting = asked % 7;
  return {
    now,
    name: hotline.name,
    timeZone: 'Asia/Shanghai',
    practice: false,
    pbx: asked % 97 === 0 ? 'away' : 'live',
    figures: ['default', 'enterprise', 'sign', 'night'].map((queueId) => ({
      ...queue,
      queueId,
      queueName: queueId,
      offered: 1_000 + asked,
      answered: 950 + asked,
      waiting,
      longestWaitingSince: waiting === 0 ? null : now - 9_000,
    })),
    trends: [
      {
        queueId: 'default',
        from: now - 7_200_000,
        stepMs: 300_000,
        offered: Array.from({ length: 25 }, (_, n) => (n * asked) % 31),
        answered: Array.from({ length: 25 }, () => 0),
        answeredWithin: Array.from({ length: 25 }, () => 0),
        abandoned: Array.from({ length: 25 }, (_, n) => (n * asked) % 3),
        forecast: {
          from: now,
          until: now + 1_800_000,
          calls: 1,
          load: null,
          averageHandleMs: null,
          seats: 1,
          seatsNeeded: null,
          withinShare: null,
          averageWaitMs: null,
          thresholdMs: 15_000,
          target: 0.9,
          steps: 12,
        },
      },
    ],
    seats: { ready: asked % 9, call: 3, wrapping: 1, busy: 0, rest: 2, unreachable: asked % 2 },
    callBacksOpen: asked % 5,
    alarms:
      asked % 11 < 4
        ? [{ figure: 'waiting', subjectName: 'default', severity: 'danger', value: asked % 50 }]
        : [],
  };
}

await buildStories();
const browser = await launchChromium(['--js-flags=--expose-gc']);
try {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.clock.install({ time: new Date('2026-11-30T00:00:00Z') });
  await serveStories(page);
  let asked = 0;
  let isAway = false;
  await page.route('**/api/v1/hall', async (route) => {
    asked += 1;
    if (isAway) return route.abort('connectionrefused');
    return route.fulfill({ json: view(asked, Date.now()) });
  });
  const body = { ...goodLogIn.body, role: 'hall', personName: '大厅屏' };
  await playBridge(page, { status: 200, body }, morning(Date.now()));
  await page.goto(`${origin}/#sign-in=hall:practice`);
  await page.clock.runFor(3_000);
  await page.getByTestId('hall').waitFor();
  const used = await heapMeter(page);
  const samples: HeapSample[] = [];
  for (let at = 0; at <= WARM_UP_MS + hours * HOUR; at += LOOK_EVERY_MS) {
    // Away for a while every few hours, as bridges are.
    isAway = (at / LOOK_EVERY_MS) % 9 === 8;
    // Each question waits for its answer, which comes in real time: the page's clock goes on in its steps.
    for (let step = 0; step < LOOK_EVERY_MS / 30_000; step += 1) await page.clock.runFor(30_000);
    if (at >= WARM_UP_MS) {
      samples.push({ atMs: at, usedBytes: await used() });
      console.error(`${at / HOUR} h: ${mega(samples.at(-1)?.usedBytes ?? 0)} MB`);
    }
  }
  const perHour = growthPerHour(samples);
  console.log(
    JSON.stringify({
      bench: 'hall',
      unit: 'MB',
      hours,
      questions: asked,
      firstMB: mega(samples[0]?.usedBytes ?? 0),
      lastMB: mega(samples.at(-1)?.usedBytes ?? 0),
      growthBytesPerHour: Math.round(perHour),
    }),
  );
  for (const error of errors) console.error(error);
  if (errors.length > 0 || asked < hours * 100 || perHour > LEAST_BYTES_AN_HOUR)
    process.exitCode = 1;
} finally {
  await browser.close();
}
