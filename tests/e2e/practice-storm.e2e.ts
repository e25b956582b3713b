/**
 * A practice storm (话务高峰): ten minutes in which more citizens call than three seats can answer, on a leader's desk in
 * real Electron. Afterwards what the desk shows — figures, colours and shapes, alarms, call-backs, the report — is held
 * against the raw count of `pnpm verify-ledger`, which shares no code with them.
 *
 * Everything that takes time is COMPRESSED: the ten minutes, patience, talk, wrap-up, the time limit of an answer, what
 * alarms wait for.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { tone } from '@hotline/practice-pbx/citizen';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { openPlainSeat, type PlainSeat } from '../support/plain-seat.ts';
import { watchSeat, type SeatPage } from '../support/seat-page.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { playStorm } from '../support/storm.ts';
import { FAKE_MICROPHONE, launchDesk, type LaunchedDesk } from './launch-desk.ts';

const COMPRESSED = 7.5;
/** Of a real hotline's seconds, in this one's milliseconds. */
const short = (seconds: number): number => (seconds * 1000) / COMPRESSED;
const between = (from: number, to: number) => [short(from), short(to)] as const;
const SLOW_MS = 60_000;

/** A day must not end while it is being counted. */
const hourInShanghai = (new Date().getUTCHours() + 8) % 24;
const timeZone = hourInShanghai === 23 ? 'Asia/Dubai' : 'Asia/Shanghai';

const alarms = `
alarms:
  - { id: waiting, figure: waiting, above: 3, clear: 1, holdSeconds: 2, severity: danger, sound: true }
  - { id: longest, figure: longest-wait, above: 4, clear: 1, severity: danger }
  - { id: connection, figure: connection, below: 95, clear: 96, holdSeconds: 8, minimumCalls: 10 }
  - { id: abandoned, figure: abandoned, above: 5, clear: 2 }
  - { id: call-backs, figure: call-backs-open, above: 5, clear: 2 }
`;

let stack: Stack;
let desk: LaunchedDesk;
let seats: readonly PlainSeat[];
beforeEach(async () => {
  stack = await startStack({
    config: 'tests/contract/hotline.yaml',
    kind: 'practice',
    edit: (yaml) =>
      `${yaml
        .replace('timeZone: Asia/Shanghai', `timeZone: ${timeZone}`)
        .replace('answerLimitSeconds: 15', 'answerLimitSeconds: 2')
        .replace('answerWithinSeconds: 15', 'answerWithinSeconds: 2')
        // Nobody is slow to pick up; on a busy machine the telephone may be.
        .replace(/^( +ringSeconds:) 4$/mu, '$1 30')
        .replace('ringSeconds: 5 }', 'ringSeconds: 30 }')
        .replace(/lastSeatDays: 7/u, 'lastSeatDays: 0')}${alarms}`,
  });
  const { address, password } = stack;
  seats = await Promise.all(
    ['first', 'second', 'third'].map((person, n) =>
      openPlainSeat({ address, person, password, hz: 1000 + 250 * n }),
    ),
  );
  for (const seat of seats) await seat.ready();
  desk = await launchDesk({
    bridgeUrl: stack.address,
    file: { sipServers: [`ws://127.0.0.1:${stack.sipCable.port}`] },
    args: FAKE_MICROPHONE,
  });
  desk.page.setDefaultTimeout(SLOW_MS);
});
afterEach(async () => {
  await desk.kill();
  await Promise.all(seats.map((seat) => seat.close()));
  await stack.stop();
});

/** var/looks/practice-storm-….png */
async function picture(name: string): Promise<void> {
  const folder = path.resolve('var/looks');
  mkdirSync(folder, { recursive: true });
  await desk.page.screenshot({ path: path.join(folder, `practice-storm-${name}.png`) });
}

const tab = (name: string) => desk.page.getByRole('tab', { name }).click();

/** What `pnpm verify-ledger` says of today, and how it ended. */
type RawCount = { readonly exitCode: number | null; readonly text: string };
function verifyLedger(): Promise<RawCount> {
  const child = spawn(process.execPath, ['apps/cti-bridge/src/reports/verify-figures.ts'], {
    env: { ...process.env, ...stack.bridgeEnv },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (said: string) => {
      text += said;
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, text }));
  });
}

/** Once the call lines have read the whole ledger. */
const settledCount = (): Promise<RawCount> =>
  eventually(
    'all facts in the reports',
    async () => {
      const count = await verifyLedger();
      const [, facts, read] = /(\d+) facts, (\d+) in the reports/.exec(count.text) ?? [];
      return facts !== undefined && facts === read && count;
    },
    SLOW_MS,
  );

function rawOf({ text }: RawCount): Readonly<Record<string, number>> {
  const ofToday = text.matchAll(/^. {2}today +default +(\w+) +原始 raw (\d+)/gmu);
  const figures = [...ofToday].map(([, figure = '', raw]) => [figure, Number(raw)] as const);
  const [, raised, cleared, acknowledged] =
    /raised (\d+) +解除 cleared (\d+) +确认 acknowledged (\d+)/u.exec(text) ?? [];
  return {
    ...Object.fromEntries(figures),
    raised: Number(raised),
    cleared: Number(cleared),
    acknowledged: Number(acknowledged),
  };
}

const numbersIn = (text: string): readonly number[] => [...text.matchAll(/\d+/gu)].map(Number);

/** Numerator and denominator as the card prints them: 接听 12 / 呼入 40. */
async function shownRate(page: Page, definition: string) {
  const card = page.locator(`[data-queue=default] [data-rate="${definition}"]`);
  const [raw = ''] = await card.locator('small').allTextContents();
  const [numerator, denominator] = numbersIn(raw);
  return {
    numerator,
    denominator,
    tone: await card.getAttribute('data-tone'),
    mark: (await card.locator('b > i').allTextContents()).join(''),
  };
}

async function shownOnTheBoard(page: Page) {
  const count = async (figure: string) =>
    Number(await page.locator(`[data-queue=default] b[data-figure="${figure}"]`).textContent());
  return {
    offered: await count('offered'),
    answered: await count('answered'),
    abandoned: await count('abandoned'),
    connection: await shownRate(page, 'connection-24h'),
    within: await shownRate(page, 'service-level-2'),
  };
}

/** A row of the report by the heads of its columns; of a rate its raw counts. */
async function shownInTheReport(page: Page): Promise<Readonly<Record<string, string>>> {
  const heads = await page.locator('[data-testid=report-table] thead th').allTextContents();
  const cells = page.locator('[data-testid=report-table] tr[data-key=default] > *');
  const texts = await cells.evaluateAll((all) =>
    all.map((cell) => {
      const counts =
        cell.querySelector('[title]')?.getAttribute('title') ?? cell.getAttribute('title');
      return /^\d+\/\d+$/u.test(counts ?? '') ? (counts ?? '') : (cell.textContent ?? '');
    }),
  );
  return Object.fromEntries(heads.map((head, at) => [head, texts[at] ?? '']));
}

async function signIn(page: Page): Promise<SeatPage> {
  const leader = watchSeat(page);
  await page.getByLabel('工号').fill('leader');
  await page.getByLabel('密码').fill(stack.password);
  await page.keyboard.press('Enter');
  await leader.when('registered', ({ seat }) => seat.device.registered, SLOW_MS);
  return leader;
}

/** 市民的 number of a missed call, which the desk does not know. */
function numberOf(callId: string): string {
  const arrived = stack.ledger.ofCall(callId).find(({ fact }) => fact.kind === 'call-arrived');
  return arrived?.fact.kind === 'call-arrived' ? arrived.fact.number : '';
}

const openRows = (page: Page) => page.locator('tr[data-call-back][data-state=open]');
const isOpenNoMore = (page: Page, callId: string) =>
  page
    .locator(`tr[data-call-back="${callId}"][data-state=open]`)
    .waitFor({ state: 'detached', timeout: SLOW_MS });

/** The first is claimed, and dialled by its key. */
async function callBackByKey(leader: SeatPage): Promise<string> {
  const { page } = leader;
  const row = openRows(page).first();
  const callId = (await row.getAttribute('data-call-back')) ?? '';
  await row.getByRole('button', { name: '认领' }).click();
  await leader.when(
    'claimed',
    ({ callBacks }) =>
      callBacks?.some((each) => each.callId === callId && each.claim?.seatId === '1901') === true,
  );
  await leader.press('Control+Alt+KeyB');
  const phone = await stack.carrier.nextCall(SLOW_MS);
  expect(phone.dialled).toBe(numberOf(callId));
  await phone.answer(tone(700));
  await leader.when('talking', ({ call }) => call?.state === 'talking', SLOW_MS);
  await leader.press('F4');
  await phone.ended;
  await leader.when('wrapping', ({ call }) => call?.state === 'wrapping', SLOW_MS);
  await leader.press('F3');
  await leader.when('free', ({ call }) => call === null, SLOW_MS);
  // A call brings the workbench to the front.
  await leader.press('Control+Alt+Digit0');
  await openRows(page).first().waitFor();
  await isOpenNoMore(page, callId);
  return callId;
}

/** A citizen who gave up calls again and is answered: their missed call needs no call-back any more. */
async function getsThrough(leader: SeatPage): Promise<string> {
  const callId = (await openRows(leader.page).first().getAttribute('data-call-back')) ?? '';
  const number = numberOf(callId);
  const [seat] = seats;
  if (seat === undefined) throw new Error('no seat');
  for (const other of seats.slice(1)) await other.does('seat.set', { to: { kind: 'busy' } });
  const citizen = await stack.call({ number });
  await seat.answers(SLOW_MS);
  await seat.whenCall('talking', ({ state }) => state === 'talking', SLOW_MS);
  citizen.hangUp();
  const { callId: served } = await seat.whenCall(
    'wrapping',
    ({ state }) => state === 'wrapping',
    SLOW_MS,
  );
  await seat.command('wrap.finish', { callId: served });
  await isOpenNoMore(leader.page, callId);
  return callId;
}

async function closeFirst(leader: SeatPage): Promise<string> {
  const { page } = leader;
  const row = openRows(page).first();
  const callId = (await row.getAttribute('data-call-back')) ?? '';
  await row.getByRole('button', { name: '关闭…' }).click();
  await page.getByRole('radio', { name: '市民表示不需要' }).check();
  await page.getByLabel('说明（可不填）', { exact: true }).fill('来电说问题已解决');
  await picture('4-close');
  await page.getByRole('button', { name: '关闭', exact: true }).click();
  await isOpenNoMore(page, callId);
  return callId;
}

it('figures, colours, alarms, call-backs and report agree with the raw count of the ledger', async () => {
  const { page } = desk;
  const leader = await signIn(page);
  await leader.press('Control+Alt+Digit0');
  await tab('队列');

  const storm = playStorm(stack, seats, {
    seed: 12_345,
    callers: 140,
    lastsMs: short(600),
    channels: 14,
    talkMs: between(20, 36),
    patienceMs: between(25, 75),
    againShare: 0.4,
    againAfterMs: between(30, 90),
  });
  // Over the limit: red, and another shape.
  const waiting = page.locator('[data-queue=default] [data-figure=waiting]');
  const watched = (async () => {
    await page.locator('[data-figure=waiting][data-tone=danger]').waitFor({ timeout: 2 * SLOW_MS });
    const first = page.locator('[data-standing]').first();
    const alarmId = await first.getAttribute('data-standing', { timeout: 2 * SLOW_MS });
    await picture('1-queues');
    // Others may come above it meanwhile.
    const standing = page.locator(`[data-standing="${alarmId}"]`);
    await standing.getByRole('textbox').fill('调两席支援');
    await standing.getByRole('button', { name: '知道了' }).click();
    await leader.when(
      'acknowledged',
      ({ alarms: shown }) => shown.some(({ acknowledged }) => acknowledged?.note === '调两席支援'),
      SLOW_MS,
    );
  })();
  const [callers] = await Promise.all([storm, watched]);
  expect(callers.filter(({ outcome }) => outcome === 'served').length).toBeGreaterThan(5);
  expect(callers.filter(({ outcome }) => outcome === 'gave-up').length).toBeGreaterThan(5);

  // Calm again: nobody waits, and what hung on that is over; the day's rate is not.
  await page.locator('[data-figure=waiting][data-tone=ok]').waitFor({ timeout: SLOW_MS });
  expect(await waiting.locator('b > i').textContent()).toBe('✓');
  await leader.when(
    'the alarms of the queue are over',
    ({ alarms: shown }) =>
      shown.every(
        ({ figure, clearedAt }) =>
          clearedAt !== null || (figure !== 'waiting' && figure !== 'longest-wait'),
      ),
    SLOW_MS,
  );

  await tab('漏接回拨');
  await openRows(page).nth(2).waitFor();
  await picture('3-call-backs');
  const reached = await callBackByKey(leader);
  const throughBy = await getsThrough(leader);
  const closed = await closeFirst(leader);
  expect(new Set([numberOf(reached), numberOf(throughBy), numberOf(closed)]).size).toBe(3);

  const count = await settledCount();
  console.log(count.text);
  expect(count.exitCode).toBe(0);
  const raw = rawOf(count);
  const { offered = 0, answered = 0, answeredWithin = 0, abandoned = 0 } = raw;
  const { callBacksDue = 0, callBacksDone = 0, callBacksClosed = 0 } = raw;
  expect(offered).toBe(answered + abandoned);
  expect(callBacksDone).toBeGreaterThanOrEqual(2);
  expect(callBacksClosed).toBeGreaterThanOrEqual(1);

  const open = callBacksDue - callBacksDone - callBacksClosed;
  const summary = page.getByRole('region', { name: '漏接回拨' }).locator('p').first();
  await summary.getByText(`今日应回拨 ${callBacksDue} ·`).waitFor();
  expect(numbersIn((await summary.locator('b').textContent()) ?? '')).toEqual([open]);
  expect(numbersIn((await summary.locator('span').textContent()) ?? '')).toEqual([
    callBacksDue,
    callBacksDone,
    callBacksClosed,
  ]);

  await tab('队列');
  const isBelow = answered / offered < 0.95;
  expect(isBelow).toBe(true);
  expect(await shownOnTheBoard(page)).toEqual({
    offered,
    answered,
    abandoned,
    connection: { numerator: answered, denominator: offered, tone: 'danger', mark: '▼' },
    within: { numerator: answeredWithin, denominator: answered, tone: 'primary', mark: '' },
  });

  await tab('告警记录');
  const log = page.locator('tr[data-alarm]');
  await log.first().waitFor();
  expect({
    raised: await log.count(),
    cleared: await page.locator('tr[data-alarm][data-over=true]').count(),
    acknowledged: await log.filter({ hasText: '调两席支援' }).count(),
  }).toEqual({ raised: raw['raised'], cleared: raw['cleared'], acknowledged: raw['acknowledged'] });
  expect(raw['acknowledged']).toBe(1);
  await picture('5-alarms');

  await leader.press('Control+Alt+KeyO');
  await page.locator('tr[data-key=default]').waitFor({ timeout: SLOW_MS });
  expect(await shownInTheReport(page)).toMatchObject({
    呼入: String(offered),
    接听: String(answered),
    限时内接听: String(answeredWithin),
    放弃: String(abandoned),
    电话接通率: `${answered}/${offered}`,
    应回拨: String(callBacksDue),
    已回拨: String(callBacksDone),
    关闭未接通: String(callBacksClosed),
    待回拨: String(open),
  });
  await picture('6-report');
}, 420_000);
