/**
 * 演示数据: days of a hotline as facts of the ledger, for practice and for load. The same seed gives the same days. Every
 * call's id begins with `demo-`, so that nobody takes them for real ones.
 */
import type { Booked } from '../metrics/index.ts';
import { seeded, type Random } from './random.ts';

export { demonstrationMatter } from './matters.ts';
export type { MatterOptions, Rising } from './matters.ts';
export { seeded } from './random.ts';
export type { Random } from './random.ts';

export type DemonstrationDay = {
  /** Local midnight, ms since 1970 UTC. */
  readonly midnight: number;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  readonly isHoliday: boolean;
  /** Hour in which the weather, or a burst main, brings four times as many; null: a day without. */
  readonly stormAt: number | null;
};

export type DemonstrationOptions = {
  readonly seed: number;
  /** On an ordinary working day. */
  readonly callsPerDay: number;
  readonly queueIds: readonly string[];
  readonly seatIds: readonly string[];
  readonly skills: readonly string[];
};

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** Share of a day's calls in each hour: two working peaks, a quiet night. */
const SHAPE = [
  8, 5, 4, 3, 3, 5, 12, 28, 62, 88, 92, 80, 48, 52, 74, 82, 78, 66, 48, 42, 38, 30, 20, 12,
] as const;
const WEEKEND = 0.62;
const HOLIDAY = 0.5;
const STORM = 4;

/** From a first local midnight on; holidays and storms by chance. */
export function* demonstrationDays(
  firstMidnight: number,
  count: number,
  seed: number,
): Generator<DemonstrationDay> {
  const random = seeded(seed);
  for (let day = 0; day < count; day += 1) {
    const midnight = firstMidnight + day * 24 * HOUR;
    yield {
      midnight,
      // 1970-01-01 was a Thursday. Twelve hours on, the date is the same in every zone of China.
      weekday: ((Math.floor((midnight + 12 * HOUR) / (24 * HOUR)) + 3) % 7) + 1,
      isHoliday: random() < 0.03,
      stormAt: random() < 0.06 ? 8 + Math.floor(random() * 10) : null,
    };
  }
}

/** The calls of one day in the order of their arrival, each with all of its facts in order. */
export function* demonstrationCalls(
  day: DemonstrationDay,
  options: DemonstrationOptions,
): Generator<readonly Booked[]> {
  const random = seeded(options.seed ^ Math.floor(day.midnight / HOUR));
  const total = SHAPE.reduce((sum, share) => sum + share, 0);
  const factor = day.isHoliday ? HOLIDAY : day.weekday > 5 ? WEEKEND : 1;
  let no = 0;
  for (const [hour, share] of SHAPE.entries()) {
    const storm = day.stormAt === hour ? STORM : 1;
    const calls = Math.round((options.callsPerDay * factor * share * storm) / total);
    // What the seats can take in an hour: some four minutes a call, more seats by day.
    const load =
      (calls * 240) / 3_600 / Math.max(1, options.seatIds.length * (share > 20 ? 1 : 0.3));
    for (const at of arrivals(random, day.midnight + hour * HOUR, calls)) {
      no += 1;
      yield callOf(`demo-${day.midnight / HOUR}-${no}`, at, load, random, options);
    }
  }
}

/** At random within the hour, in order. */
function arrivals(random: Random, from: number, count: number): readonly number[] {
  return Array.from({ length: count }, () => from + Math.floor(random() * HOUR)).sort(
    (a, b) => a - b,
  );
}

const exponential = (random: Random, mean: number): number =>
  Math.round(-Math.log(1 - random()) * mean);
const oneOf = <T>(random: Random, all: readonly T[], otherwise: T): T =>
  all[Math.floor(random() * all.length)] ?? otherwise;

function callOf(
  callId: string,
  arrivedAt: number,
  load: number,
  random: Random,
  { queueIds, seatIds, skills, callsPerDay }: DemonstrationOptions,
): readonly Booked[] {
  const queueId = oneOf(random, queueIds, 'default');
  const seatId = oneOf(random, seatIds, '1001');
  const leg = `${callId}-a`;
  const isSkilled = skills.length > 0 && random() < 0.04;
  const facts: Booked[] = [
    {
      at: arrivedAt,
      fact: {
        kind: 'call-arrived',
        callId,
        number: numberOf(random, callsPerDay),
        queueId,
        skills: isSkilled ? [oneOf(random, skills, '')] : [],
        mode: random() < 0.002 ? 'fallback' : 'bridge',
      },
    },
  ];
  const queuedAt = arrivedAt + 3 * SECOND;
  facts.push({ at: queuedAt, fact: { kind: 'call-queued', callId, queueId, priority: 0 } });
  // Waiting grows without bound as the seats fill up; 3 s is the answer itself.
  const meanWait = 2 * SECOND + (8 * SECOND * load) / Math.max(0.05, 1 - Math.min(load, 0.95));
  const wait = 2 * SECOND + exponential(random, meanWait);
  const patience = 4 * SECOND + exponential(random, 150 * SECOND);
  if (wait > patience) {
    const at = queuedAt + patience;
    return [
      ...facts,
      { at, fact: { kind: 'call-abandoned', callId, waitMs: patience } },
      {
        at,
        fact: { kind: 'call-ended', callId, by: 'caller', talkMs: 0, cause: 'ORIGINATOR_CANCEL' },
      },
    ];
  }
  const answeredAt = queuedAt + wait;
  const offeredAt = answeredAt - Math.min(wait, 2 * SECOND);
  let at = answeredAt;
  facts.push(
    { at: offeredAt, fact: { kind: 'call-offered', callId, seatId, leg } },
    { at: offeredAt, fact: { kind: 'call-ringing', callId, seatId, leg } },
    { at, fact: { kind: 'call-answered', callId, seatId, leg, waitMs: wait } },
  );
  at += 20 * SECOND + exponential(random, 90 * SECOND);
  if (random() < 0.08) {
    facts.push({ at, fact: { kind: 'caller-held', callId, seatId } });
    at += exponential(random, 25 * SECOND);
    facts.push({ at, fact: { kind: 'caller-retrieved', callId } });
  }
  if (random() < 0.03) {
    const to = oneOf(random, seatIds, seatId);
    facts.push({
      at,
      fact: { kind: 'call-transferred', callId, seatId, to, leg: `${callId}-b`, how: 'consult' },
    });
  }
  at += exponential(random, 60 * SECOND);
  const wrapMs = exponential(random, 35 * SECOND);
  facts.push(
    {
      at,
      fact: {
        kind: 'call-ended',
        callId,
        by: random() < 0.8 ? 'caller' : 'seat',
        talkMs: at - answeredAt,
        cause: 'NORMAL_CLEARING',
      },
    },
    { at, fact: { kind: 'wrap-started', callId, seatId, until: at + 60 * SECOND } },
    { at: at + wrapMs, fact: { kind: 'wrap-finished', callId, seatId, by: 'seat', wrapMs } },
  );
  return facts;
}

/** One in six calls comes from few numbers, which therefore call again and again; one in a hundred is withheld. */
function numberOf(random: Random, callsPerDay: number): string {
  const draw = random();
  if (draw < 0.01) return '';
  const digits =
    draw < 0.16
      ? Math.floor(random() * Math.max(3, callsPerDay / 12))
      : Math.floor(random() * 90_000_000);
  return `138${String(digits).padStart(8, '0')}`;
}
