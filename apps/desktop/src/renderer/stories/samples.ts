import type { CallView, Snapshot } from '@hotline/domain/protocol';

/** Small, whole pieces of state for tests and stories. */
export const NOW = 1_800_000_000_000;

export function aCall(state: CallView['state'], callId = 'c-77', now = NOW): CallView {
  const talked = state === 'talking' || state === 'wrapping';
  return {
    callId,
    state,
    queueId: 'default',
    queueName: '综合受理',
    skills: [],
    priority: 0,
    answerLimitMs: 15_000,
    arrivedAt: now - 9_400,
    queuedAt: now - 9_000,
    offeredAt: now - 1_000,
    ringUntil: now + 19_000,
    answeredAt: talked ? now - 500 : null,
    endedAt: state === 'wrapping' ? now : null,
    endedBy: state === 'wrapping' ? 'caller' : null,
    wrapUntil: state === 'wrapping' ? now + 60_000 : null,
    caller: {
      numberMasked: '138****8000',
      numberKind: 'mobile',
      place: '襄阳',
      local: true,
      name: '吴建国',
      specialGroup: '听障',
      contactPreference: 'text-only',
      note: null,
      tags: [],
      callsIn30Days: 3,
      earlierCalls: [],
      tickets: [],
    },
    legs: [],
  };
}

export function aSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  const waiting = ['w1', 'w2', 'w3'].map((callId, n) => ({
    callId,
    queueId: 'default',
    queueName: '综合受理',
    skills: [],
    priority: 0,
    numberMasked: '139****000' + n,
    place: null,
    queuedAt: NOW - n * 4_000,
    answerLimitMs: 15_000,
    offeredTo: null,
  }));
  return {
    hotline: {
      name: '12345政务服务便民热线',
      timeZone: 'Asia/Shanghai',
      practice: false,
      pbx: 'live',
      restReasons: [{ id: 'meal', zh: '用餐', en: 'Meal' }],
      ticketKinds: [{ id: 'complaint', zh: '投诉', en: 'Complaint' }],
      urgencies: [{ id: 'normal', zh: '一般', en: 'Normal' }],
      categories: [{ code: '020201', zh: '路灯故障', pinyin: 'lu deng gu zhang' }],
      skills: [],
    },
    seat: {
      seatId: '1001',
      personName: '林晓雨',
      role: 'agent',
      skills: [],
      activity: { kind: 'ready', since: NOW },
      after: null,
      device: { registered: true, media: 'ok' },
    },
    call: null,
    waiting,
    figures: [],
    myDay: {
      from: NOW - 3_600_000,
      signedInMs: 3_600_000,
      offered: 0,
      answered: 0,
      missed: 0,
      rejected: 0,
      talkMs: 0,
      wrapMs: 0,
      readyMs: 3_600_000,
      restMs: 0,
      busyMs: 0,
      ticketsFiled: 0,
      averageAnswerMs: null,
      recentCalls: [],
    },
    ...change,
  };
}
