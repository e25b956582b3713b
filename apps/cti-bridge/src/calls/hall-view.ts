/** 大屏: counts only. Alarms of single seats stay at the leader's desk: a hall is full of people. */
import type { HallView, HotlineView } from '@hotline/domain/protocol';
import { isReachable } from '@hotline/domain/seat';
import { alarmViews } from './alarm-views.ts';
import type { DeskCore } from './desk-core.ts';
import { queueTrends } from './queue-trends.ts';

export function hallViewOf(
  core: DeskCore,
  { name, timeZone, practice, pbx }: HotlineView,
  figures: HallView['figures'],
): HallView {
  return {
    now: core.now(),
    name,
    timeZone,
    practice,
    pbx,
    figures,
    trends: queueTrends(core),
    seats: seatCounts(core),
    callBacksOpen: core.book.callBacks.waiting.open,
    alarms: alarmViews(core)
      .filter(({ clearedAt, subject }) => clearedAt === null && subject.kind !== 'seat')
      .map(({ figure, subjectName, severity, value }) => ({
        figure,
        subjectName,
        severity,
        value,
      })),
  };
}

function seatCounts(core: DeskCore): HallView['seats'] {
  const counts = { ready: 0, call: 0, wrapping: 0, busy: 0, rest: 0, unreachable: 0 };
  for (const seat of core.seats.all()) {
    if (seat.person === null) continue;
    const { kind } = seat.activity;
    if (kind === 'signed-out') continue;
    if (!isReachable(seat)) counts.unreachable += 1;
    else if (kind === 'talking' || kind === 'ringing' || kind === 'reserved') counts.call += 1;
    else counts[kind] += 1;
  }
  return counts;
}
