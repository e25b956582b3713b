/** All that reads figures for leaders, put together: reports, the lists behind them, 热点 and 定期报表. */
import { join } from 'node:path';
import { definitionAt } from '@hotline/domain/metrics';
import type { TicketRules } from '@hotline/domain/ticket';
import { definitionsOf, scheduledReportsOf, type BridgeConfig } from '../config/index.ts';
import type { Clock } from '../esl/clock.ts';
import type { LedgerPort } from '../ports.ts';
import type { Logger } from '../observe/log.ts';
import type { LedgerReader, SqlRunner } from '../store/index.ts';
import {
  makeReport,
  openFileFolder,
  writeReportFiles,
  type ReportFileWriter,
} from './files/index.ts';
import { createHotSpots, type HotSpotService } from './hot-spots.ts';
import type { LineKeeper } from './keep-lines.ts';
import { createReportService, type ReportService } from './report-service.ts';
import { categoryNames, isWithinPlace, placeNames } from './spot-names.ts';
import { createTicketLists, type TicketLists } from './ticket-list.ts';
import { createTicketReport, type TicketReport } from './ticket-report.ts';

export type Reports = {
  readonly calls: ReportService;
  readonly tickets: TicketReport;
  readonly ticketLists: TicketLists;
  readonly hotSpots: HotSpotService;
  readonly files: ReportFileWriter;
};

export function openReports(options: {
  readonly config: BridgeConfig;
  /** Of lines and tickets. */
  readonly reader: Pick<SqlRunner, 'read'>;
  readonly ledger: LedgerReader & Pick<LedgerPort, 'seqAt'>;
  readonly rules: () => TicketRules;
  readonly keeper: LineKeeper;
  /** 138****8000 */
  readonly mask: (number: string) => string;
  readonly clock: Clock;
  readonly log: Logger;
}): Reports {
  const { config, reader, rules, mask, clock } = options;
  const now = (): number => clock.now();
  const definitions = definitionsOf(config);
  const places = placeNames(config.places);
  const calls = createReportService({
    reader,
    ledger: options.ledger,
    definitions,
    queueNames: new Map(config.queues.map(({ id, name }) => [id, name])),
    skillNames: new Map(config.skills.map(({ id, zh }) => [id, zh])),
    seats: new Map(
      config.people.map(({ seat, name, team }) => [seat, { name, team: team ?? null }]),
    ),
    mask,
    now,
  });
  const tickets = createTicketReport({
    reader,
    definitions,
    rules,
    place: config.place.zh,
    kinds: new Map(config.ticketKinds.map((kind) => [kind.id, kind])),
    units: new Map(config.tickets.units.map((unit) => [unit.id, unit])),
    categories: new Map(config.categories.map(({ code, zh }) => [code, { zh, en: zh }])),
    seats: new Map(config.people.map(({ seat, name }) => [seat, { zh: name, en: name }])),
    districts: new Map(
      config.places
        .filter(({ kind }) => kind === 'district')
        .map(({ code, zh }) => [code, { zh, en: zh }]),
    ),
    now,
  });
  return {
    calls,
    tickets,
    ticketLists: createTicketLists({
      reader,
      definitions,
      rules,
      isWithin: isWithinPlace(places),
      now,
    }),
    hotSpots: createHotSpots({
      reader,
      definitions,
      rules: config.reports.hotSpots,
      categories: categoryNames(config.categories),
      places: config.places.length === 0 ? null : places,
      mask,
      timeZone: config.hotline.timeZone,
      now,
    }),
    files: writeReportFiles({
      schedules: scheduledReportsOf(config),
      keepDays: config.reports.keepDays,
      folder: openFileFolder(join(config.dataFolder, 'reports')),
      dayAt: (at) => definitionAt(definitions, at).day,
      make: makeReport({ calls, tickets, keeper: options.keeper, place: config.tickets.place }),
      clock,
      log: options.log.child({ part: 'report-files' }),
    }),
  };
}
