/** A scheduled report from the same services and tables as the one on the screen. */
import type { FiguresQuery, TicketFiguresQuery } from '@hotline/domain/report-api';
import type { Days } from '@hotline/domain/report-period';
import { figureTable, ticketTable } from '../figure-table.ts';
import type { LineKeeper } from '../keep-lines.ts';
import type { ReportService } from '../report-service.ts';
import type { TicketReport } from '../ticket-report.ts';
import { madeReport, type MadeReport, type ScheduledReport } from './write-files.ts';

export type ReportSources = {
  readonly calls: Pick<ReportService, 'figures'>;
  readonly tickets: TicketReport;
  readonly keeper: Pick<LineKeeper, 'caughtUp'>;
  /** Id of the place whose 时限规则 count, for the files' names. */
  readonly place: string;
};

export function makeReport(
  sources: ReportSources,
): (schedule: ScheduledReport, days: Days) => Promise<MadeReport> {
  const { calls, tickets, keeper, place } = sources;
  return async ({ subject, by }, { from, to }) => {
    await keeper.caughtUp();
    if (subject === 'tickets') {
      const asked = { from, to, by: by as TicketFiguresQuery['by'] };
      const report = orThrow(await tickets.figures(asked));
      // A file says that there was none, rather than nothing at all.
      const said =
        report.rows.length > 0 ? report : orThrow(await tickets.figures({ ...asked, by: 'total' }));
      return madeReport(place, ticketTable(said), said.rows);
    }
    const asked = { from, to, by: by as FiguresQuery['by'] };
    const report = orThrow(await calls.figures(asked));
    const said =
      report.rows.length > 0 ? report : orThrow(await calls.figures({ ...asked, by: 'total' }));
    const definition = report.definitions.map(({ id }) => id).join('+');
    return madeReport(definition, figureTable(said), said.rows);
  };
}

function orThrow<T>(result: { ok: true; value: T } | { ok: false; error: string }): T {
  // The periods are our own: a range that is refused is a broken invariant.
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
