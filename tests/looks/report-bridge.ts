/** The reports that a bridge would make, for pictures: one made-up month, the same numbers every time. */
import { emptyTally, serviceLevel, connectionRate, type Tally } from '@hotline/domain/metrics';
import {
  figuresQuery,
  ticketFiguresQuery,
  type FiguresReport,
  type HotSpots,
  type ReportCall,
  type ReportFiles,
  type ReportRow,
  type TicketFiguresReport,
  type WholeCall,
} from '@hotline/domain/report-api';
import { emptyTicketTally, type TicketTally } from '@hotline/domain/ticket-figures';
import { seeded } from '@hotline/domain/demonstration';
import { aTicketView } from '@hotline/domain/ticket-api/testing';
import type { TicketPage } from '@hotline/domain/ticket-api';
import type { Page } from 'playwright-core';

const DAY = 86_400_000;
const queues = [
  ['default', '综合受理', 1],
  ['enterprise', '涉企服务', 0.22],
  ['dialect', '方言与外语', 0.06],
] as const;
const seatNames = ['林晓雨', '陈立', '周敏', '高远', '梁悦', '许宁', '孟佳', '韩旭'];
const shape = [
  8, 5, 4, 3, 3, 5, 12, 28, 62, 88, 92, 80, 48, 52, 74, 82, 78, 66, 48, 42, 38, 30, 20, 12,
];
const whole = shape.reduce((sum, share) => sum + share, 0);

/** So many calls came; how well they were answered follows from `ease`, 0…1. */
function tallyOf(offered: number, ease: number): Tally {
  const answered = Math.round(offered * (0.9 + 0.09 * ease));
  const abandoned = offered - answered;
  return {
    ...emptyTally,
    offered,
    answered,
    answeredWithin: Math.round(answered * (0.7 + 0.25 * ease)),
    abandoned,
    abandonedWithin: Math.round(abandoned * 0.3),
    answerMs: answered * Math.round(9_000 - 4_000 * ease),
    talkMs: answered * 152_000,
    holdMs: answered * 6_000,
    wrapMs: answered * 34_000,
    transfers: Math.round(answered * 0.03),
    repeats: Math.round(offered * 0.12),
    callBacksDue: abandoned,
    callBacksDone: Math.round(abandoned * 0.8),
  };
}

function rowOf(key: string, name: string, offered: number, ease: number): ReportRow {
  const tally = tallyOf(offered, ease);
  const { answered, answerMs, talkMs, holdMs, wrapMs } = tally;
  const level = (variant: 2 | 3) => ({
    ...serviceLevel(variant, tally),
    definition: `service-level-${variant}`,
    target: null,
  });
  return {
    key,
    name,
    tally,
    connection:
      offered === 0 ? null : { ...connectionRate(tally), definition: 'connection', target: 0.95 },
    serviceLevels: offered === 0 ? [] : [level(2), level(3)],
    averageAnswerMs: answered === 0 ? null : answerMs / answered,
    averageHandlingMs: answered === 0 ? null : (talkMs + holdMs + wrapMs) / answered,
    occupancy: null,
  };
}

/** What came on a day: fewer at weekends. */
const ofDay = (at: number): number => (new Date(at).getUTCDay() % 6 === 0 ? 1_040 : 1_680);

const date = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const instant = (day: string) => Date.parse(day.includes('T') ? day : `${day}T00:00+08:00`);

function rows(by: string, from: number, to: number): readonly ReportRow[] {
  const days = Math.max(1, Math.round((to - from) / DAY));
  const random = seeded(Math.floor(from / DAY));
  const total = Array.from({ length: days }, (_, n) => ofDay(from + n * DAY)).reduce(
    (sum, n) => sum + n,
    0,
  );
  switch (by) {
    case 'queue':
      return queues.map(([id, name, share]) =>
        rowOf(id, name, Math.round((total * share) / 1.28), share === 1 ? 0.5 : 0.9),
      );
    case 'seat':
      return seatNames.map((name, n) => ({
        ...rowOf(
          String(1001 + n),
          name,
          Math.round((total / 8) * (0.8 + random() * 0.4)),
          random(),
        ),
        occupancy: { busyMs: Math.round((0.62 + random() * 0.25) * 1e6), readyMs: 250_000 },
      }));
    case 'day':
      return Array.from({ length: days }, (_, n) => {
        const at = from + n * DAY;
        return rowOf(date(at), date(at), Math.round(ofDay(at) * (0.9 + random() * 0.2)), random());
      });
    case 'hour':
      return shape.map((share, hour) =>
        rowOf(
          String(hour),
          String(hour),
          Math.round((total * share) / whole),
          share > 80 ? 0.2 : 0.8,
        ),
      );
    case 'weekday-hour':
      return Array.from({ length: 7 }, (_, day) =>
        shape.map((share, hour) =>
          rowOf(
            `${day + 1}-${hour}`,
            `${day + 1}-${hour}`,
            Math.round((1_680 * share * (day > 4 ? 0.6 : 1)) / whole),
            0.7,
          ),
        ),
      ).flat();
    default:
      return [rowOf('total', 'total', total, 0.55)];
  }
}

function callOf(no: number, from: number): ReportCall {
  const startAt = from + no * 47_000;
  const isAnswered = no % 6 !== 4;
  return {
    callId: `c-${no}`,
    numberMasked: ['138****8000', '0710****482', '159****7704'][no % 3] ?? '',
    queueId: 'default',
    startAt,
    answeredAt: isAnswered ? startAt + 6_400 + no * 500 : null,
    seatId: isAnswered ? String(1001 + (no % 8)) : null,
    abandonedAt: isAnswered ? null : startAt + 21_000,
    endedAt: startAt + 160_000,
    talkMs: isAnswered ? 148_000 : 0,
    holdMs: 0,
    wrapMs: isAnswered ? 32_000 : 0,
    transfers: 0,
    isBookedLate: no === 7,
  };
}

function wholeCall(call: ReportCall): WholeCall {
  const { startAt, seatId } = call;
  const step = (
    ms: number,
    kind: WholeCall['steps'][number]['kind'],
    more: Partial<WholeCall['steps'][number]> = {},
  ) => ({ at: startAt + ms, kind, seatId: null, to: null, why: null, ...more });
  return {
    ...call,
    direction: 'in',
    skills: [],
    ticketNos: ['20261122-000131'],
    steps: [
      step(-402, 'call-arrived'),
      step(0, 'call-queued', { to: 'default' }),
      step(880, 'call-offered', { seatId: '1004' }),
      step(910, 'call-ringing', { seatId: '1004' }),
      step(3_120, 'offer-failed', { seatId: '1004', why: 'rejected' }),
      step(3_150, 'call-offered', { seatId }),
      step(6_400, 'call-answered', { seatId }),
      step(6_520, 'recording-step', { why: 'started' }),
      step(61_240, 'caller-held', { seatId }),
      step(70_015, 'caller-retrieved'),
      step(98_300, 'ticket-filed', { seatId, to: '20261122-000131' }),
      step(154_400, 'call-ended', { why: 'caller' }),
      step(186_400, 'wrap-finished', { seatId, why: 'seat' }),
    ],
  };
}

const units = [
  ['water', '供水服务', 'Water', 214, 0.96],
  ['city-management', '市城管委', 'City management', 187, 0.88],
  ['human-resources', '市人社局', 'Human resources', 143, 0.93],
  ['housing', '市住建局', 'Housing', 121, 0.81],
  ['', '', '', 402, 1],
] as const;

function ticketTally(filed: number, ease: number): TicketTally {
  const direct = Math.round(filed * 0.45);
  const dispatched = filed - direct;
  const answered = Math.round(dispatched * 0.8);
  const open = dispatched - answered;
  return {
    ...emptyTicketTally,
    filed,
    direct,
    dispatched,
    signDue: dispatched,
    signedInTime: Math.round(dispatched * ease),
    answerDue: answered,
    answeredInTime: Math.round(answered * ease),
    open,
    overdue: Math.round(open * (1 - ease)),
    ended: filed - open,
    askedSolved: Math.round(answered * 0.9),
    solved: Math.round(answered * 0.9 * ease),
    rated: Math.round(answered * 0.7),
    satisfied: Math.round(answered * 0.7 * ease),
    returns: Math.round(dispatched * 0.04),
    urged: Math.round(dispatched * 0.06),
  };
}

function ticketRows(by: string): TicketFiguresReport['rows'] {
  if (by === 'total')
    return [{ key: 'total', zh: 'total', en: 'total', tally: ticketTally(1_067, 0.91) }];
  return units.map(([key, zh, en, filed, ease]) => ({
    key,
    zh: zh === '' ? key : zh,
    en: en === '' ? key : en,
    tally: ticketTally(filed, ease),
  }));
}

function someSpots(now: number): HotSpots {
  const HOUR = DAY / 24;
  return {
    at: now,
    window: 'day',
    from: now - DAY,
    weeks: 8,
    hasPlaces: true,
    categories: [
      {
        key: '020301',
        name: '市政公用 › 供水 › 停水',
        now: 46,
        past: [7, 5, 9, 6, 4, 8, 6, 7],
        mean: 6.5,
        chance: 3e-9,
      },
      {
        key: '0412',
        name: '城乡建设 › 噪音扰民',
        now: 19,
        past: [6, 8, 5, 7, 9, 6, 4, 7],
        mean: 6.5,
        chance: 0.00021,
      },
    ],
    places: [
      {
        key: '420602005',
        name: '襄城区 › 杨当街道',
        now: 38,
        past: [3, 4, 2, 5, 3, 4, 3, 2],
        mean: 3.3,
        chance: 2e-12,
      },
    ],
    matters: [
      {
        ticketNos: Array.from({ length: 11 }, (_, n) => `20261130-0002${String(n + 10)}`),
        title: '杨当街道片区停水两天，没有通知',
        place: '襄城区杨当街道',
        category: '市政公用 › 供水 › 停水',
        callers: 9,
        firstAt: now - 31 * HOUR,
        lastAt: now - HOUR,
        score: 78,
        perDay: [0, 0, 0, 0, 0, 3, 8],
      },
    ],
    callers: [
      {
        callId: 'c-31',
        numberMasked: '138****0231',
        calls: 9,
        tickets: 2,
        firstAt: now - 6 * DAY,
        lastAt: now - 2 * HOUR,
        perDay: [1, 0, 2, 1, 2, 1, 2],
      },
      {
        callId: 'c-32',
        numberMasked: '0710****118',
        calls: 5,
        tickets: 1,
        firstAt: now - 3 * DAY,
        lastAt: now - 20 * HOUR,
        perDay: [0, 0, 0, 1, 2, 1, 1],
      },
    ],
    rule: {
      weeks: 8,
      least: 5,
      times: 1.5,
      rareness: 0.001,
      callers: { calls: 5, days: 7 },
      matters: { callers: 3, days: 7, likeness: 45 },
    },
  };
}

const at = (moment: string): number => Date.parse(`${moment}+08:00`);

/** Two days of files; the third was kept out by a full disk. */
function scheduledFiles(now: number): ReportFiles {
  const day = (back: number) => date(now - back * DAY);
  const file = (schedule: string, span: string, definition: string, format: 'xlsx' | 'csv') => {
    const [from = '', to = from] = span.split('--');
    return {
      name: `${schedule}_${span}_${definition}.${format}`,
      schedule,
      from,
      to,
      definition,
      format,
      bytes: format === 'csv' ? 2_113 : 8_640,
      writtenAt: at(`${to}T06:00`) + DAY + 11_000,
    };
  };
  const schedule = { formats: ['xlsx' as const], late: null };
  return {
    keepDays: 400,
    schedules: [
      {
        ...schedule,
        id: 'calls-daily',
        subject: 'calls',
        by: 'queue',
        every: 'day',
        at: '06:00',
        formats: ['xlsx', 'csv'],
        nextAt: at(`${day(0)}T06:00`) + DAY,
        late: {
          from: day(1),
          to: day(1),
          why: 'no-room',
          since: now - 26 * 60_000,
          tries: 5,
          againAt: now + 9 * 60_000,
        },
      },
      {
        ...schedule,
        id: 'tickets-weekly',
        subject: 'tickets',
        by: 'unit',
        every: 'week',
        at: '06:10',
        nextAt: at('2027-01-04T06:10'),
      },
      {
        ...schedule,
        id: 'calls-monthly',
        subject: 'calls',
        by: 'day',
        every: 'month',
        at: '06:20',
        nextAt: at('2027-01-01T06:20'),
      },
    ],
    files: [2, 3, 4, 5, 6]
      .flatMap((back) =>
        (['xlsx', 'csv'] as const).map((format) =>
          file('calls-daily', day(back), 'gb-33358-2016', format),
        ),
      )
      .concat(
        file('tickets-weekly', '2026-11-16--2026-11-22', 'maoming-2020', 'xlsx'),
        file('calls-monthly', '2026-10-01--2026-10-31', 'gb-33358-2016', 'xlsx'),
        file('old-daily', '2026-09-30', 'gb-33358-2016', 'csv'),
      ),
  };
}

export type ReportBridge = { readonly goAway: () => void };

/** `/api/v1/reports` inside the browser's own network layer. `from` and `to`: what a range means, ms. */
export async function playReports(page: Page): Promise<ReportBridge> {
  let isAway = false;
  await page.route(/\/api\/v1\/reports/, (route) => {
    if (isAway) return route.abort();
    const { pathname, searchParams } = new URL(route.request().url());
    const path = pathname.replace('/api/v1/reports/', '');
    const given = Object.fromEntries(searchParams);
    if (path === 'check') {
      const check = { at: at('2026-11-22T03:30'), agrees: true, rows: [] };
      return route.fulfill({ json: { check } });
    }
    if (path === 'hot-spots') return route.fulfill({ json: someSpots(Date.now()) });
    if (path === 'files') return route.fulfill({ json: scheduledFiles(Date.now()) });
    if (path === 'figures') {
      const { from, to, by } = figuresQuery.parse(given);
      const range = { from: instant(from), to: instant(to) + (to.includes('T') ? 0 : DAY) };
      const report: FiguresReport = {
        ...range,
        by,
        definitions: [
          {
            id: 'gb-33358-2016',
            from: Date.parse('2026-01-01T00:00+08:00'),
            until: null,
            clockStart: 'queue-entry',
            thresholdMs: 15_000,
            thresholdMsOf: {},
            shortAbandonMs: 0,
            repeatMs: DAY,
          },
        ],
        rows: [...rows(by, range.from, range.to)],
        ledger: { seq: 684_211, lastAt: Date.now() - 3_000, hole: null, behind: 0 },
      };
      return route.fulfill({ json: report });
    }
    if (path === 'tickets/list') {
      const states = ['handling', 'handling', 'dispatched', 'answered', 'revisiting', 'closed'];
      const json: TicketPage = {
        tickets: Array.from({ length: 23 }, (_, n) =>
          aTicketView({
            ticketNo: `20261118-0001${String(n + 10)}`,
            title:
              n % 3 === 0
                ? '襄城区杨当街道幸福小区停水两天无人处理，居民多次拨打供水服务电话'
                : '小区停水',
            state: states[n % states.length] ?? 'handling',
            filedAt: Date.parse('2026-11-18T08:00+08:00') + n * 47 * 60_000,
            assignment: { main: 'water', joint: [] },
          }),
        ),
        next: '1763425200000:20261118-000132',
      };
      return route.fulfill({ json });
    }
    if (path === 'tickets') {
      const { from, to, by } = ticketFiguresQuery.parse(given);
      return route.fulfill({
        json: {
          from: instant(from),
          to: instant(to),
          by,
          place: '茂名市 2020',
          rows: ticketRows(by),
        },
      });
    }
    const from = Date.parse('2026-11-21T09:00+08:00');
    if (path === 'calls') {
      const calls = Array.from({ length: 50 }, (_, no) => callOf(no, from));
      return route.fulfill({ json: { calls, total: 131, next: '1:c-50' } });
    }
    const no = /^calls\/c-(\d+)$/.exec(path)?.[1];
    return no === undefined
      ? route.fulfill({ status: 404, json: { code: 'no-call' } })
      : route.fulfill({ json: wholeCall(callOf(Number(no), from)) });
  });
  return {
    goAway() {
      isAway = true;
    },
  };
}
