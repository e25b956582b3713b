import type { FiguresCheck, FiguresReport, ReportRow } from '@hotline/domain/report-api';
import { satisfactionRate } from '@hotline/domain/metrics';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLevelName } from '../panels/rate-words.ts';
import { Empty } from '../panels/panel.tsx';
import { percentCut, percentText } from '../time/clock-text.ts';
import { useChangeWords } from './change-words.ts';
import { barOption, heatOption } from './chart-options.ts';
import type { ChartColours } from './chart-theme.ts';
import { FigureTable, type TableCell, type TableColumn, type TableLine } from './figure-table.tsx';
import { ReportChart } from './report-chart.tsx';
import { CallNotes } from './report-notes.tsx';
import { useRowName, useWeekdayNames } from './row-names.ts';
import { SummaryCards, type SummaryCard } from './summary-cards.tsx';

/** 话务报表: the whole period beside the one before, a chart, the table whose figures open their calls, the definition. */
export function CallReport(props: {
  readonly report: FiguresReport;
  readonly total: ReportRow | null;
  readonly before: ReportRow | null;
  /** Which period is compared with, in words. */
  readonly beforeText: string;
  readonly check: FiguresCheck | null | undefined;
  /** `column` is the figure that was opened; `key` '*' for the whole. */
  readonly onOpen: (key: string, column: string) => void;
  readonly onPicture: (bytes: Uint8Array<ArrayBuffer>) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { report, total, before, onOpen } = props;
  const rowName = useRowName();
  const columns = useColumns(report, total);
  const cellsOf = useCells(columns);
  const rows = useMemo(() => inOrder(report), [report]);
  const lines: readonly TableLine[] = [
    ...rows.map((row) => ({
      key: row.key,
      name: rowName(report.by, row.key, row.name),
      cells: cellsOf(row),
    })),
    ...(total === null || report.by === 'skill'
      ? []
      : [{ key: '*', name: t('reports.summary'), cells: cellsOf(total), isTotal: true }]),
  ];
  const cards = useCards(total, before, report);
  if (total !== null && total.tally.offered === 0 && before?.tally.offered === 0) {
    return (
      <>
        <Empty>{t('reports.empty.calls')}</Empty>
        <CallNotes report={report} check={props.check} />
      </>
    );
  }
  return (
    <>
      <SummaryCards cards={cards} before={props.beforeText} />
      <Chart
        report={report}
        rows={rows}
        target={total?.connection?.target ?? null}
        onPick={(key) => onOpen(key, 'offered')}
        onPicture={props.onPicture}
      />
      <FigureTable
        label={t('reports.table')}
        group={t('reports.column.group')}
        columns={columns}
        lines={lines}
        onOpen={onOpen}
        onDescend={() => undefined}
      />
      <CallNotes report={report} check={props.check} />
    </>
  );
}

/** `1-9`, Mondays at nine, and `9` in the order of the clock. */
function place(key: string): number {
  const [first = 0, second = 0] = key.split('-').map(Number);
  return first * 24 + second;
}

/** Days and hours as they come; what has a name by how much there is of it. */
function inOrder({ by, rows }: FiguresReport): readonly ReportRow[] {
  if (by === 'day') return rows.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  if (by === 'hour' || by === 'weekday-hour') {
    return rows.toSorted((a, b) => place(a.key) - place(b.key));
  }
  return rows.toSorted((a, b) => b.tally.offered - a.tally.offered);
}

const counted = ['offered', 'answered', 'answeredWithin', 'abandoned'] as const;
const rest = [
  'transfers',
  'repeats',
  'callBacksDue',
  'callBacksDone',
  'callBacksClosed',
  'callBacksOpen',
] as const;

function useColumns(report: FiguresReport, total: ReportRow | null): readonly TableColumn[] {
  const { t } = useTranslation();
  const levelName = useLevelName();
  const threshold = report.definitions.at(-1)?.thresholdMs ?? 0;
  const ofSeats = report.by === 'seat' || report.by === 'team';
  return [
    ...counted.map((id) => ({ id, head: t(`reports.column.${id}`) })),
    { id: 'connection', head: t('reports.column.connection') },
    ...(total?.serviceLevels ?? []).map((level) => ({
      id: level.definition,
      head: levelName(level, threshold),
    })),
    { id: 'averageAnswer', head: t('reports.column.averageAnswer') },
    {
      id: 'averageHandling',
      head: t('reports.column.averageHandling'),
      title: t('reports.handlingIs'),
    },
    ...(ofSeats
      ? [
          {
            id: 'occupancy',
            head: t('reports.column.occupancy'),
            title: t('reports.handlingIs'),
          },
        ]
      : []),
    {
      id: 'satisfied',
      head: t('reports.column.satisfied'),
      title: t('reports.satisfiedIs'),
    },
    ...rest.map((id) => ({ id, head: t(`reports.column.${id}`) })),
  ];
}

const count = (n: number): TableCell => ({ text: String(n), opens: n > 0 });

function useCells(columns: readonly TableColumn[]): (row: ReportRow) => readonly TableCell[] {
  const { t } = useTranslation();
  return (row) => {
    const { tally, connection, serviceLevels } = row;
    const none = { text: t('reports.none') };
    const rate = (of: ReportRow['connection'] | undefined): TableCell => {
      if (of === null || of === undefined || of.denominator === 0) {
        return tally.offered === 0 ? { text: t('reports.noCalls') } : none;
      }
      const { numerator, denominator, target } = of;
      const judged = target === null ? null : numerator / denominator >= target;
      return {
        text: percentText(numerator, denominator) ?? '',
        title: `${numerator}/${denominator}`,
        ...(judged === null
          ? {}
          : { tone: judged ? ('ok' as const) : ('danger' as const), mark: judged ? '✓' : '▼' }),
      };
    };
    const seconds = (ms: number | null): TableCell =>
      ms === null ? none : { text: t('reports.seconds', { s: (ms / 1000).toFixed(1) }) };
    return columns.map(({ id }): TableCell => {
      switch (id) {
        case 'offered':
        case 'answered':
        case 'answeredWithin':
        case 'abandoned':
        case 'repeats':
        case 'callBacksDue':
        case 'callBacksDone':
        case 'callBacksClosed':
          return count(tally[id]);
        // What is counted are transfers; what opens are the calls that had some.
        case 'transfers':
          return count(tally.transfers);
        case 'callBacksOpen':
          return count(tally.callBacksDue - tally.callBacksDone - tally.callBacksClosed);
        case 'satisfied': {
          const { numerator, denominator } = satisfactionRate(tally);
          const text = percentText(numerator, denominator);
          return text === null
            ? none
            : { text, title: `${numerator}/${denominator}`, opens: numerator > 0 };
        }
        case 'connection':
          return rate(connection);
        case 'averageAnswer':
          return seconds(row.averageAnswerMs);
        case 'averageHandling':
          return seconds(row.averageHandlingMs);
        case 'occupancy': {
          const { busyMs, readyMs } = row.occupancy ?? { busyMs: 0, readyMs: 0 };
          const text = percentText(busyMs, busyMs + readyMs);
          return text === null ? none : { text };
        }
        default:
          return rate(serviceLevels.find(({ definition }) => definition === id));
      }
    });
  };
}

function useCards(
  total: ReportRow | null,
  before: ReportRow | null,
  { definitions }: FiguresReport,
): readonly SummaryCard[] {
  const { t } = useTranslation();
  const change = useChangeWords();
  const levelName = useLevelName();
  if (total === null) return [];
  type RateOf = ReportRow['connection'];
  const share = (rate: RateOf): number | null =>
    rate === null || rate.denominator === 0 ? null : (100 * rate.numerator) / rate.denominator;
  const rateText = (rate: RateOf): string | null =>
    rate === null ? null : percentText(rate.numerator, rate.denominator);
  const rate = (name: string, now: RateOf, then: RateOf): SummaryCard => {
    const judged =
      now === null || now.target === null || now.denominator === 0
        ? null
        : now.numerator / now.denominator >= now.target;
    return {
      name,
      value: rateText(now) ?? t('reports.noCalls'),
      raw: now === null ? undefined : `${now.numerator}/${now.denominator}`,
      before: rateText(then),
      change: change(share(now), share(then), 'points'),
      ...(judged === null
        ? {}
        : { tone: judged ? ('ok' as const) : ('danger' as const), mark: judged ? '✓' : '▼' }),
    };
  };
  const number = (name: string, of: 'offered' | 'answered' | 'abandoned'): SummaryCard => ({
    name,
    value: String(total.tally[of]),
    before: before === null ? null : String(before.tally[of]),
    change: change(total.tally[of], before?.tally[of] ?? null, 'count'),
  });
  const seconds = (ms: number | null): string | null =>
    ms === null ? null : t('reports.seconds', { s: (ms / 1000).toFixed(1) });
  const time = (name: string, of: 'averageAnswerMs' | 'averageHandlingMs'): SummaryCard => ({
    name,
    value: seconds(total[of]) ?? t('reports.none'),
    before: seconds(before?.[of] ?? null),
    change: change(total[of], before?.[of] ?? null, 'ms'),
  });
  const threshold = definitions.at(-1)?.thresholdMs ?? 0;
  const levelBefore = (definition: string): RateOf =>
    before?.serviceLevels.find((each) => each.definition === definition) ?? null;
  return [
    number(t('reports.column.offered'), 'offered'),
    number(t('reports.column.answered'), 'answered'),
    rate(t('reports.column.connection'), total.connection, before?.connection ?? null),
    ...total.serviceLevels.map((level) =>
      rate(levelName(level, threshold), level, levelBefore(level.definition)),
    ),
    number(t('reports.column.abandoned'), 'abandoned'),
    time(t('reports.column.averageAnswer'), 'averageAnswerMs'),
    time(t('reports.column.averageHandling'), 'averageHandlingMs'),
  ];
}

function Chart(props: {
  readonly report: FiguresReport;
  readonly rows: readonly ReportRow[];
  /** 0…1 */
  readonly target: number | null;
  readonly onPick: (key: string) => void;
  readonly onPicture: (bytes: Uint8Array<ArrayBuffer>) => void;
}): ReactNode {
  const { t } = useTranslation();
  const rowName = useRowName();
  const weekdayNames = useWeekdayNames();
  const { rows, target } = props;
  const { by } = props.report;
  const isHeat = by === 'weekday-hour';
  const words = {
    whole: t('reports.column.offered'),
    part: t('reports.column.answered'),
    percent: t('reports.column.connection'),
  };
  const draw = (colours: ChartColours, size: number) => {
    if (isHeat) {
      const counts = new Map(rows.map(({ key, tally }) => [key, tally.offered]));
      return heatOption(counts, weekdayNames, words.whole, colours, size);
    }
    const groups = rows.map(({ key, name, tally, connection }) => ({
      key,
      name: rowName(by, key, name),
      whole: tally.offered,
      part: tally.answered,
      percent:
        connection === null ? null : percentCut(connection.numerator, connection.denominator),
    }));
    const percent = target === null ? null : target * 100;
    return barOption(groups, words, percent, colours, size);
  };
  return (
    <ReportChart
      name={isHeat ? t('reports.heatmap') : t(`reports.bys.${by === 'total' ? 'queue' : by}`)}
      draw={draw}
      onPick={(at) => {
        const key = typeof at === 'number' ? rows[at]?.key : `${at[1] + 1}-${at[0]}`;
        if (key !== undefined) props.onPick(key);
      }}
      onPicture={props.onPicture}
    />
  );
}
