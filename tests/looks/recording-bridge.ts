/** Recordings and quality checks that a bridge would tell of, for pictures: the domain's own machine leads each on. */
import {
  scoreOfReview,
  stepsOf,
  transition,
  type Calibration,
  type QualityTerms,
  type Review,
  type ReviewActor,
  type ReviewEvent,
  type ReviewView,
  type Scoring,
  type WholeCalibration,
  type WholeReview,
} from '@hotline/domain/quality';
import type {
  Mark,
  RecordingOutline,
  RecordingRow,
  RecordingTerms,
} from '@hotline/domain/recordings';
import type { Page } from 'playwright-core';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LENGTH = 254_000;
const rules = { appealMs: 5 * DAY };

const sheet: QualityTerms['sheet'] = {
  version: '2026-1',
  passAt: 80,
  items: [
    {
      id: 'greeting',
      zh: '开头语与结束语',
      en: 'Opening and closing words',
      points: 10,
      fatal: false,
    },
    { id: 'manner', zh: '服务态度与语气', en: 'Manner and tone', points: 20, fatal: false },
    { id: 'listening', zh: '倾听与引导', en: 'Listening and guiding', points: 15, fatal: false },
    {
      id: 'answer',
      zh: '答复准确、依据知识库',
      en: 'Right answer from the knowledge base',
      points: 25,
      fatal: false,
    },
    {
      id: 'record',
      zh: '工单记录完整准确',
      en: 'Ticket complete and right',
      points: 20,
      fatal: false,
    },
    {
      id: 'process',
      zh: '流程与时限规范',
      en: 'Procedure and time limits',
      points: 10,
      fatal: false,
    },
    { id: 'rude', zh: '辱骂、嘲讽市民', en: 'Abuse or mockery', points: 0, fatal: true },
    { id: 'leak', zh: '泄露市民信息', en: 'Personal data disclosed', points: 0, fatal: true },
    { id: 'hung-up', zh: '主动挂断市民电话', en: 'Hung up on the citizen', points: 0, fatal: true },
  ],
};
const half: Scoring = {
  points: { greeting: 10, manner: 16, listening: 12, answer: 25 },
  fatal: [],
  comments: [
    { at: null, text: '整体流程清楚，能主动复述市民诉求。' },
    { at: 61_000, text: '保持前没有说明原因，请先告知市民。' },
  ],
};
const full: Scoring = { ...half, points: { ...half.points, record: 12, process: 8 } };
const other: Scoring = {
  points: { greeting: 10, manner: 18, listening: 13, answer: 20, record: 18, process: 10 },
  fatal: [],
  comments: [],
};

const names: Readonly<Record<string, string>> = {
  'lin.xiaoyu': '林晓雨',
  'fang.hui': '方慧',
  'jiang.bo': '江波',
  'zhou.min': '周敏',
};
const leader = { person: 'fang.hui', mayCheck: true };
const second = { person: 'jiang.bo', mayCheck: true };
const agent = { person: 'lin.xiaoyu', mayCheck: false };

const terms: RecordingTerms = {
  mayListen: true,
  queues: [{ id: 'default', name: '综合受理' }],
  seats: [
    { id: '1001', name: '林晓雨' },
    { id: '1003', name: '周敏' },
    { id: '1901', name: '方慧' },
  ],
};
const numbers = ['138****8000', '0710****003', '177****9012', '', '159****7704', '027****6603'];

function rowOf(n: number, now: number): RecordingRow {
  return {
    callId: `c-${4207 - n}`,
    part: 1,
    startedAt: now - (n + 1) * 11 * MINUTE,
    lengthMs: n === 0 ? null : n === 1 ? LENGTH : 32_000 + ((n * 7919) % 560) * 1000,
    state: n === 0 ? 'on' : n === 9 ? 'missing' : 'ended',
    direction: n % 6 === 4 ? 'out' : 'in',
    numberMasked: numbers[n % numbers.length] ?? '',
    queueId: 'default',
    seats: n % 5 === 1 ? ['1001', '1003'] : [n % 2 === 0 ? '1003' : '1001'],
    transferred: n % 5 === 1,
    emergency: n % 13 === 5,
  };
}

const line = (turn: number) =>
  Array.from({ length: 1200 }, (_, at) => {
    const isOn = Math.floor(at / 60) % 2 === turn && (at < 280 || at > 400);
    const loud = Math.abs(Math.sin(at * 12.9898) * 43_758.5453) % 1;
    return isOn ? Math.round(15 + loud * 70) : Math.round(loud * 3);
  });

/** Talk that goes to and fro, with silence while the citizen is on hold. */
function peaks(): RecordingOutline['peaks'] {
  return { citizen: line(0), heard: line(1) };
}
const marks: readonly Mark[] = [
  { kind: 'answered', at: 0, to: null, who: '1001' },
  { kind: 'held', at: 60_000, to: 84_000, who: '1001' },
  { kind: 'joined', at: 72_000, to: null, who: 'social-security' },
  { kind: 'transferred', at: 131_000, to: null, who: '1003' },
  { kind: 'paused', at: 170_000, to: 188_000, who: null },
  { kind: 'ended', at: LENGTH, to: null, who: null },
];

type Kept = { review: Review; version: number; history: WholeReview['history'] };

const begun = (n: number): Kept => ({
  review: {
    callId: `c-${4207 - n}`,
    seatId: n % 2 === 0 ? '1003' : '1001',
    person: n % 2 === 0 ? 'zhou.min' : 'lin.xiaoyu',
    sheet,
    state: { kind: 'to-check' },
  },
  version: 1,
  history: [],
});

function reviews(now: number): Kept[] {
  const take = (kept: Kept, by: ReviewActor, event: ReviewEvent, at: number): Kept => {
    const next = transition(kept.review, event, by, at, rules);
    if (!next.ok) throw new Error(`${event.kind}: ${next.error.code}`);
    const words = 'reason' in event ? event.reason : 'why' in event ? event.why : '';
    kept.review = next.value;
    kept.version += 1;
    const name = by === null ? null : (names[by.person] ?? by.person);
    kept.history.push({ at, name, kind: event.kind, words });
    return kept;
  };
  const draft = { kind: 'draft', scoring: full } as const;
  const publish = { kind: 'publish' } as const;
  const appealed = begun(3);
  take(appealed, second, draft, now - DAY);
  take(appealed, second, publish, now - DAY + MINUTE);
  const reason = '61 秒处已口头说明去核实材料，市民答“好的”，请复听。';
  take(appealed, agent, { kind: 'appeal', reason }, now - 40 * MINUTE);
  const ready = begun(5);
  take(ready, leader, draft, now - 3 * DAY);
  take(ready, leader, publish, now - 3 * DAY + 9 * MINUTE);
  const mine = begun(1);
  take(mine, leader, { kind: 'draft', scoring: half }, now - 20 * MINUTE);
  return [mine, begun(2), appealed, begun(4), ready, begun(6), begun(7), begun(8)];
}

const ruleOf: readonly ReviewView['rule'][] = [
  'any',
  'long',
  'transferred',
  'short',
  'unsatisfied',
];

/** `/api/v1/recordings` and `/api/v1/quality` inside the browser's own network layer. */
export async function playRecordings(page: Page, role: 'leader' | 'agent'): Promise<void> {
  const now = Date.now();
  const self = role === 'leader' ? leader : agent;
  const stock = reviews(now);
  const view = ({ review, version }: Kept, id: number): ReviewView => {
    const { state } = review;
    const score = scoreOfReview(review);
    return {
      id,
      version,
      callId: review.callId,
      seatId: review.seatId,
      person: review.person,
      personName: names[review.person] ?? review.person,
      callAt: now - id * 11 * MINUTE,
      talkMs: LENGTH,
      rule: ruleOf[id % ruleOf.length] ?? 'any',
      state: state.kind,
      checkerName: state.kind === 'to-check' ? null : (names[state.checker] ?? state.checker),
      score: score === null ? null : { ...score, fatal: [...score.fatal] },
      changedAt: now,
    };
  };
  const whole = (kept: Kept, id: number): WholeReview => {
    const { state } = kept.review;
    return {
      ...view(kept, id),
      sheet,
      scoring: state.kind === 'to-check' ? null : state.scoring,
      before: null,
      appealUntil: state.kind === 'published' ? state.publishedAt + rules.appealMs : null,
      history: kept.history,
      steps: [...stepsOf(kept.review, self, now, rules)],
      mayHear: true,
    };
  };
  const isListed = ({ review: { state, person } }: Kept, list: string): boolean => {
    if (list === 'own')
      return person === self.person && !['to-check', 'drafted'].includes(state.kind);
    if (list === 'drafts') return state.kind === 'drafted';
    return state.kind === list;
  };
  const checkers = [leader, second].map(({ person }) => ({ person, name: names[person] ?? '' }));
  const calibration: Calibration = {
    callId: 'c-4206',
    seatId: '1001',
    sheet,
    begunBy: leader.person,
    checkers: checkers.map(({ person }) => person),
    scorings: [
      { checker: leader.person, scoring: full },
      { checker: second.person, scoring: other },
    ],
    isShown: true,
  };
  const shown: WholeCalibration = {
    id: 1,
    callId: calibration.callId,
    seatId: calibration.seatId,
    begunAt: now - DAY,
    begunByName: names[calibration.begunBy] ?? '',
    checkers: checkers.map((each) => ({ ...each, hasScored: true })),
    isShown: true,
    sheet,
    scorings: [...calibration.scorings],
    mayScore: false,
    mayShow: false,
  };

  await page.route(/\/api\/v1\/recordings/, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.endsWith('/terms'))
      return route.fulfill({ json: { ...terms, mayListen: role === 'leader' } });
    if (pathname.endsWith('/search')) {
      const recordings = Array.from({ length: 60 }, (_, n) => rowOf(n, now));
      return route.fulfill({ json: { recordings, next: null } });
    }
    if (pathname.endsWith('/outline')) {
      const row = { ...rowOf(1, now), callId: pathname.split('/').at(-2) ?? '' };
      const outline: RecordingOutline = {
        row,
        parts: 1,
        durationMs: LENGTH,
        peaks: peaks(),
        marks: [...marks],
      };
      return route.fulfill({ json: outline });
    }
    if (pathname.endsWith('/heard')) return route.fulfill({ json: {} });
    return route.fulfill({ body: 'sound', contentType: 'audio/wav' });
  });
  await page.route(/\/api\/v1\/quality/, (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    const isPost = route.request().method() === 'POST';
    if (pathname.endsWith('/terms')) {
      const json: QualityTerms = { mayCheck: self.mayCheck, appealDays: 5, sheet, checkers };
      return route.fulfill({ json });
    }
    if (pathname.endsWith('/draw')) return route.fulfill({ json: { drawn: 4 } });
    if (pathname.endsWith('/calibrations') && !isPost)
      return route.fulfill({ json: { calibrations: [shown] } });
    if (pathname.includes('/calibrations')) return route.fulfill({ json: shown });
    const list = searchParams.get('list');
    if (list !== null) {
      const listed = stock.flatMap((kept, index) =>
        isListed(kept, list) ? [view(kept, index + 1)] : [],
      );
      return route.fulfill({ json: { reviews: listed, next: null } });
    }
    const id = Number(/reviews\/(\d+)/.exec(pathname)?.[1] ?? 1);
    const kept = stock[id - 1];
    return kept === undefined
      ? route.fulfill({ status: 404, json: { code: 'no-review' } })
      : route.fulfill({ json: whole(kept, id) });
  });
}
