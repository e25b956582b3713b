import type { TicketFiguresReport, TicketReportRow } from '@hotline/domain/report-api';
import { indicatorOf, ticketIndicators } from '@hotline/domain/ticket-figures';
import { Button } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import { percentCut, percentText } from '../time/clock-text.ts';
import { named } from '../words/named.ts';
import { useChangeWords } from './change-words.ts';
import { barOption } from './chart-options.ts';
import type { ChartColours } from './chart-theme.ts';
import { FigureTable, type TableCell, type TableLine } from './figure-table.tsx';
import { ReportChart } from './report-chart.tsx';
import { TicketNotes } from './report-notes.tsx';
import { useRowName } from './row-names.ts';
import { SummaryCards, type SummaryCard } from './summary-cards.tsx';

type Tally = TicketReportRow['tally'];

/** 工单报表: the official indicators with their raw counts, by unit, kind, category, seat or day. */
export function TicketReport(props: {
  readonly report: TicketFiguresReport;
  readonly total: Tally | null;
  readonly before: Tally | null;
  readonly beforeText: string;
  /** Of categories: the one whose lower levels are shown; null: the highest level. */
  readonly under: string | null;
  readonly onUnder: (under: string | null) => void;
  /** A figure of a row, `*` of the whole period: the tickets that it counts. */
  readonly onOpen: (key: string, column: string) => void;
  readonly onPicture: (bytes: Uint8Array<ArrayBuffer>) => void;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const rowName = useRowName();
  const { report, total, before, under } = props;
  const { by } = report;
  const rows = useMemo(
    () =>
      report.rows.toSorted((a, b) =>
        by === 'day' ? (a.key < b.key ? -1 : 1) : b.tally.filed - a.tally.filed,
      ),
    [report, by],
  );
  const nameOf = (row: TicketReportRow) => rowName(by, row.key, named(row, i18n.language));
  const columns = [
    ...counts.map((id) => ({ id, head: t(`reports.column.${id}`) })),
    ...ticketIndicators.map((id) => ({
      id,
      head: t(`reports.indicator.${id}`),
      title: t(`reports.formula.${id}`),
    })),
    ...burdens.map((id) => ({ id, head: t(`reports.column.${id}`) })),
  ];
  const cellsOf = (tally: Tally): readonly TableCell[] => [
    ...counts.map((id) => opening(tally[id])),
    ...ticketIndicators.map((id): TableCell => {
      const rate = indicatorOf(id, tally);
      return rate === null
        ? { text: t('reports.none') }
        : {
            text: percentText(rate.numerator, rate.denominator) ?? '',
            title: `${rate.numerator}/${rate.denominator}`,
          };
    }),
    ...burdens.map((id) => opening(tally[id])),
  ];
  const lines: readonly TableLine[] = [
    ...rows.map((row) => ({
      key: row.key,
      name: nameOf(row),
      cells: cellsOf(row.tally),
      descends: by === 'category' && row.key.length > (under ?? '').length && row.key.length < 16,
    })),
    ...(total === null || under !== null
      ? []
      : [{ key: '*', name: t('reports.summary'), cells: cellsOf(total), isTotal: true }]),
  ];
  const words = {
    whole: t('reports.column.filed'),
    part: t('reports.column.ended'),
    percent: t('reports.indicator.in-time'),
  };
  const draw = (colours: ChartColours, size: number) => {
    const groups = rows.slice(0, 60).map((row) => {
      const rate = indicatorOf('in-time', row.tally);
      return {
        key: row.key,
        name: nameOf(row),
        whole: row.tally.filed,
        part: row.tally.ended,
        percent: rate === null ? null : percentCut(rate.numerator, rate.denominator),
      };
    });
    return barOption(groups, words, null, colours, size);
  };
  const cards = useCards(total, before);
  if (total?.filed === 0 && before?.filed === 0) {
    return (
      <>
        <Empty>{t('reports.empty.tickets')}</Empty>
        <TicketNotes place={report.place} />
      </>
    );
  }
  return (
    <>
      <SummaryCards cards={cards} before={props.beforeText} />
      {by === 'category' && under !== null && (
        <Button
          size="small"
          onClick={() => props.onUnder(under.length > 2 ? under.slice(0, -2) : null)}
        >
          {t('reports.upper')}
        </Button>
      )}
      <ReportChart
        name={t(`reports.bys.${by === 'total' ? 'unit' : by}`)}
        draw={draw}
        onPick={(at) => {
          const line = typeof at === 'number' ? lines[at] : undefined;
          if (line?.descends === true) props.onUnder(line.key);
        }}
        onPicture={props.onPicture}
      />
      <FigureTable
        label={t('reports.table')}
        group={t('reports.column.group')}
        columns={columns}
        lines={lines}
        onOpen={props.onOpen}
        onDescend={props.onUnder}
      />
      <TicketNotes place={report.place} />
    </>
  );
}

const opening = (count: number): TableCell => ({ text: String(count), opens: count > 0 });

const counts = ['filed', 'dispatched', 'ended', 'open', 'overdue'] as const;
const burdens = ['returns', 'urged'] as const;

function useCards(total: Tally | null, before: Tally | null): readonly SummaryCard[] {
  const { t } = useTranslation();
  const change = useChangeWords();
  if (total === null) return [];
  const count = (of: 'filed' | 'open' | 'overdue'): SummaryCard => ({
    name: t(`reports.column.${of}`),
    value: String(total[of]),
    before: before === null ? null : String(before[of]),
    change: change(total[of], before?.[of] ?? null, 'count'),
  });
  return [
    count('filed'),
    ...ticketIndicators.map((id): SummaryCard => {
      const now = indicatorOf(id, total);
      const then = before === null ? null : indicatorOf(id, before);
      const share = (rate: typeof now) =>
        rate === null ? null : (100 * rate.numerator) / rate.denominator;
      const text = (rate: typeof now) =>
        rate === null ? null : percentText(rate.numerator, rate.denominator);
      return {
        name: t(`reports.indicator.${id}`),
        value: text(now) ?? t('reports.none'),
        raw: now === null ? undefined : `${now.numerator}/${now.denominator}`,
        before: text(then),
        change: change(share(now), share(then), 'points'),
      };
    }),
    count('open'),
    count('overdue'),
  ];
}
