/** What a rule looks at, now: one reading a subject. Counts as they are, times in seconds, shares in per cent. */
import type { AlarmRule, AlarmSubject } from '@hotline/domain/alarm';
import type { RateView } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { Seat } from '@hotline/domain/seat';
import { isReachable } from '@hotline/domain/seat';
import type { DeskCore } from './desk-core.ts';
import { readySeats } from './ready-seats.ts';

type AlarmReading = { readonly subject: AlarmSubject; readonly value: number | null };

/** What only time can tell. */
export type Watched = {
  /** Seconds since the PBX went away; null while it is there. */
  readonly pbxAwaySeconds: number | null;
  /** Ghosts put right within the last minutes. */
  readonly recentRepairs: number;
  /** Since when each seat cannot be reached, ms. */
  readonly unreachableSince: ReadonlyMap<string, number>;
};

export function readAlarm(core: DeskCore, rule: AlarmRule, watched: Watched): AlarmReading[] {
  const now = core.now();
  const { figure } = rule;
  switch (figure) {
    case 'waiting':
    case 'longest-wait':
    case 'connection':
    case 'service-level':
      return ofQueues(core, (queueId) => {
        const { metrics } = core.book;
        const figures = metrics.queueFigures(queueId, now);
        if (figure === 'waiting') return figures.waiting;
        if (figure === 'longest-wait')
          return figures.longestWaitingSince === null
            ? 0
            : (now - figures.longestWaitingSince) / 1000;
        const rate = figure === 'connection' ? figures.connection : figures.serviceLevels[0];
        return rate === undefined ? null : perCent(rate, rule.minimumCalls);
      });
    case 'abandoned':
      return ofQueues(
        core,
        (queueId) =>
          core.book.metrics.live(`queue:${queueId}`, now).windows['quarter-hour'].abandoned,
      );
    case 'ready-seats':
      return ofQueues(core, (queueId) => readySeats(core, queueId));
    case 'wrap-over':
      return ofSeats(core, ({ activity }) =>
        activity.kind === 'wrapping' ? (now - activity.until) / 1000 : null,
      );
    case 'rest':
      return ofSeats(core, ({ activity }) =>
        activity.kind === 'rest' ? (now - activity.since) / 1000 : null,
      );
    case 'hand':
      return ofSeats(core, ({ hand }) => (hand === null ? null : (now - hand.since) / 1000));
    case 'unreachable':
      return ofSeats(core, ({ seatId }) => {
        const since = watched.unreachableSince.get(seatId);
        return since === undefined ? null : (now - since) / 1000;
      });
    case 'ghost-repairs':
      return ofHotline(watched.recentRepairs);
    case 'pbx-away':
      return ofHotline(watched.pbxAwaySeconds);
    case 'call-backs-open':
      return ofHotline(core.book.callBacks.waiting.open);
    case 'report-files-late':
      return ofHotline(core.options.lateReportFiles());
    case 'target-routes':
      return targetRoutes(core);
    default:
      return assertNever(figure);
  }
}

/** Signed in, meant to work, and no call can reach them. */
export function isCutOff(seat: Seat): boolean {
  const { kind } = seat.activity;
  return seat.person !== null && kind !== 'rest' && kind !== 'signed-out' && !isReachable(seat);
}

const ofHotline = (value: number | null): AlarmReading[] => [
  { subject: { kind: 'hotline', id: '' }, value },
];

const ofQueues = (core: DeskCore, read: (queueId: string) => number | null): AlarmReading[] =>
  core.options.config.queues.map(({ id }) => ({
    subject: { kind: 'queue', id },
    value: read(id),
  }));

/** Seats at which nobody is have no figure: their alarms are over. */
const ofSeats = (core: DeskCore, read: (seat: Seat) => number | null): AlarmReading[] =>
  [...core.seats.all()].map((seat) => ({
    subject: { kind: 'seat', id: seat.seatId },
    value: seat.person === null ? null : read(seat),
  }));

/** Routes of each target that did not answer when they were tried last. */
function targetRoutes(core: DeskCore): AlarmReading[] {
  const failed = new Map<string, number>();
  for (const { targetId, outcome } of core.book.selfTest?.routes ?? [])
    failed.set(targetId, (failed.get(targetId) ?? 0) + (outcome === 'answered' ? 0 : 1));
  return core.options.config.emergency.targets.map(({ id }) => ({
    subject: { kind: 'target', id },
    value: failed.get(id) ?? null,
  }));
}

/** Few calls make wild shares: below the least number there is no figure. */
function perCent({ numerator, denominator }: RateView, least: number): number | null {
  return denominator < Math.max(1, least) ? null : (numerator / denominator) * 100;
}
