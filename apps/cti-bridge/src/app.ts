/** The bridge: store, desk, people and gateway put together in order, and taken apart in the reverse order. */
import { randomUUID } from 'node:crypto';
import { dueAt } from '@hotline/domain/calendar';
import { err, ok, type Result } from '@hotline/domain/result';
import { openAttachments, tidyAttachmentsDaily } from './attachments/index.ts';
import { createHolidayBook } from './calendar/holiday-book.ts';
import { definitionsOf, utcOffsetMinutes, type BridgeConfig } from './config/index.ts';
import type { CreateDeskRuntime } from './desk-runtime.ts';
import { systemClock } from './esl/clock.ts';
import { faultsOf, type ReadyCheck } from './gateway/operations.ts';
import { createSeatHub } from './gateway/seat-hub.ts';
import { listen } from './gateway/server.ts';
import { openKnowledge } from './knowledge/index.ts';
import type { Logger } from './observe/log.ts';
import { createMetrics } from './observe/metrics.ts';
import { createLogInRegistry } from './people/log-in-registry.ts';
import { createLogInService } from './people/log-in-service.ts';
import { peopleOf } from './people/people.ts';
import { hashPassword } from './people/password.ts';
import { createSignIn } from './people/sign-in.ts';
import { createSummaryPush } from './push/index.ts';
import {
  checkDaily,
  createCalibrationService,
  createQualityService,
  openReviewBook,
} from './quality/index.ts';
import { openRecordingIndex, openRecordingSearch, tidyDaily } from './recordings/index.ts';
import { keepLines, openReports, startSelfCheck } from './reports/index.ts';
import {
  callDetails,
  callsByNumber,
  createTicketStore,
  explainOpenFailure,
  importProfiles,
  numberOfCall,
  numberReader,
  openCallerBook,
  openCredentials,
  openHolidayYears,
  type OpenFailure,
  openLedger,
  openLogIns,
  openPostgres,
  openStore,
  openSummaryOutbox,
  sqliteReader,
  sqliteRunner,
  storePath,
  type SqlRunner,
  type Store,
} from './store/index.ts';
import { smsGateway, startSurveyLinks } from './survey-links/index.ts';
import { fileFromSeat } from './tickets/file-from-seat.ts';
import { keepIndexed } from './tickets/keep-indexed.ts';
import { keepPlaced } from './tickets/keep-placed.ts';
import { placeOfList } from './tickets/place-of-list.ts';
import { partOfPerson } from './tickets/part-of.ts';
import { startPull } from './tickets/pull.ts';
import { secrecyRulesOf, ticketRules } from './tickets/ticket-rules.ts';
import { startWebhooks } from './tickets/webhook-sender.ts';
import { createTicketService } from './tickets/ticket-service.ts';

const BEAT_EVERY_MS = 5000;
/** Within the two seconds that a clean stop may take. */
const CLOSE_WITHIN_MS = 700;

export type BridgeOptions = {
  readonly config: BridgeConfig;
  readonly log: Logger;
  readonly createDesk: CreateDeskRuntime;
  /** ms since 1970; for tests. */
  readonly now?: () => number;
};

export type Bridge = {
  /** `http://127.0.0.1:12380`; seats connect to `/ws/seat` below it. */
  readonly origin: string;
  readonly port: number;
  readonly epoch: string;
  /** Names and faults of what keeps the bridge from being ready; empty when it is. */
  faults(): Readonly<Record<string, string>>;
  /** Closes seats, writes what is queued, closes the store. Within 2 s. */
  stop(): Promise<void>;
};

export type StartFailure =
  | { readonly code: 'store'; readonly words: string }
  | { readonly code: 'listen'; readonly words: string };

export async function startBridge(options: BridgeOptions): Promise<Result<Bridge, StartFailure>> {
  const { config, log } = options;
  const now = options.now ?? Date.now;
  const epoch = randomUUID();
  const metrics = createMetrics();

  const opened = openStore(config.dataFolder);
  if (!opened.ok) {
    return err({ code: 'store', words: explainOpenFailure(opened.error, config.dataFolder) });
  }
  const store = opened.value;
  const ledger = openLedger(store, [callsByNumber(store), callDetails(store)], {
    committed(facts, tookMs) {
      metrics.ledgerFacts.inc(facts);
      metrics.ledgerCommitSeconds.observe(tookMs / 1000);
    },
    failed(cause, queued) {
      metrics.ledgerFailures.inc();
      log.error({ err: cause, queued }, 'the ledger could not be written; its facts are kept');
    },
  });
  const numbers = numberReader(config.hotline.areaCode);
  importProfiles(store, config.callers, (raw) => numbers.normalise(raw));

  const ticketTables = await openTicketTables(config.ticketDatabase, store, log);
  if (!ticketTables.ok) {
    ledger.close();
    store.close();
    metrics.registry.clear();
    return err({
      code: 'store',
      words: explainOpenFailure(ticketTables.error, 'HOTLINE_TICKET_DATABASE'),
    });
  }
  const zoneMinutes = utcOffsetMinutes(config.hotline.timeZone, now());
  const holidays = createHolidayBook(config.holidays, openHolidayYears(store));
  const rules = ticketRules(config, () => holidays.calendar(), zoneMinutes);
  const placeOf = placeOfList(config.places);
  const tickets = createTicketStore(ticketTables.value, {
    timeZone: config.hotline.timeZone,
    targets: config.tickets.webhooks.map(({ id }) => id),
    rules,
    placeOf: () => placeOf,
  });
  const indexKeeper = keepIndexed(tickets, rules, log.child({ part: 'tickets' }));
  holidays.onChange(() => indexKeeper.check());
  indexKeeper.check();
  const stopPlacing = keepPlaced(tickets, log.child({ part: 'tickets' }));
  const ticketService = createTicketService({
    store: tickets,
    ledger,
    view: {
      tickets: config.tickets,
      secrecy: secrecyRulesOf(config.tickets),
      rules,
      mask: (number) => numbers.read(numbers.normalise(number)).numberMasked,
    },
    numberOfCall: numberOfCall(store),
    now,
  });

  const attachments = openAttachments(config.dataFolder, tickets, config.tickets.attachments, now);

  const clock = { ...systemClock, now };
  const recordingLog = log.child({ part: 'recordings' });
  const recordings = openRecordingIndex(store, {
    folder: config.recording.folder,
    utcOffsetMinutes: zoneMinutes,
    failed: (cause) => recordingLog.error({ err: cause }, 'the index could not be written yet'),
  });
  const opening = openKnowledge({
    dataFolder: config.dataFolder,
    sourceFolder: config.knowledgeFolder,
    dueAt(kind, at) {
      const limit = config.place.knowledge[kind];
      const due = limit === null ? null : dueAt(at, limit, rules());
      return due?.ok === true ? due.value : null;
    },
    now,
    log: log.child({ part: 'knowledge' }),
  });
  if (!opening.ok) {
    store.close();
    metrics.registry.clear();
    return err({ code: 'store', words: explainOpenFailure(opening.error, config.dataFolder) });
  }
  const knowledge = opening.value;
  const summary =
    config.summarySecret === null
      ? null
      : createSummaryPush({
          secret: config.summarySecret,
          outbox: openSummaryOutbox(store),
          clock,
          random: Math.random,
          log: log.child({ part: 'summary' }),
        });

  const reviewBook = openReviewBook(store);
  const personOf = peopleOf(config);
  const quality = createQualityService(reviewBook, {
    quality: config.quality,
    people: config.people,
    mayListen(person) {
      const role = personOf(person)?.role;
      return config.recording.listen.some((one) => one === role);
    },
    utcOffsetMinutes: zoneMinutes,
    now,
    settleRecordings: () => recordings.flush(),
  });
  const lines = keepLines({
    ledger,
    runner: ticketTables.value,
    clock,
    log: log.child({ part: 'lines' }),
  });
  // Where lines are in SQLite, reports read them in a thread of its own.
  const reader =
    config.ticketDatabase === null
      ? sqliteReader(storePath(config.dataFolder))
      : ticketTables.value;
  const reports = openReports({
    config,
    reader,
    ledger,
    rules,
    keeper: lines,
    mask: (number) => numbers.read(numbers.normalise(number)).numberMasked,
    clock,
    log,
  });
  const runtime = options.createDesk({
    config,
    ledger,
    recordings: config.recording.isOn ? recordings : null,
    summary,
    callerBook: openCallerBook(store, {
      numbers,
      queueNames: new Map(config.queues.map(({ id, name }) => [id, name])),
      lastSeatDays: config.routing.lastSeatDays,
      ticketsElsewhere: config.ticketDatabase === null ? null : tickets,
    }),
    lateReportFiles: () => reports.files.late(),
    tickets: fileFromSeat(tickets, partOfPerson(config.tickets, personOf)),
    epoch,
    now,
    log,
    registry: metrics.registry,
  });
  const { desk, pbx } = runtime;
  // Any seat is shown the same figures of the queues.
  const anySeat = config.people[0]?.seat ?? '';
  const ledgerReader =
    config.ticketDatabase === null ? reader : sqliteReader(storePath(config.dataFolder));
  const selfCheck = startSelfCheck({
    ledger: ledgerReader,
    lines: reader,
    keeper: lines,
    definitions: definitionsOf(config),
    utcOffsetMinutes: utcOffsetMinutes(config.hotline.timeZone, now()),
    wallboard: () => desk.snapshot(anySeat).figures,
    clock,
    log: log.child({ part: 'figures' }),
  });

  const logIns = createLogInRegistry({
    store: openLogIns(store),
    domain: config.pbx.domain,
    lifetimeMs: config.signIn.tokenMinutes * 60_000,
    personOf,
  });
  const hub = createSeatHub({ desk, logIns, epoch, now, log, metrics });
  const credentials = openCredentials(store);
  const practiceHash =
    config.practicePassword === null ? null : await hashPassword(config.practicePassword);
  const service = createLogInService({
    signIn: createSignIn({
      personOf,
      // A practice run never touches the passwords that people have set.
      hashOf: (person) => practiceHash ?? credentials.hashOf(person),
      tries: credentials,
      rules: config.signIn,
      now,
    }),
    logIns,
    desk,
    leave: (seatId, code) => hub.leave(seatId, code),
    flushRegistration: pbx.flushRegistration,
    domain: config.pbx.domain,
    seatServer: config.pbx.seatServer,
    now,
    log,
  });

  const unsubscribe = desk.onSeatEvent((seatId, event) => {
    hub.publish(seatId, event);
    if (event.kind === 'seat-changed' && event.seat.activity.kind === 'signed-out') {
      service.signedOut(seatId);
    }
  });
  // Seats that were logged in before a restart stay, before the PBX tells of their calls.
  for (const logIn of logIns.expired(now())) logIns.end(logIn);
  for (const logIn of logIns.all()) if (logIn.seatId !== null) desk.signIn(logIn);

  const checks: readonly ReadyCheck[] = [
    { name: 'pbx', fault: () => (pbx.state() === 'live' ? null : 'the PBX is away') },
    { name: 'ledger', fault: () => (ledger.healthy ? null : 'the store does not take facts') },
  ];
  const stopTidying = tidyDaily(
    {
      index: recordings,
      folder: config.recording.folder,
      keepDays: config.recording.keepDays,
      log: recordingLog,
    },
    clock,
  );
  const stopChecking = checkDaily(quality, clock, log.child({ part: 'quality' }));
  const stopTidyingAttachments = tidyAttachmentsDaily(
    attachments,
    clock,
    log.child({ part: 'attachments' }),
  );
  const webhooks =
    config.webhookSecret === null
      ? null
      : startWebhooks({
          store: tickets,
          targets: config.tickets.webhooks,
          secret: config.webhookSecret,
          clock,
          random: Math.random,
          log: log.child({ part: 'webhooks' }),
        });
  const pull =
    config.webhookSecret === null || config.tickets.pull.length === 0
      ? null
      : startPull({
          store: tickets,
          sources: config.tickets.pull,
          secret: config.webhookSecret,
          clock,
          random: Math.random,
          log: log.child({ part: 'pull' }),
          count: (source, outcome) => metrics.ticketPulls.inc({ source, outcome }),
        });
  const { link } = config.satisfaction;
  const surveyLinks =
    config.surveySecret === null || link === null
      ? null
      : startSurveyLinks({
          ledger,
          sms: smsGateway({ url: link.gatewayUrl, secret: config.surveySecret, now }),
          rules: link,
          secret: config.surveySecret,
          isMobile: (number) => numbers.read(number).numberKind === 'mobile',
          clock,
          random: Math.random,
          log: log.child({ part: 'survey-links' }),
          count: (outcome) => metrics.surveyLinks.inc({ outcome }),
        });
  const takeApart = async (): Promise<void> => {
    await Promise.all([webhooks?.stop(), pull?.stop(), surveyLinks?.stop()]);
    unsubscribe();
    stopTidying();
    stopChecking();
    stopTidyingAttachments();
    await runtime.stop();
    summary?.stop();
    await indexKeeper.stop();
    await stopPlacing();
    selfCheck.stop();
    await reports.files.stop();
    await lines.stop();
    await ledgerReader.close();
    await tickets.close();
    try {
      ledger.close();
      recordings.close();
      knowledge.close();
    } finally {
      store.close();
      metrics.registry.clear();
    }
  };

  let server;
  try {
    server = await listen({
      config,
      hub,
      service,
      logIns,
      recordings,
      recordingSearch: openRecordingSearch(store, (number) => numbers.read(number).numberMasked),
      quality,
      calibrations: createCalibrationService(reviewBook, quality, config.quality.sheet, now),
      normaliseNumber: (raw) => numbers.normalise(raw),
      knowledge,
      ledger,
      tickets: ticketService,
      holidays,
      ticketStore: tickets,
      attachments,
      reports,
      selfCheck,
      checks,
      hotline: () => ({ name: config.hotline.name, practice: pbx.practice() }),
      hall: () => desk.hall(),
      now,
      log,
      metrics,
    });
  } catch (cause) {
    await takeApart();
    const { host, port } = config.bridge.listen;
    const words = cause instanceof Error ? cause.message : String(cause);
    return err({
      code: 'listen',
      words: `无法监听 ${host}:${port}：${words}\ncannot listen on ${host}:${port}: ${words}`,
    });
  }
  runtime.start();
  const beat = setInterval(() => {
    hub.beat();
    service.sweep();
  }, BEAT_EVERY_MS);
  log.info({ origin: server.origin, epoch, seats: logIns.all().length }, 'bridge started');

  return ok({
    origin: server.origin,
    port: server.port,
    epoch,
    faults: () => faultsOf(checks),
    async stop() {
      clearInterval(beat);
      await hub.stop(CLOSE_WITHIN_MS);
      await server.close();
      await takeApart();
      log.info('bridge stopped');
    },
  });
}

async function openTicketTables(
  address: string | null,
  store: Store,
  log: Logger,
): Promise<Result<SqlRunner, OpenFailure>> {
  if (address === null) return ok(sqliteRunner(store));
  return openPostgres(address, (cause) => log.warn({ err: cause }, 'ticket database went away'));
}
