/** The tables of reports as files: the same columns as on the screen, each rate with its two counts. */
import {
  indicatorOf,
  ticketIndicators,
  type TicketIndicator,
} from '@hotline/domain/ticket-figures';
import type {
  FiguresReport,
  ReportBy,
  ReportRow,
  TicketFiguresReport,
  TicketReportBy,
  TicketReportRow,
} from '@hotline/domain/report-api';
import type { Column, Table } from './export-table.ts';

const groups: Readonly<Record<ReportBy | TicketReportBy, string>> = {
  total: '合计',
  queue: '队列',
  skill: '技能',
  seat: '席位',
  team: '班组',
  day: '日期',
  hour: '时段',
  'weekday-hour': '星期-时段',
  kind: '类型',
  unit: '承办单位',
  category: '类别',
  district: '区县',
};

const levels: Readonly<Record<string, string>> = {
  'service-level-1': '时限内接听率（及时放弃也算）',
  'service-level-2': '时限内接听率（占接听）',
  'service-level-3': '时限内接听率（占全部）',
  'service-level-4': '时限内接听率（不计及时放弃）',
  'service-level-5': '时限内接听率（短时放弃也算）',
};

/** A count of the row's tally. */
const tally = <K extends string>(
  head: string,
  of: K,
): Column<{ readonly tally: Readonly<Record<K, number>> }> => ({
  head,
  value: (row) => row.tally[of],
});

/** 口径 stands in every row: a row that is copied elsewhere still says what made it. */
export function figureTable(report: FiguresReport): Table<ReportRow> {
  const shown = [
    ...new Set(
      report.rows.flatMap(({ serviceLevels }) => serviceLevels.map(({ definition }) => definition)),
    ),
  ];
  return {
    name: '话务报表',
    columns: [
      {
        head: groups[report.by],
        value: ({ key, name }) => (name === key ? key : `${name} ${key}`),
      },
      tally('呼入', 'offered'),
      tally('接听', 'answered'),
      tally('限时内接听', 'answeredWithin'),
      tally('放弃', 'abandoned'),
      { head: '电话接通率 %', value: ({ connection }) => percent(connection) },
      ...shown.map((definition): Column<ReportRow> => ({
        head: `${levels[definition] ?? definition} %`,
        value: ({ serviceLevels }) =>
          percent(serviceLevels.find((each) => each.definition === definition) ?? null),
      })),
      { head: '平均应答秒', value: ({ averageAnswerMs }) => seconds(averageAnswerMs) },
      { head: '平均处理秒', value: ({ averageHandlingMs }) => seconds(averageHandlingMs) },
      {
        head: '利用率 %',
        value: ({ occupancy }) =>
          occupancy === null
            ? ''
            : percent({
                numerator: occupancy.busyMs,
                denominator: occupancy.busyMs + occupancy.readyMs,
              }),
      },
      tally('转接', 'transfers'),
      tally('咨询', 'consults'),
      tally('回队', 'requeues'),
      tally('重复来电', 'repeats'),
      tally('应回拨', 'callBacksDue'),
      tally('已回拨', 'callBacksDone'),
      tally('关闭未接通', 'callBacksClosed'),
      tally('事后补记', 'bookedLate'),
      { head: '指标口径', value: () => report.definitions.map(({ id }) => id).join(' ') },
    ],
  };
}

const indicatorNames: Readonly<Record<TicketIndicator, string>> = {
  direct: '即时解答率',
  'in-time': '按时办结率',
  solved: '问题解决率',
  satisfied: '满意率',
  'read-in-time': '及时查阅率',
};

export function ticketTable(report: TicketFiguresReport): Table<TicketReportRow> {
  return {
    name: '工单报表',
    columns: [
      { head: groups[report.by], value: ({ key, zh }) => (zh === key ? key : `${zh} ${key}`) },
      tally('受理', 'filed'),
      tally('直接答复', 'direct'),
      tally('不受理', 'refused'),
      tally('并单', 'merged'),
      tally('派单', 'dispatched'),
      tally('已办结', 'ended'),
      tally('在办', 'open'),
      tally('超期未办', 'overdue'),
      ...ticketIndicators.map((indicator): Column<TicketReportRow> => ({
        head: `${indicatorNames[indicator]} %`,
        value: (row) => percent(indicatorOf(indicator, row.tally)),
      })),
      tally('退单', 'returns'),
      tally('催办', 'urged'),
      tally('督办', 'supervised'),
      { head: '时限规则', value: () => report.place },
    ],
  };
}

/** An empty cell: nothing to divide by, which is neither 0 % nor 100 %. */
const percent = (
  rate: { readonly numerator: number; readonly denominator: number } | null,
): number | '' =>
  rate === null || rate.denominator === 0
    ? ''
    : Number(((100 * rate.numerator) / rate.denominator).toFixed(2));
const seconds = (ms: number | null): number | '' =>
  ms === null ? '' : Number((ms / 1000).toFixed(1));
