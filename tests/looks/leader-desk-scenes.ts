/** 班长席, what comes of it at an agent's desk, and 大屏. */
import type { AlarmView, HallView, QueueTrendView, Snapshot } from '@hotline/domain/protocol';
import type { Page } from 'playwright-core';
import { as } from './call-scenes.ts';
import { callBacks, seats } from './centre.ts';
import { inCall, signedIn, talking } from './first-steps.ts';
import { phone, type Scene } from './scene.ts';
import { aCall, morning, playBridge, type ScriptedBridge } from './scripted-bridge.ts';

const MINUTE = 60_000;
const STEP = 5 * MINUTE;
const rows = [
  '1001 1002 1003 - 1004 1005 1006',
  '1007 1008 1009 - 1010 1011 1012',
  '1013 1014 - - 1101 1102 1103',
];
const floorPlan: Snapshot['hotline']['floorPlan'] = rows.flatMap((row, at) =>
  row
    .split(' ')
    .flatMap((seatId, column) =>
      seatId === '-' ? [] : [{ seatId, row: at + 1, column: column + 1 }],
    ),
);

/** A morning that swells: the same numbers each time. */
const wave = [
  4, 5, 6, 5, 7, 8, 9, 8, 11, 12, 10, 13, 14, 12, 15, 17, 16, 18, 21, 19, 22, 24, 23, 26, 9,
];

function trend(queueId: string, now: number, seatsThere: number): QueueTrendView {
  const abandoned = wave.map((count) => (count > 20 ? 3 : count > 15 ? 1 : 0));
  return {
    queueId,
    from: Math.floor(now / STEP) * STEP - 24 * STEP,
    stepMs: STEP,
    offered: wave,
    answered: wave.map((count, at) => count - (abandoned[at] ?? 0)),
    answeredWithin: wave.map((count) => Math.round(count * 0.8)),
    abandoned,
    forecast: {
      from: now,
      until: now + 30 * MINUTE,
      calls: 118,
      load: 11.8,
      averageHandleMs: 180_000,
      seats: seatsThere,
      seatsNeeded: 16,
      withinShare: seatsThere > 11.8 ? 0.71 : 0,
      averageWaitMs: seatsThere > 11.8 ? 23_000 : null,
      thresholdMs: 15_000,
      target: 0.9,
      steps: 12,
    },
  };
}

function figures(now: number): Snapshot['figures'] {
  const base = morning(now).figures[0];
  if (base === undefined) throw new Error('the morning has a queue');
  return [
    base,
    {
      ...base,
      queueId: 'enterprise',
      queueName: '涉企服务',
      offered: 212,
      answered: 210,
      abandoned: 2,
      waiting: 0,
      longestWaitingSince: null,
      averageAnswerMs: 4_100,
      connection: { ...base.connection, numerator: 210, denominator: 212 },
      serviceLevels: base.serviceLevels.map((rate) => ({
        ...rate,
        numerator: 199,
        denominator: 212,
      })),
      readySeats: 3,
    },
    {
      ...base,
      queueId: 'sign',
      queueName: '手语视频',
      offered: 0,
      answered: 0,
      abandoned: 0,
      waiting: 0,
      longestWaitingSince: null,
      averageAnswerMs: null,
      connection: { ...base.connection, numerator: 0, denominator: 0 },
      serviceLevels: base.serviceLevels.map((rate) => ({ ...rate, numerator: 0, denominator: 0 })),
      readySeats: 1,
    },
  ];
}

function alarms(now: number): AlarmView[] {
  const plain = { sound: true, clearedAt: null, acknowledged: null } as const;
  return [
    {
      ...plain,
      alarmId: 'a1',
      ruleId: 'queue-longest',
      figure: 'longest-wait',
      subject: { kind: 'queue', id: 'default' },
      subjectName: '综合受理',
      severity: 'danger',
      value: 61,
      raisedAt: now - 34_000,
    },
    {
      ...plain,
      alarmId: 'a2',
      ruleId: 'rest-over',
      figure: 'rest',
      subject: { kind: 'seat', id: '1008' },
      subjectName: '郭燕',
      severity: 'warn',
      value: 1_200,
      raisedAt: now - 4 * MINUTE,
      acknowledged: { at: now - 3 * MINUTE, seatId: '1901', personName: '方慧', note: '已提醒' },
    },
    {
      ...plain,
      alarmId: 'a3',
      ruleId: 'connection',
      figure: 'connection',
      subject: { kind: 'queue', id: 'default' },
      subjectName: '综合受理',
      severity: 'warn',
      value: 94.3,
      raisedAt: now - 52 * MINUTE,
      clearedAt: now - 31 * MINUTE,
      acknowledged: {
        at: now - 50 * MINUTE,
        seatId: '1902',
        personName: '江波',
        note: '调两席支援',
      },
    },
  ];
}

async function leaderDesk(page: Page, origin: string): Promise<ScriptedBridge> {
  const bridge = await signedIn(page, origin, (snapshot) => {
    const now = Date.now();
    const led = as('1901', '方慧', 'leader')(snapshot);
    return {
      ...led,
      hotline: { ...led.hotline, floorPlan, tooLong: { wrapMs: 30_000, restMs: 600_000 } },
      seats: seats(now),
      figures: figures(now),
      trends: [trend('default', now, 13), trend('enterprise', now, 18)],
      alarms: alarms(now),
    };
  });
  await page.keyboard.press('Control+Alt+Digit0');
  await page.getByTestId('leader-desk').waitFor();
  return bridge;
}

const tab = (page: Page, at: number) =>
  page.getByTestId('leader-desk').getByRole('tab').nth(at).click();

function hall(now: number): HallView {
  const { hotline } = morning(now);
  return {
    now,
    name: hotline.name,
    timeZone: 'Asia/Shanghai',
    practice: true,
    pbx: 'live',
    figures: figures(now),
    trends: [trend('default', now, 13)],
    seats: { ready: 7, call: 11, wrapping: 4, busy: 2, rest: 3, unreachable: 1 },
    callBacksOpen: 3,
    alarms: alarms(now)
      .slice(0, 1)
      .map(({ figure, subjectName, severity, value }) => ({
        figure,
        subjectName,
        severity,
        value,
      })),
  };
}

async function hallScreen(page: Page, origin: string, turns: number): Promise<void> {
  await page.route('**/api/v1/hall', (route) => route.fulfill({ json: hall(Date.now()) }));
  const body = {
    token: 'story',
    expiresAt: Date.now() + 3_600_000,
    personName: '大厅屏',
    role: 'hall',
  };
  await playBridge(page, { status: 200, body }, morning(Date.now()));
  await page.goto(`${origin}/#sign-in=hall:practice`);
  await page.getByTestId('hall').waitFor();
  for (let at = 0; at < turns; at += 1) await page.keyboard.press('Space');
}

/** Missed calls in every state. */
async function missedCalls(page: Page, origin: string): Promise<void> {
  const bridge = await leaderDesk(page, origin);
  const now = Date.now();
  const [first, second] = callBacks(now);
  if (first === undefined || second === undefined) throw new Error('there are two');
  bridge.tell({
    kind: 'call-backs-changed',
    callBacksOpen: 2,
    callBacks: [
      first,
      second,
      {
        ...first,
        callId: 'b3',
        at: now - 14 * MINUTE,
        numberMasked: '137****2290',
        attempts: 0,
        lastAttemptAt: null,
        lastCause: null,
        waitMs: 22_000,
        claim: null,
      },
      {
        ...first,
        callId: 'b4',
        at: now - 48 * MINUTE,
        numberMasked: '186****0417',
        state: 'called-again',
        waitMs: 31_000,
        seatId: '1010',
        claim: null,
      },
      {
        ...first,
        callId: 'b5',
        at: now - 95 * MINUTE,
        numberMasked: '0710****148',
        state: 'closed',
        waitMs: 64_000,
        attempts: 3,
        lastAttemptAt: now - 40 * MINUTE,
        lastCause: 'USER_BUSY',
        claim: null,
        closed: {
          seatId: '1901',
          at: now - 38 * MINUTE,
          reason: 'unreachable',
          note: '短信已告知',
        },
      },
    ],
  });
  await tab(page, 2);
}

export const leaderDeskScenes: readonly Scene[] = [
  {
    name: 'leaderdesk-plan',
    rare: true,
    async play(page, origin) {
      await leaderDesk(page, origin);
      await page.locator('button[data-seat="1005"]').click();
    },
  },
  {
    name: 'leaderdesk-list',
    async play(page, origin) {
      await leaderDesk(page, origin);
      await page.getByRole('button', { name: /^列表$|^List$/ }).click();
      await page.locator('button[data-seat="1009"]').click();
      await page.getByRole('button', { name: /^置\s*忙$|^Set busy$/ }).click();
      await page.getByText(/即将把|about to be set/).waitFor();
    },
  },
  {
    name: 'leaderdesk-queues',
    rare: true,
    async play(page, origin) {
      await leaderDesk(page, origin);
      await tab(page, 1);
    },
  },
  { name: 'leaderdesk-call-backs', play: missedCalls },
  {
    name: 'leaderdesk-close',
    async play(page, origin) {
      await missedCalls(page, origin);
      await page
        .locator('[data-call-back=b3]')
        .getByRole('button', { name: /^(关闭|Close)…$/ })
        .click();
      await page.getByRole('radio').nth(3).check();
    },
  },
  {
    name: 'leaderdesk-alarms',
    async play(page, origin) {
      await leaderDesk(page, origin);
      await tab(page, 3);
    },
  },
  {
    name: 'agent-hand-and-note',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      const now = Date.now();
      const { seat } = bridge.snapshot;
      bridge.tell({
        kind: 'seat-changed',
        seat: {
          ...seat,
          hand: {
            since: now - 34_000,
            callId: 'c-77',
            brief: { reason: '', language: null, title: '', text: '' },
          },
          notes: [
            {
              noteId: 'n1',
              at: now - 20_000,
              from: '1901',
              fromName: '方慧',
              text: '先安抚，路灯管理处已派人，今晚八点前修好。',
            },
          ],
        },
      });
      await phone(page, inCall(now - 185_000));
      await page.getByText(/方慧/).first().waitFor();
    },
  },
  {
    name: 'leaderdesk-listening',
    async play(page, origin) {
      const bridge = await leaderDesk(page, origin);
      const now = Date.now();
      const call = aCall(now, 'talking', 194_000);
      bridge.tell({
        kind: 'call-offered',
        call: { ...call, part: 'leader', ownerSeat: '1005', may: ['leave', 'leader-mode'] },
      });
      await page.getByTestId('leader-desk').waitFor();
    },
  },
  { name: 'hall-queues', play: (page, origin) => hallScreen(page, origin, 0) },
  { name: 'hall-seats', play: (page, origin) => hallScreen(page, origin, 1) },
  { name: 'hall-trend', play: (page, origin) => hallScreen(page, origin, 2) },
];
