/** `/api/v1/reports`: for leaders. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { LedgerFact } from '@hotline/domain/ledger';
import {
  callsPage,
  callsQuery,
  exportQuery,
  figuresExportQuery,
  figuresQuery,
  figuresReport,
  lastCheck,
  reportRefused,
  ticketFiguresExportQuery,
  ticketFiguresQuery,
  ticketFiguresReport,
  wholeCall,
  type ExportFormat,
  type FiguresCheck,
} from '@hotline/domain/report-api';
import { z } from 'zod';
import type { TicketView } from '@hotline/domain/ticket-api';
import type { TicketRecord } from '../store/index.ts';
import type { LogIn } from '../people/log-in-registry.ts';
import { callTable } from './call-table.ts';
import { contentTypes, exportTable, type Table } from './export-table.ts';
import { figureTable, ticketTable } from './figure-table.ts';
import { addReportFileRoutes } from './files/index.ts';
import { addInsightRoutes } from './insight-routes.ts';
import type { Reports } from './open-reports.ts';

export type ReportRouteOptions = {
  readonly reports: Reports;
  readonly ticketViewFor: (record: TicketRecord, logIn: LogIn) => TicketView;
  readonly check: () => FiguresCheck | null;
  readonly byToken: (token: string, now: number) => LogIn | null;
  /** On the ledger, so that it is known who took calls out of the system. */
  readonly record: (at: number, fact: LedgerFact) => Promise<unknown>;
  readonly timeZone: string;
  readonly now: () => number;
};

/** Of one person: a report may read a month. */
const REQUESTS_PER_MINUTE = 60;
/** Heavy on the reader; of one person. */
const EXPORTS_PER_MINUTE = 6;

const refusals = { 400: reportRefused, 401: reportRefused, 403: reportRefused };
const callParams = z.object({ callId: z.string().min(1).max(64) });

/** `scope` checks by zod and collects what the document lists: that of tickets/routes.ts. */
export async function addReportRoutes(
  scope: FastifyInstance,
  options: ReportRouteOptions,
): Promise<void> {
  const { check, byToken, record, timeZone, now } = options;
  const { calls: service, tickets, files } = options.reports;
  await scope.register(async (inner) => {
    const people = new WeakMap<FastifyRequest, LogIn>();
    const personOf = (request: FastifyRequest): string => people.get(request)?.person ?? '';
    const reports = inner.withTypeProvider<ZodTypeProvider>();
    // Before anything else is looked at: whoever may not ask learns nothing, not even what is malformed.
    reports.addHook('onRequest', async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const token = /^Bearer (\S{1,256})$/.exec(request.headers.authorization ?? '')?.[1];
      const logIn = token === undefined ? null : byToken(token, now());
      if (logIn === null) return reply.code(401).send({ code: 'not-logged-in' });
      if (logIn.role !== 'leader') return reply.code(403).send({ code: 'not-allowed' });
      people.set(request, logIn);
      return undefined;
    });
    const limited = (max: number) => ({
      rateLimit: { max, timeWindow: 60_000, hook: 'preHandler' as const, keyGenerator: personOf },
    });

    addInsightRoutes(
      inner,
      {
        ...options.reports,
        ticketView(ticket, request) {
          const logIn = people.get(request);
          if (logIn === undefined) throw new Error('a request went past its hook');
          return options.ticketViewFor(ticket, logIn);
        },
      },
      limited(REQUESTS_PER_MINUTE),
    );
    addReportFileRoutes(inner, files, limited(REQUESTS_PER_MINUTE));

    reports.get(
      '/api/v1/reports/figures',
      {
        config: limited(REQUESTS_PER_MINUTE),
        schema: { querystring: figuresQuery, response: { 200: figuresReport, ...refusals } },
      },
      async (request, reply) => {
        const report = await service.figures(request.query);
        return report.ok
          ? reply.code(200).send(report.value)
          : reply.code(400).send({ code: report.error });
      },
    );

    reports.get(
      '/api/v1/reports/check',
      {
        config: limited(REQUESTS_PER_MINUTE),
        schema: { response: { 200: lastCheck, ...refusals } },
      },
      async (_request, reply) => reply.code(200).send({ check: check() }),
    );

    reports.get(
      '/api/v1/reports/calls',
      {
        config: limited(REQUESTS_PER_MINUTE * 4),
        schema: { querystring: callsQuery, response: { 200: callsPage, ...refusals } },
      },
      async (request, reply) => {
        const page = await service.calls(request.query);
        return page.ok
          ? reply.code(200).send(page.value)
          : reply.code(400).send({ code: page.error });
      },
    );

    reports.get(
      '/api/v1/reports/calls/:callId',
      {
        config: limited(REQUESTS_PER_MINUTE * 4),
        schema: {
          params: callParams,
          response: { 200: wholeCall, ...refusals, 404: reportRefused },
        },
      },
      async (request, reply) => {
        const call = service.call(request.params.callId);
        return call === null
          ? reply.code(404).send({ code: 'no-call' })
          : reply.code(200).send(call);
      },
    );

    reports.get(
      '/api/v1/reports/tickets',
      {
        config: limited(REQUESTS_PER_MINUTE),
        schema: {
          querystring: ticketFiguresQuery,
          response: { 200: ticketFiguresReport, ...refusals },
        },
      },
      async (request, reply) => {
        const report = await tickets.figures(request.query);
        return report.ok
          ? reply.code(200).send(report.value)
          : reply.code(400).send({ code: report.error });
      },
    );

    reports.get(
      '/api/v1/reports/tickets/export',
      {
        config: limited(EXPORTS_PER_MINUTE),
        schema: { querystring: ticketFiguresExportQuery, response: refusals },
      },
      async (request, reply) => {
        const { format, ...query } = request.query;
        const report = await tickets.figures(query);
        if (!report.ok) return reply.code(400).send({ code: report.error });
        const { rows } = report.value;
        const name = `tickets-${query.by}-${query.from}-${query.to}`;
        return sendTable(request, reply, { name, format, table: ticketTable(report.value), rows });
      },
    );

    reports.get(
      '/api/v1/reports/figures/export',
      {
        config: limited(EXPORTS_PER_MINUTE),
        schema: { querystring: figuresExportQuery, response: refusals },
      },
      async (request, reply) => {
        const { format, ...query } = request.query;
        const report = await service.figures(query);
        if (!report.ok) return reply.code(400).send({ code: report.error });
        const { rows } = report.value;
        const name = `figures-${query.by}-${query.from}-${query.to}`;
        return sendTable(request, reply, { name, format, table: figureTable(report.value), rows });
      },
    );

    /** `x-report-rows` says how many rows there will be; closing the connection ends it. */
    reports.get(
      '/api/v1/reports/calls/export',
      {
        config: limited(EXPORTS_PER_MINUTE),
        schema: { querystring: exportQuery, response: refusals },
      },
      async (request, reply) => {
        const { format, from, to, figure } = request.query;
        const all = await service.allCalls(request.query);
        if (!all.ok) return reply.code(400).send({ code: all.error });
        const { total, pages } = all.value;
        await record(now(), {
          kind: 'report-exported',
          person: personOf(request),
          from,
          to,
          figure,
          calls: total,
        });
        const name = `calls-${from}-${to}`;
        return sendFile(request, reply, { name, format, table: callTable(timeZone), total, pages });
      },
    );
  });
}

/** A table that is all there. */
function sendTable<Row>(
  request: FastifyRequest,
  reply: FastifyReply,
  file: {
    readonly name: string;
    readonly format: ExportFormat;
    readonly table: Table<Row>;
    readonly rows: readonly Row[];
  },
): FastifyReply {
  async function* pages(): AsyncGenerator<readonly Row[]> {
    yield file.rows;
  }
  return sendFile(request, reply, { ...file, total: file.rows.length, pages: pages() });
}

/** `x-report-rows`: how many rows there will be. Nothing more is read once the connection is closed. */
function sendFile<Row>(
  request: FastifyRequest,
  reply: FastifyReply,
  file: {
    readonly name: string;
    readonly format: ExportFormat;
    readonly table: Table<Row>;
    readonly total: number;
    readonly pages: AsyncIterable<readonly Row[]>;
  },
): FastifyReply {
  const stream = exportTable(file.pages, file.table, file.format);
  request.raw.once('close', () => stream.destroy());
  // A moment of the range holds colons, which no file name may.
  const name = file.name.replaceAll(':', '');
  return reply
    .header('content-type', contentTypes[file.format])
    .header('content-disposition', `attachment; filename="${name}.${file.format}"`)
    .header('x-content-type-options', 'nosniff')
    .header('x-report-rows', String(file.total))
    .send(stream);
}
