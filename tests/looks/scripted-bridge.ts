/** What a bridge would say, for pictures of the desk: a fixed morning at a fictional hotline. */
import type { TicketDraft } from '@hotline/domain/draft';
import type { Page, WebSocketRoute } from 'playwright-core';
import {
  PROTOCOL_VERSION,
  type CallView,
  type Operation,
  type SeatActivityView,
  type SeatEventMessage,
  type Snapshot,
} from '@hotline/domain/protocol';
import { shippedLists } from './shipped-lists.ts';
import {
  availability,
  callBacks,
  directory,
  emergencyTargets,
  parked,
  sealedEntries,
} from './centre.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const rate = (
  numerator: number,
  denominator: number,
  definition: string,
  target: number | null,
) => ({
  numerator,
  denominator,
  definition,
  target,
});

export function morning(now: number): Snapshot {
  const from = now - 4 * HOUR;
  const recent = [
    ['138****2291', null, 254, true, '20261122-000131'],
    ['027****3310', '武汉', 96, true, null],
    ['159****7704', null, 0, false, null],
    ['0710****482', '襄阳', 413, true, '20261122-000126'],
    ['186****0035', null, 178, true, '20261122-000122'],
    ['131****6650', null, 65, true, null],
    ['0719****118', '十堰', 302, true, '20261122-000117'],
    ['177****9012', null, 141, true, '20261122-000110'],
  ] as const;
  return {
    hotline: {
      name: '12345政务服务便民热线',
      timeZone: 'Asia/Shanghai',
      practice: true,
      pbx: 'live',
      parkReasons: [
        { id: 'more-facts', zh: '待市民补充情况', en: 'Citizen sends more' },
        { id: 'ask-unit', zh: '待与承办单位核实', en: 'To be checked with the unit' },
        { id: 'call-back', zh: '约定回拨', en: 'Call back agreed' },
        { id: 'other-call', zh: '先接下一个电话', en: 'Next call first' },
      ],
      restReasons: [
        { id: 'meal', zh: '用餐', en: 'Meal' },
        { id: 'water', zh: '饮水', en: 'Water' },
        { id: 'toilet', zh: '如厕', en: 'Toilet' },
        { id: 'training', zh: '培训', en: 'Training' },
        { id: 'meeting', zh: '会议', en: 'Meeting' },
      ],
      ticketKinds: [
        { id: 'consult', zh: '咨询', en: 'Enquiry' },
        { id: 'help', zh: '求助', en: 'Request for help' },
        { id: 'complaint', zh: '投诉', en: 'Complaint' },
        { id: 'report', zh: '举报', en: 'Report of a violation' },
        { id: 'suggestion', zh: '建议', en: 'Suggestion' },
        { id: 'praise', zh: '表扬', en: 'Praise' },
      ],
      urgencies: [
        { id: 'normal', zh: '一般', en: 'Normal' },
        { id: 'urgent', zh: '紧急', en: 'Urgent' },
        { id: 'very-urgent', zh: '特急', en: 'Very urgent' },
      ],
      skills: [
        { id: 'cantonese', zh: '粤语', en: 'Cantonese' },
        { id: 'english', zh: '英语', en: 'English' },
        { id: 'social-security', zh: '社保专家', en: 'Social security' },
      ],
      emergencyTargets: [...emergencyTargets],
      directory: [...directory],
      leaderShown: { listen: false, whisper: true, barge: true },
      floorPlan: [],
      callBackTries: 3,
      tooLong: { wrapMs: 30_000, restMs: 900_000 },
    },
    seat: {
      seatId: '1001',
      personName: '林晓雨',
      role: 'agent',
      skills: [],
      activity: { kind: 'ready', since: now - 42_000 },
      after: null,
      device: { registered: true, media: 'ok' },
      hand: null,
      notes: [],
    },
    call: null,
    waiting: [
      waiting('w1', '0710****917', '襄阳', [], 1, now - 17_000, '1004'),
      waiting('w2', '139****5526', null, ['cantonese'], 0, now - 11_000, null),
      waiting('w3', '177****1408', null, [], 0, now - 6_000, null),
      waiting('w4', '027****6603', '武汉', ['social-security'], 0, now - 2_000, null),
    ],
    parked: parked(now),
    callBacks: callBacks(now),
    callBacksOpen: 1,
    availability: [...availability],
    seats: [],
    trends: [],
    alarms: [],
    figures: [
      {
        queueId: 'default',
        queueName: '综合受理',
        from,
        thresholdMs: 15_000,
        offered: 1060,
        answered: 1000,
        abandoned: 60,
        waiting: 4,
        longestWaitingSince: now - 17_000,
        averageAnswerMs: 8_640,
        connection: rate(1000, 1060, 'connection-24h', 0.95),
        serviceLevels: [
          rate(860, 1000, 'service-level-2', null),
          rate(860, 1060, 'service-level-3', null),
        ],
        callBacks: { due: 58, done: 51, closed: 4 },
        readySeats: 7,
      },
    ],
    myDay: {
      from,
      signedInMs: 3.62 * HOUR,
      offered: 43,
      answered: 41,
      missed: 1,
      rejected: 1,
      talkMs: 2.04 * HOUR,
      wrapMs: 0.52 * HOUR,
      readyMs: 0.71 * HOUR,
      restMs: 0.25 * HOUR,
      busyMs: 0.1 * HOUR,
      ticketsFiled: 29,
      averageAnswerMs: 6_400,
      recentCalls: recent.map(([numberMasked, place, talk, answered, ticketNo], n) => ({
        callId: `r${n}`,
        at: now - (n + 1) * 6 * MINUTE,
        numberMasked,
        place,
        talkMs: talk * 1000,
        answered,
        ticketNo,
      })),
    },
  };
}

function waiting(
  callId: string,
  numberMasked: string,
  place: string | null,
  skills: string[],
  priority: number,
  queuedAt: number,
  offeredTo: string | null,
): Snapshot['waiting'][number] {
  return {
    callId,
    queueId: 'default',
    queueName: '综合受理',
    skills,
    priority,
    numberMasked,
    place,
    queuedAt,
    answerLimitMs: 15_000,
    offeredTo,
  };
}

export function aCall(now: number, state: CallView['state'], age: number): CallView {
  const queuedAt = now - age;
  const talking = state === 'talking' || state === 'wrapping';
  return {
    callId: 'c-77',
    direction: 'in',
    state,
    part: 'owner',
    ownerSeat: talking ? '1001' : null,
    autoAnswer: false,
    queueId: 'default',
    queueName: '综合受理',
    skills: [],
    priority: 1,
    answerLimitMs: 15_000,
    arrivedAt: queuedAt - 400,
    queuedAt,
    offeredAt: queuedAt + 900,
    ringUntil: queuedAt + 20_900,
    answeredAt: talking ? queuedAt + 9_000 : null,
    endedAt: state === 'wrapping' ? now - 20_000 : null,
    endedBy: state === 'wrapping' ? 'caller' : null,
    wrapUntil: state === 'wrapping' ? now + 40_000 : null,
    caller: {
      numberMasked: '0710****003',
      numberKind: 'fixed',
      place: '襄阳',
      local: true,
      name: '吴建国',
      specialGroup: '听障',
      contactPreference: 'text-only',
      note: '听力障碍，由家人代为通话，请用短信答复',
      tags: ['无障碍', '樊城区', '回访满意'],
      callsIn30Days: 3,
      earlierCalls: [
        {
          callId: 'e1',
          at: now - 26 * HOUR,
          queueName: '综合受理',
          seatId: '1004',
          outcome: 'answered',
          talkMs: 187_000,
        },
        {
          callId: 'e2',
          at: now - 9 * 24 * HOUR,
          queueName: '综合受理',
          seatId: null,
          outcome: 'abandoned',
          talkMs: 0,
        },
      ],
      tickets: [
        {
          ticketNo: '20261121-000847',
          at: now - 26 * HOUR,
          title: '长虹路与大庆路路口西侧路灯连续三晚不亮',
          kind: 'complaint',
          state: '办理中',
          seatId: '1004',
        },
        {
          ticketNo: '20261018-000312',
          at: now - 35 * 24 * HOUR,
          title: '咨询听力残疾人助听器补贴申请条件',
          kind: 'consult',
          state: '已办结',
          seatId: '1001',
        },
      ],
    },
    legs: legs(now, state, queuedAt),
    held: false,
    muted: false,
    brief: null,
    trouble: null,
    released: false,
    recording: talking ? 'on' : 'off',
    absent: null,
    emergencies: [],
    may: state === 'talking' ? [...ownerMay] : state === 'wrapping' ? [] : ['answer', 'reject'],
  };
}

/** What the seat in charge may do with a citizen and nobody else in the room. */
export const ownerMay: readonly Operation[] = [
  'mute',
  'dtmf',
  'emergency',
  'rebuild',
  'hang-up',
  'hold',
  'invite',
  'park',
  'to-queue',
  'pause-recording',
];

/** Neither held nor muted, nor invited for anything. */
export const plain = {
  held: false,
  muted: false,
  purpose: null,
  mode: null,
  ringUntil: null,
} as const;

function legs(now: number, state: CallView['state'], queuedAt: number): CallView['legs'] {
  if (state === 'wrapping' || state === 'ended') return [];
  const caller = {
    legId: 'l-caller',
    role: 'caller',
    label: '0710****003',
    state: 'in-room',
    hears: true,
    speaks: true,
    ...plain,
    since: queuedAt,
  } as const;
  const seat = {
    legId: 'l-seat',
    role: 'seat',
    label: '1001',
    state: state === 'talking' ? 'in-room' : 'ringing',
    hears: state === 'talking',
    speaks: state === 'talking',
    ...plain,
    since: state === 'talking' ? queuedAt + 9_000 : now - 1_500,
  } as const;
  return [caller, seat];
}

const differing = (draft: TicketDraft) => ({ version: 1, mayChange: true, draft });

type SentCommand = {
  readonly type: string;
  readonly id?: string;
  readonly name?: string;
  readonly args?: unknown;
};
export type ScriptedBridge = {
  /** Sends one event of the seat's stream. */
  tell(event: SeatEventMessage): void;
  activity(activity: SeatActivityView): void;
  /** Drops every socket and refuses new ones until `comeBack`. */
  goAway(): Promise<void>;
  refuse(code: 'superseded'): void;
  /** The next ticket was filed before, with the words that `change` makes of the draft's. */
  differ(change: (draft: TicketDraft) => TicketDraft): void;
  /** The commands that came, in order. */
  readonly sent: readonly SentCommand[];
  readonly snapshot: Snapshot;
};

/** Plays the bridge inside the browser's own network layer: no port, no server. */
export async function playBridge(
  page: Page,
  logIn: { status: number; body: unknown },
  snapshot: Snapshot,
): Promise<ScriptedBridge> {
  let present = snapshot;
  let seq = 10;
  let socket: WebSocketRoute | null = null;
  let away = false;
  let change: ((draft: TicketDraft) => TicketDraft) | null = null;
  const sent: SentCommand[] = [];
  const send = (message: object) => socket?.send(JSON.stringify(message));

  await page.route('**/api/v1/hotline', (route) =>
    route.fulfill({ json: { name: present.hotline.name, practice: true } }),
  );
  await page.route('**/api/v1/log-in', (route) =>
    route.fulfill({ status: logIn.status, json: logIn.body }),
  );
  await page.route('**/api/v1/intake-lists', (route) => route.fulfill({ json: shippedLists() }));
  await page.route('**/api/v1/log-out', (route) => route.fulfill({ json: {} }));
  await page.routeWebSocket(/\/ws\/seat$/, async (route) => {
    if (away) return void route.close();
    socket = route;
    route.onMessage((text) => {
      const message = JSON.parse(String(text)) as SentCommand;
      if (message.type === 'hello') {
        send({
          type: 'welcome',
          v: PROTOCOL_VERSION,
          epoch: 'e1',
          seq,
          now: Date.now(),
          snapshot: present,
        });
        return;
      }
      sent.push(message);
      const result =
        message.name === 'caller.reveal'
          ? { number: '07103511003' }
          : message.name === 'ticket.file'
            ? fileTicket(message.args as { draft: TicketDraft })
            : message.name === 'call.dial'
              ? { callId: 'c-77' }
              : message.name === 'emergency.start'
                ? { caseId: 'e-1' }
                : message.name === 'emergency.sealed'
                  ? { entries: sealedEntries(Date.now()) }
                  : {};
      send({ type: 'answer', id: message.id, ok: true, result });
    });
    return undefined;
  });

  function fileTicket({ draft }: { readonly draft: TicketDraft }) {
    const differs = change === null ? {} : { differs: differing(change(draft)) };
    change = null;
    return { ticketNo: '20261122-000132', ...differs };
  }
  const tell = (event: SeatEventMessage) => {
    seq += 1;
    if (event.kind === 'seat-changed') present = { ...present, seat: event.seat };
    if (event.kind === 'call-offered' || event.kind === 'call-changed') {
      present = { ...present, call: event.call };
    }
    send({ type: 'event', seq, at: Date.now(), event });
  };
  return {
    sent,
    get snapshot() {
      return present;
    },
    tell,
    activity: (activity) => tell({ kind: 'seat-changed', seat: { ...present.seat, activity } }),
    async goAway() {
      away = true;
      await socket?.close();
      socket = null;
    },
    differ: (how) => {
      change = how;
    },
    refuse: (code) => send({ type: 'refused', code }),
  };
}
