/** 话单 as a table for export. */
import type { ReportCall } from '@hotline/domain/report-api';
import type { Column, Table } from './export-table.ts';

export const callTable = (timeZone: string): Table<ReportCall> => ({
  name: '话单',
  columns: columns(localTimes(timeZone)),
});

const columns = (local: (at: number) => string): readonly Column<ReportCall>[] => [
  { head: '话单号', value: ({ callId }) => callId },
  { head: '来电号码', value: ({ numberMasked }) => numberMasked },
  { head: '队列', value: ({ queueId }) => queueId },
  { head: '计时起点', value: ({ startAt }) => local(startAt) },
  {
    head: '接听',
    value: ({ answeredAt }) => (answeredAt === null ? '' : local(answeredAt)),
  },
  { head: '席位', value: ({ seatId }) => seatId ?? '' },
  {
    head: '放弃',
    value: ({ abandonedAt }) => (abandonedAt === null ? '' : local(abandonedAt)),
  },
  { head: '结束', value: ({ endedAt }) => (endedAt === null ? '' : local(endedAt)) },
  { head: '通话秒', value: ({ talkMs }) => talkMs / 1000 },
  { head: '保持秒', value: ({ holdMs }) => holdMs / 1000 },
  { head: '整理秒', value: ({ wrapMs }) => wrapMs / 1000 },
  { head: '转接', value: ({ transfers }) => transfers },
  { head: '事后补记', value: ({ isBookedLate }) => (isBookedLate ? '是' : '') },
];

function localTimes(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (at) => format.format(at);
}
