/** The bridge's one listening address: seats, their log-in, the PBX's directory, operations. */
import cors from '@fastify/cors';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { MAX_MESSAGE_BYTES, type HallView } from '@hotline/domain/protocol';
import type { Attachments } from '../attachments/index.ts';
import type { HolidayBook } from '../calendar/holiday-book.ts';
import type { BridgeConfig } from '../config/index.ts';
import { addDirectoryRoute } from '../directory/route.ts';
import { addIntakeRoute, listsOf } from '../intake/index.ts';
import { addKnowledgeRoutes, type Knowledge } from '../knowledge/index.ts';
import type { Logger } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { LogInRegistry, PersonLogIn } from '../people/log-in-registry.ts';
import type { LogInService } from '../people/log-in-service.ts';
import type { LedgerPort, SealedLedgerPort } from '../ports.ts';
import {
  addQualityRoutes,
  type CalibrationService,
  type QualityService,
} from '../quality/index.ts';
import {
  addRecordingRoutes,
  type RecordingIndex,
  type RecordingSearch,
} from '../recordings/index.ts';
import { addReportRoutes, type Reports, type SelfCheck } from '../reports/index.ts';
import type { LedgerReader, TicketStore } from '../store/index.ts';
import { addSurveyRoutes, SURVEY_ROUTE } from '../survey-links/index.ts';
import { partOf, unitNamesOf } from '../tickets/part-of.ts';
import { addTicketRoutes } from '../tickets/routes.ts';
import type { TicketService } from '../tickets/ticket-service.ts';
import { addressList } from './address-list.ts';
import { addHallRoute } from './hall-route.ts';
import { addLogInRoutes } from './log-in-routes.ts';
import { addOperations, type ReadyCheck } from './operations.ts';
import { originsOf, type Origins } from './origins.ts';
import type { SeatHub } from './seat-hub.ts';
import { addWebSeat } from './web-seat.ts';

export type ServerOptions = {
  readonly config: BridgeConfig;
  readonly hub: SeatHub;
  readonly service: LogInService;
  readonly logIns: LogInRegistry;
  readonly recordings: RecordingIndex;
  readonly recordingSearch: RecordingSearch;
  readonly quality: QualityService;
  readonly calibrations: CalibrationService;
  readonly normaliseNumber: (raw: string) => string;
  readonly knowledge: Knowledge;
  readonly ledger: LedgerPort & SealedLedgerPort & Pick<LedgerReader, 'entriesOf'>;
  readonly tickets: TicketService;
  readonly holidays: HolidayBook;
  readonly ticketStore: TicketStore;
  readonly attachments: Attachments;
  readonly reports: Reports;
  readonly selfCheck: SelfCheck;
  readonly checks: readonly ReadyCheck[];
  /** For people who have not logged in yet. */
  readonly hotline: () => { readonly name: string; readonly practice: boolean };
  /** For hall screens. */
  readonly hall: () => HallView;
  readonly now: () => number;
  readonly log: Logger;
  readonly metrics: Metrics;
};

export type ListeningServer = {
  /** `http://127.0.0.1:12380` */
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
};

/** ws cuts the connection beyond this (close code 1009); up to here the seat is told in words. */
const HARD_LIMIT_BYTES = 4 * MAX_MESSAGE_BYTES;

/** Of uploads that can be gone on with (attachments). */
const tusHeaders = ['tus-resumable', 'upload-length', 'upload-offset'];

/** @throws when the address is taken or may not be used. */
export async function listen(options: ServerOptions): Promise<ListeningServer> {
  const { config, log, metrics, hub } = options;
  const { host, port } = config.bridge.listen;
  // Known when the port is; nothing arrives before.
  let origins: Origins = originsOf(
    { host, port, tls: config.tls !== null },
    config.bridge.allowedOrigins,
  );
  const tls = config.tls;
  const server: FastifyInstance = fastify({
    loggerInstance: log.child({ part: 'http' }, { level: 'warn' }) as FastifyBaseLogger,
    forceCloseConnections: true,
    ...(tls === null ? {} : { https: { cert: tls.certificate, key: tls.key } }),
  });

  server.setErrorHandler((cause, request, reply) => {
    const status = statusOf(cause);
    if (status >= 500) log.error({ err: cause, url: request.routeOptions.url }, 'request failed');
    else metrics.malformed.inc({ kind: 'http' });
    const code = status === 429 ? 'too-many' : status >= 500 ? 'internal' : 'malformed';
    const wait = Number(reply.getHeader('retry-after'));
    return reply.code(status).send({
      code,
      ...(Number.isFinite(wait) && status === 429 ? { retryAfterMs: wait * 1000 } : {}),
    });
  });

  // Before our own hook: an upgrade that the hook refuses is otherwise never closed.
  await server.register(websocket, { options: { maxPayload: HARD_LIMIT_BYTES } });
  server.addHook('onRequest', async (request, reply) => {
    // A citizen's browser posts its answer from wherever the gateway has put the page; it has no log-in to be abused.
    if (request.routeOptions.url === SURVEY_ROUTE) return undefined;
    if (origins.allows(request.headers.origin)) return undefined;
    metrics.malformed.inc({ kind: 'origin' });
    log.warn({ origin: request.headers.origin }, 'page of another origin refused');
    return reply.code(403).send({ code: 'malformed' });
  });
  await server.register(cors, {
    origin: (origin, answer) => answer(null, origin !== undefined && origins.allows(origin)),
    methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
    allowedHeaders: ['content-type', 'authorization', 'range', ...tusHeaders, 'upload-metadata'],
    exposedHeaders: [
      'content-range',
      'accept-ranges',
      'x-recording-parts',
      'x-report-rows',
      'location',
      ...tusHeaders,
    ],
  });
  await server.register(formbody, { bodyLimit: 64 * 1024 });
  await server.register(rateLimit, { global: false });

  await addWebSeat(server, {
    folder: config.webSeatFolder,
    ownOrigins: () => origins.own,
    seatServer: config.pbx.seatServer,
  });
  addOperations(server, {
    allow: addressList(config.bridge.operationsAllow),
    metrics,
    checks: options.checks,
  });
  addLogInRoutes(server, {
    service: options.service,
    logIns: options.logIns,
    attemptsPerMinute: config.signIn.attemptsPerMinute,
    metrics,
    now: options.now,
  });
  // Nobody without a telephone has a connection that says they are still there: their requests do.
  const byToken = (token: string, at: number): PersonLogIn | null => {
    const logIn = options.logIns.byToken(token, at);
    // A hall screen would pass for an agent here.
    if (logIn === null || logIn.role === 'hall') return null;
    if (logIn.seatId === null) options.logIns.touch(logIn, at);
    return logIn;
  };
  addRecordingRoutes(server, {
    index: options.recordings,
    search: options.recordingSearch,
    folder: config.recording.folder,
    listen: config.recording.listen,
    ledger: options.ledger,
    normalise: options.normaliseNumber,
    terms: {
      queues: config.queues.map(({ id, name }) => ({ id, name })),
      seats: config.people.map(({ seat, name }) => ({ id: seat, name })),
    },
    byToken,
    mayHear: (person, callId) => options.quality.mayHear(person, callId),
    now: options.now,
  });
  addQualityRoutes(server, {
    quality: options.quality,
    calibrations: options.calibrations,
    byToken,
    now: options.now,
  });
  addIntakeRoute(server, {
    lists: listsOf(config),
    byToken,
    now: options.now,
  });
  addKnowledgeRoutes(server, {
    knowledge: options.knowledge,
    byToken,
    unitNamesOf: unitNamesOf(config.tickets.units),
    now: options.now,
  });
  const part = partOf(config.tickets);
  await addTicketRoutes(server, {
    service: options.tickets,
    holidays: options.holidays,
    store: options.ticketStore,
    webhookSecret: config.webhookSecret,
    byToken,
    partOf: part,
    attachments: options.attachments,
    attachmentRules: config.tickets.attachments,
    terms: config,
    practice: () => options.hotline().practice,
    now: options.now,
    alsoDescribed: (scope) =>
      addReportRoutes(scope, {
        reports: options.reports,
        ticketViewFor: (record, logIn) => options.tickets.view(record, part(logIn)),
        check: () => options.selfCheck.last(),
        byToken,
        record: (at, fact) => options.ledger.append(at, fact),
        timeZone: config.hotline.timeZone,
        now: options.now,
      }),
  });
  if (config.surveySecret !== null && config.satisfaction.link !== null) {
    addSurveyRoutes(server, {
      secret: config.surveySecret,
      openHours: config.satisfaction.link.openHours,
      ledger: options.ledger,
      now: options.now,
      malformed: () => metrics.malformed.inc({ kind: 'survey' }),
    });
  }
  addDirectoryRoute(server, {
    allow: addressList(config.pbx.directoryAllow),
    secret: config.directorySecret,
    domain: config.pbx.domain,
    a1HashOf: (user) => options.logIns.bySeat(user, options.now())?.a1Hash ?? null,
    observe: (result) => metrics.directory.inc({ result }),
  });
  server.get('/api/v1/hotline', async () => ({ ...options.hotline(), languages: ['zh-CN', 'en'] }));
  addHallRoute(server, { logIns: options.logIns, hall: options.hall, now: options.now });
  server.get('/ws/seat', { websocket: true }, (socket) => hub.open(socket));

  await server.listen({ host, port });
  const address = server.server.address();
  const bound = {
    host,
    port: typeof address === 'object' && address !== null ? address.port : port,
    tls: tls !== null,
  };
  origins = originsOf(bound, config.bridge.allowedOrigins);
  return {
    origin: origins.own[0] ?? '',
    port: bound.port,
    close: () => server.close(),
  };
}

function statusOf(cause: unknown): number {
  const status =
    typeof cause === 'object' && cause !== null && 'statusCode' in cause ? cause.statusCode : 500;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
