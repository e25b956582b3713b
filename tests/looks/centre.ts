/** Whom a call can be taken to, at a fictional hotline; all numbers are fictional. */
import type { Snapshot } from '@hotline/domain/protocol';

type Entry = Snapshot['hotline']['directory'][number];
const MINUTE = 60_000;
/** 2026-11-22 is a Sunday: offices are closed, so the pictures show both. */
const office: Entry['hours'] = [{ days: [1, 2, 3, 4, 5], from: 510, to: 1050 }];

const entry = (
  id: string,
  kind: Entry['kind'],
  zh: string,
  en: string,
  initials: string,
): Entry => ({
  id,
  kind,
  zh,
  en,
  number: null,
  seat: null,
  skill: null,
  languages: [],
  hours: null,
  note: null,
  quick: null,
  initials,
});

export const directory: readonly Entry[] = [
  {
    ...entry('cantonese', 'skill', '粤语专席', 'Cantonese desk', 'yyzx'),
    skill: 'cantonese',
    languages: ['cantonese'],
    quick: 1,
  },
  {
    ...entry('english', 'skill', '英语专席', 'English desk', 'yyzx'),
    skill: 'english',
    languages: ['english'],
    quick: 2,
  },
  {
    ...entry('social-security', 'skill', '社保专家席', 'Social security experts', 'sbzjx'),
    skill: 'social-security',
    quick: 3,
  },
  { ...entry('water', 'utility', '供水服务', 'Water', 'gsfw'), number: '0710-5550101', quick: 4 },
  {
    ...entry('power', 'utility', '供电服务', 'Electricity', 'gdfw'),
    number: '0710-5550102',
    quick: 5,
  },
  {
    ...entry('gas', 'utility', '燃气抢修', 'Gas repair', 'rqqx'),
    number: '0710-5550103',
    quick: 6,
  },
  {
    ...entry('lighting', 'department', '市路灯管理处', 'Street lighting office', 'sldglc'),
    number: '0710-5550121',
    hours: office,
    note: '路灯、景观灯',
    quick: 7,
  },
  {
    ...entry(
      'hrss',
      'department',
      '市人力资源和社会保障局',
      'Human resources bureau',
      'srlzyhshbzj',
    ),
    number: '0710-5550122',
    hours: office,
    quick: 8,
  },
  {
    ...entry('zaoyang', 'sub-centre', '枣阳分中心', 'Zaoyang sub-centre', 'zyfzx'),
    number: '0710-5550131',
  },
  { ...entry('seat-1004', 'seat', '黄磊', 'Huang Lei', 'hl'), seat: '1004' },
  { ...entry('seat-1003', 'seat', '周敏', 'Zhou Min', 'zm'), seat: '1003' },
  { ...entry('seat-1901', 'seat', '方慧', 'Fang Hui', 'fh'), seat: '1901' },
];

export const availability: Snapshot['availability'] = [
  { id: 'cantonese', free: 1, of: 2, waiting: 0, expectedWaitMs: 0 },
  { id: 'english', free: 0, of: 1, waiting: 2, expectedWaitMs: 140_000 },
  { id: 'social-security', free: 2, of: 3, waiting: 0, expectedWaitMs: 0 },
  { id: 'seat-1004', free: 0, of: 1, waiting: 0, expectedWaitMs: null },
  { id: 'seat-1003', free: 1, of: 1, waiting: 0, expectedWaitMs: null },
  { id: 'seat-1901', free: 1, of: 1, waiting: 0, expectedWaitMs: null },
];

export const emergencyTargets: Snapshot['hotline']['emergencyTargets'] = [
  { id: '110', zh: '公安报警', en: 'Police', routes: 2, acknowledgeKey: null, takesSummary: true },
  {
    id: '119',
    zh: '消防救援',
    en: 'Fire and rescue',
    routes: 2,
    acknowledgeKey: '1',
    takesSummary: false,
  },
  {
    id: '120',
    zh: '医疗急救',
    en: 'Ambulance',
    routes: 2,
    acknowledgeKey: '1',
    takesSummary: true,
  },
  {
    id: '122',
    zh: '交通事故',
    en: 'Traffic police',
    routes: 1,
    acknowledgeKey: null,
    takesSummary: false,
  },
];

export const parked = (now: number): Snapshot['parked'] => [
  {
    callId: 'p1',
    slot: '701',
    numberMasked: '138****6612',
    place: '襄阳',
    bySeat: '1006',
    since: now - 40_000,
    until: now + 80_000,
  },
  {
    callId: 'p2',
    slot: '703',
    numberMasked: '0710****229',
    place: '襄阳',
    bySeat: '1001',
    since: now - 5 * MINUTE,
    until: now + 24_000,
  },
];

type SeatBrief = Snapshot['seats'][number];
type Doing = SeatBrief['activity'];

export function seats(now: number): SeatBrief[] {
  const since = (seconds: number) => now - seconds * 1000;
  const on = (seconds: number): Doing => ({ kind: 'talking', since: since(seconds), callId: 'x' });
  const rows: readonly [string, string, Doing, string | null, boolean?][] = [
    ['1001', '林晓雨', on(1_142), '0710****003'],
    ['1002', '陈志远', { kind: 'ready', since: since(42) }, null],
    ['1003', '周敏', { kind: 'ready', since: since(130) }, null],
    ['1004', '黄磊', { kind: 'ringing', since: since(6), callId: 'x' }, '0710****917'],
    ['1005', '何静', on(88), '139****5526'],
    [
      '1006',
      '徐嘉慧',
      { kind: 'wrapping', since: since(25), until: now + 35_000, callId: 'x' },
      null,
    ],
    ['1007', '马涛', { kind: 'busy', since: since(312), because: 'no-answer' }, null],
    ['1008', '郭燕', { kind: 'rest', since: since(640), reason: 'meal' }, null],
    ['1009', '罗威', on(15), '186****0035', false],
    ['1010', '宋萍', { kind: 'ready', since: since(8) }, null],
    ['1011', '唐欣', on(402), '177****9012'],
    ['1012', '邓浩', { kind: 'busy', since: since(61), because: 'asked' }, null],
    ['1101', '梁悦', on(95), '139****5526'],
    ['1102', '林阿珊', { kind: 'ready', since: since(900) }, null],
    ['1103', '沈安', { kind: 'signed-out', since: since(9_000) }, null],
  ];
  return rows.map(([seatId, personName, activity, numberMasked, reachable = true]) => ({
    seatId,
    personName,
    role: seatId.startsWith('11') ? 'specialist' : 'agent',
    activity,
    reachable,
    skills: seatId === '1101' ? ['cantonese'] : [],
    team: seatId < '1007' ? '甲班' : '乙班',
    device: { registered: reachable, media: 'ok' },
    after: seatId === '1011' ? 'rest' : null,
    hand:
      seatId === '1005'
        ? {
            since: since(34),
            callId: 'c-1005',
            brief: {
              reason: '',
              language: null,
              title: '工地夜间施工噪声扰民',
              text: '来电人情绪激动，要求班长接听；称昨晚十一点后仍在打桩，已第三次来电。',
            },
          }
        : null,
    unreadNotes: 0,
    today: {
      answered: (Number(seatId) * 7) % 41,
      missed: Number(seatId) % 3,
      handledMs: ((Number(seatId) * 7) % 41) * (170_000 + (Number(seatId) % 9) * 11_000),
      calls: (Number(seatId) * 7) % 41,
      restMs: 840_000,
      busyMs: 120_000,
    },
    call:
      numberMasked === null
        ? null
        : { callId: `c-${seatId}`, numberMasked, part: seatId === '1101' ? 'guest' : 'owner' },
  }));
}

const hash = (n: number) =>
  Array.from({ length: 64 }, (_, k) => ((k * 7 + n * 13 + (k % (n + 2))) % 16).toString(16)).join(
    '',
  );

export function sealedEntries(now: number) {
  const facts = [
    { kind: 'emergency-started', seatId: '1001', target: '110', caseId: 'e-1' },
    { kind: 'emergency-dialled', target: '110', route: 0 },
    { kind: 'emergency-number-sent', target: '110' },
    { kind: 'emergency-ringing', target: '110', route: 0 },
    { kind: 'emergency-answered', target: '110', route: 0 },
    { kind: 'emergency-acknowledged', target: '110', by: 'agent' },
  ];
  return facts.map((fact, n) => ({
    seq: 4_207 + n,
    at: now - 60_000 + n * 2_137,
    fact,
    previous: hash(n),
    hash: hash(n + 1),
  }));
}

export const callBacks = (now: number): NonNullable<Snapshot['callBacks']> => [
  {
    callId: 'b1',
    at: now - 26 * MINUTE,
    numberMasked: '159****7704',
    place: null,
    queueName: '综合受理',
    why: 'abandoned',
    waitMs: 47_000,
    lastCause: 'NO_ANSWER',
    claim: { seatId: '1901', at: now - 11 * MINUTE },
    closed: null,
    state: 'open',
    attempts: 1,
    lastAttemptAt: now - 12 * MINUTE,
    seatId: null,
  },
  {
    callId: 'b2',
    at: now - 9 * MINUTE,
    numberMasked: '0710****365',
    place: '襄阳',
    queueName: '综合受理',
    why: 'lost',
    waitMs: null,
    lastCause: null,
    claim: null,
    closed: null,
    state: 'under-way',
    attempts: 1,
    lastAttemptAt: now - 20_000,
    seatId: '1003',
  },
];
