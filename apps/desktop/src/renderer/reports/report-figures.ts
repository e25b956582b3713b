/** The report in sight: the figures by group, of the whole period, and of the period before. */
import type {
  FiguresCheck,
  FiguresReport,
  ReportBy,
  ReportClient,
  ReportFailure,
  ReportFiles,
  HotSpots,
  ReportRow,
  TicketFiguresReport,
  TicketReportBy,
  TicketReportRow,
} from '@hotline/domain/report-api';
import type { Result } from '@hotline/domain/result';
import type { ReportPlace } from '@hotline/ui';

type Compared = { readonly from: string; readonly to: string; readonly isPart: boolean };

export type ReadReport =
  | {
      readonly of: 'calls';
      readonly report: FiguresReport;
      readonly total: ReportRow | null;
      readonly before: ReportRow | null;
      readonly compared: Compared;
      readonly check: FiguresCheck | null | undefined;
    }
  | { readonly of: 'files'; readonly files: ReportFiles }
  | { readonly of: 'spots'; readonly spots: HotSpots }
  | {
      readonly of: 'tickets';
      readonly report: TicketFiguresReport;
      readonly total: TicketReportRow['tally'] | null;
      readonly before: TicketReportRow['tally'] | null;
      readonly compared: Compared;
    };

type Answer<T> = Promise<Result<T, ReportFailure>>;

export async function readReport(
  client: ReportClient,
  place: ReportPlace,
  compared: Compared,
): Answer<ReadReport> {
  if (place.subject === 'files') {
    const read = await client.files();
    return read.ok ? { ok: true, value: { of: 'files', files: read.value } } : read;
  }
  if (place.subject === 'spots') {
    const read = await client.hotSpots({ window: place.window });
    return read.ok ? { ok: true, value: { of: 'spots', spots: read.value } } : read;
  }
  const { from, to, under } = place;
  const then = { from: compared.from, to: compared.to };
  if (place.subject === 'calls') {
    const [report, total, before, check] = await Promise.all([
      client.figures({ from, to, by: place.by as ReportBy }),
      client.figures({ from, to, by: 'total' }),
      client.figures({ ...then, by: 'total' }),
      client.check(),
    ]);
    if (!report.ok) return report;
    return {
      ok: true,
      value: {
        of: 'calls',
        report: report.value,
        total: firstOf(total),
        // What cannot be compared is not compared; the report itself is there.
        before: firstOf(before),
        compared,
        check: check.ok ? check.value : undefined,
      },
    };
  }
  const [report, total, before] = await Promise.all([
    client.tickets({
      from,
      to,
      by: place.by as TicketReportBy,
      ...(under === null ? {} : { under }),
    }),
    client.tickets({ from, to, by: 'total' }),
    client.tickets({ ...then, by: 'total' }),
  ]);
  if (!report.ok) return report;
  return {
    ok: true,
    value: {
      of: 'tickets',
      report: report.value,
      total: firstOf(total)?.tally ?? null,
      before: firstOf(before)?.tally ?? null,
      compared,
    },
  };
}

const firstOf = <R>(read: Result<{ readonly rows: readonly R[] }, ReportFailure>): R | null =>
  read.ok ? (read.value.rows[0] ?? null) : null;
