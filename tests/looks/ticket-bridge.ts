/** The tickets that a bridge would tell of, for pictures: the domain's own machine leads each to where it stands. */
import { workingCalendar } from '@hotline/domain/calendar';
import { emptyDraft, withoutComplainant, type TicketDraft } from '@hotline/domain/draft';
import {
  accept,
  stepsOf,
  transition,
  type Actor,
  type HistoryEntry,
  type Ticket,
  type TicketEvent,
  type TicketRules,
} from '@hotline/domain/ticket';
import {
  listQuery,
  revealRequest,
  stepRequest,
  type Pace,
  type Revealed,
  type TicketCounts,
  type TicketTerms,
  type TicketView,
  type WholeTicket,
} from '@hotline/domain/ticket-api';
import type { Page } from 'playwright-core';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const parts = {
  agent: { role: 'agent', person: 'lin.xiaoyu' },
  leader: { role: 'leader', person: 'fang.hui' },
  dispatcher: { role: 'dispatcher', person: 'paidan' },
  water: { role: 'unit-clerk', person: 'water.clerk', unit: 'water' },
} as const satisfies Record<string, Actor>;
export type TicketPart = keyof typeof parts;

const units: TicketTerms['units'] = [
  { id: 'water', zh: '供水服务', en: 'Water', initials: 'gsfw' },
  { id: 'city-management', zh: '市城管委', en: 'City management', initials: 'scgw' },
  { id: 'human-resources', zh: '市人社局', en: 'Human resources', initials: 'srsj' },
];
const titles = [
  ['help', '建设路 18 号小区二次供水水压不足，六楼以上早晚无水'],
  ['complaint', '长虹路与大庆路路口西侧路灯连续三晚不亮'],
  ['consult', '咨询异地养老保险关系转移需要的材料'],
  ['complaint', '工地夜间施工噪声扰民，凌晨两点仍在浇筑'],
  ['report', '商户占用盲道摆放货物'],
  ['suggestion', '建议在学校门口增设人行横道信号灯'],
  ['help', '老旧小区下水管道堵塞，污水外溢'],
  ['praise', '表扬社区工作人员帮助独居老人就医'],
] as const;

/** Nothing runs out on a picture but what its ticket says. */
const rules: TicketRules = {
  handling: [],
  dispatch: null,
  sign: null,
  contact: null,
  reply: null,
  askReturn: null,
  decideReturn: null,
  audit: null,
  revisit: null,
  returnReviews: 1,
  longestExtension: null,
  tries: { again: { count: 4, unit: 'hours' }, most: 3 },
  supervise: { overdue: false, urged: null, returns: null, dissatisfied: null, unrest: false },
  lastDayOffMoves: false,
  calendar: workingCalendar([]),
  utcOffsetMinutes: 480,
};

type Kept = {
  readonly draft: TicketDraft;
  readonly filedAt: number;
  readonly dueAt: number | null;
  ticket: Ticket;
  history: HistoryEntry[];
};

const dispatch: TicketEvent = {
  kind: 'dispatch',
  assignment: { main: 'water', joint: ['city-management'] },
};
const opinion: Actor = { role: 'unit-clerk', person: 'roads.clerk', unit: 'city-management' };
const way: readonly (readonly [Actor, TicketEvent])[] = [
  [parts.dispatcher, dispatch],
  [parts.water, { kind: 'sign' }],
  [parts.water, { kind: 'start' }],
  [opinion, { kind: 'give-opinion', text: '道路开挖手续已办理，可夜间施工。' }],
  [
    parts.water,
    { kind: 'answer', answer: '已更换该小区加压泵，水压恢复至 0.28 MPa，六楼以上早晚供水正常。' },
  ],
  [parts.dispatcher, { kind: 'audit', passed: true, why: '' }],
];

export function ticketStock(now: number, size = 400): Map<string, Kept> {
  return new Map(
    Array.from({ length: size }, (_, n): [string, Kept] => {
      const no = `20261121-${String(size - n).padStart(6, '0')}`;
      const [kind, title] = titles[n % titles.length] ?? titles[0];
      const filedAt = now - 3 * DAY - n * 7 * 60_000;
      const draft: TicketDraft = {
        ...emptyDraft(no, n % 3 === 0 ? `c-${n}` : null),
        kind,
        title,
        text: `来电人反映：${title}。多次向物业反映未解决，希望尽快派人查看并修复，结果以电话告知。`,
        categoryCode: '020201',
        urgency: n % 9 === 0 ? 'very-urgent' : n % 4 === 0 ? 'urgent' : 'normal',
        place: '樊城区建设路 18 号',
        personsConcerned: n % 5 === 0 ? '某物业公司' : '',
        callerName: '吴某',
        contactNumber: '13800138000',
        secret: n % 11 === 5,
        tags: ['供水', '高层'],
      };
      const opened = accept({ ticketId: no, kind }, parts.agent, filedAt);
      if (!opened.ok) throw new Error('an agent may accept');
      const kept: Kept = {
        draft,
        filedAt,
        dueAt: n % 7 === 6 ? null : now + (n % 5 === 1 ? -5 * HOUR : (n % 5) * 20 * HOUR),
        ticket: opened.value.ticket,
        history: [opened.value.entry],
      };
      for (const [index, [by, event]] of way.slice(0, (6 + n * 5) % 7).entries())
        step(kept, event, by, filedAt + (index + 1) * 5 * HOUR);
      return [no, kept];
    }),
  );
}

function step(kept: Kept, event: TicketEvent, by: Actor, at: number): string | null {
  const taken = transition(kept.ticket, event, by, { now: at, matter: kept.draft, rules });
  if (!taken.ok) return taken.error.code;
  kept.ticket = taken.value.ticket;
  kept.history = [...kept.history, taken.value.entry];
  return null;
}

function viewOf({ draft, filedAt, dueAt, ticket }: Kept, by: Actor, now: number): TicketView {
  const isOpen = ['dispatched', 'signed', 'handling', 'return-asked'].includes(ticket.state.kind);
  const isHidden = draft.secret;
  return {
    ticketNo: draft.draftId,
    version: ticket.lastStep.no,
    filedAt,
    state: ticket.state.kind,
    kind: draft.kind,
    title: draft.title,
    urgency: draft.urgency,
    categoryCode: draft.categoryCode,
    seatId: '1001',
    person: 'lin.xiaoyu',
    secret: draft.secret,
    assignment:
      'assignment' in ticket.state
        ? { main: ticket.state.assignment.main, joint: [...ticket.state.assignment.joint] }
        : null,
    extended: ticket.extended,
    urged: ticket.urged,
    supervised: ticket.supervised,
    dueAt: isOpen ? dueAt : null,
    due:
      !isOpen || dueAt === null
        ? null
        : dueAt < now
          ? 'overdue'
          : dueAt < now + DAY
            ? 'soon'
            : 'in-time',
    pace: paceOf(ticket, isOpen ? dueAt : null, now),
    complainant: {
      isHidden,
      name: isHidden ? '' : draft.callerName,
      callerNumberMasked: isHidden ? '' : '0710****003',
      contactNumberMasked: isHidden ? '' : '138****8000',
      mayReveal: !isHidden || by.role === 'leader',
    },
  };
}

function paceOf({ state, urged }: Ticket, dueAt: number | null, now: number): Pace {
  const due = (at: number) => (at < now ? 'overdue' : at < now + DAY ? 'soon' : 'in-time');
  const dues: Pace['dues'] =
    dueAt === null ? [] : [{ what: 'handle', at: dueAt, due: due(dueAt), yearMissing: null }];
  const revisitAt = now + 6 * HOUR;
  if (state.kind === 'revisiting')
    dues.push({ what: 'revisit', at: revisitAt, due: due(revisitAt), yearMissing: null });
  return {
    dues,
    supervise:
      dueAt !== null && dueAt < now ? [{ code: 'overdue', what: 'handle', at: dueAt }] : [],
    revisit:
      state.kind === 'revisiting' ? { tries: 1, most: 3, againAt: now + 2 * HOUR + urged } : null,
  };
}

function whole(kept: Kept, by: Actor, now: number): WholeTicket {
  const isOpen = 'assignment' in kept.ticket.state && kept.ticket.state.kind !== 'revisiting';
  const attachment = { draftId: kept.draft.draftId, at: kept.filedAt };
  return {
    ...viewOf(kept, by, now),
    matter: withoutComplainant(kept.draft),
    history: kept.history.map((entry) => ({ ...entry })),
    steps: [...stepsOf(kept.ticket, by)],
    held:
      kept.ticket.state.kind === 'revisiting' && by.role !== 'unit-clerk'
        ? [{ step: 'close', code: 'revisit-tries-left', left: 2 }]
        : [],
    limit: isOpen ? { count: 4, unit: 'working-days' } : null,
    returnUntil: isOpen ? kept.filedAt + 4 * DAY : null,
    actions: by.role === 'unit-clerk' ? [] : ['link', 'join', 'urge'],
    links: ['20261120-000511'],
    joined: [],
    attachments: [
      { ...attachment, id: 'f1', name: '六楼水压表读数.jpg', type: 'image/jpeg', size: 2_480_000 },
      {
        ...attachment,
        id: 'f2',
        name: '业主联名情况说明.pdf',
        type: 'application/pdf',
        size: 184_000,
      },
    ],
  };
}

const inList: Readonly<Record<string, (view: TicketView) => boolean>> = {
  'to-dispatch': ({ state }) => state === 'accepted' || state === 'return-asked',
  'due-soon': ({ due }) => due === 'soon',
  overdue: ({ due }) => due === 'overdue',
  supervised: ({ supervised }) => supervised,
  'to-revisit': ({ state }) => ['revisiting', 'revisited', 'rated'].includes(state),
};

export type TicketBridge = {
  /** Somebody else takes a step behind the person's back. */
  readonly behind: (ticketNo: string, part: TicketPart, event: TicketEvent) => void;
  readonly goAway: () => void;
};

/** `/api/v1/tickets` inside the browser's own network layer. */
export async function playTickets(
  page: Page,
  part: TicketPart,
  words: Pick<TicketTerms, 'kinds' | 'urgencies'>,
  size?: number,
): Promise<TicketBridge> {
  const now = Date.now();
  const stock = ticketStock(now, size);
  const by = parts[part];
  let isAway = false;
  const terms: TicketTerms = {
    actor: by,
    now,
    hotline: { name: '12345政务服务便民热线', timeZone: 'Asia/Shanghai', practice: true },
    units,
    ...words,
    categories: [{ code: '020201', zh: '供水服务' }],
    people: {
      'lin.xiaoyu': '林晓雨',
      'fang.hui': '方慧',
      paidan: '派单员',
      'water.clerk': '供水服务办理员',
      'roads.clerk': '市城管委办理员',
    },
    mayListen: part === 'leader',
  };
  const counts: TicketCounts = {
    mine: 1000,
    'to-dispatch': 57,
    'due-soon': 80,
    overdue: 68,
    'to-supervise': 12,
    supervised: 0,
    'to-revisit': 57,
  };
  await page.route(/\/api\/v1\/ticket-counts/, (route) =>
    isAway ? route.abort() : route.fulfill({ json: counts }),
  );
  await page.route(/\/api\/v1\/tickets/, (route) => {
    if (isAway) return route.abort();
    const url = new URL(route.request().url());
    const [, no, act] = /\/tickets\/([^/]+)(?:\/(\w+))?$/.exec(url.pathname) ?? [];
    if (no === 'terms') return route.fulfill({ json: terms });
    if (no === undefined) {
      const query = listQuery.parse(Object.fromEntries(url.searchParams));
      const views = [...stock.values()].map((kept) => viewOf(kept, by, now));
      const fits = views
        .filter((view) => inList[query.list]?.(view) ?? true)
        .filter(
          ({ title, kind }) => title.includes(query.title ?? '') && (query.kind ?? kind) === kind,
        );
      const ordered = query.order === 'newest' ? fits : fits.toReversed();
      const from = Number(query.after ?? 0);
      const to = from + query.limit;
      const tickets = ordered.slice(from, to);
      return route.fulfill({ json: { tickets, next: to < ordered.length ? String(to) : null } });
    }
    const kept = stock.get(no);
    if (kept === undefined) return route.fulfill({ status: 404, json: { code: 'no-ticket' } });
    if (act === 'reveal') {
      revealRequest.parse(route.request().postDataJSON());
      const { callerName: name, contactNumber } = kept.draft;
      const revealed: Revealed = {
        name,
        callerNumber: '07103511003',
        contactNumber,
        enterprise: '',
        address: '樊城区建设路 18 号 2 栋 603 室',
        idNumber: '11010519491231002X',
        joined: [],
      };
      return route.fulfill({ json: revealed });
    }
    if (act === 'steps') {
      const asked = stepRequest.parse(route.request().postDataJSON());
      if (asked.expectedVersion !== kept.ticket.lastStep.no) {
        const json = { code: 'conflict', meant: null, current: viewOf(kept, by, now) };
        return route.fulfill({ status: 409, json });
      }
      const refusal = step(kept, asked.event, by, now);
      if (refusal !== null) return route.fulfill({ status: 422, json: { code: refusal } });
    }
    return route.fulfill({ json: whole(kept, by, now) });
  });
  return {
    behind(ticketNo, other, event) {
      const kept = stock.get(ticketNo);
      if (kept === undefined || step(kept, event, parts[other], now) !== null)
        throw new Error(`${event.kind} of ${ticketNo} is not possible`);
    },
    goAway() {
      isAway = true;
    },
  };
}
