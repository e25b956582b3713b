/** The real desk: calls and seats of `calls`, on FreeSWITCH's event socket of `esl`. */
import { randomUUID } from 'node:crypto';
import { createDesk, systemDeskClock } from './calls/index.ts';
import { createPbxOverEsl } from './calls/pbx-over-esl.ts';
import { toDeskConfig } from './config/to-desk-config.ts';
import type { CreateDeskRuntime } from './desk-runtime.ts';
import { addDeskMetrics } from './observe/desk-metrics.ts';

/** Seats' SIP profile in config/freeswitch/sip_profiles. */
const SEAT_PROFILE = 'internal';

export const createDeskRuntime: CreateDeskRuntime = ({
  config,
  ledger,
  recordings,
  summary,
  callerBook,
  tickets,
  lateReportFiles,
  epoch,
  now,
  log,
  registry,
}) => {
  const pbx = createPbxOverEsl({
    host: config.pbx.esl.host,
    port: config.pbx.esl.port,
    password: config.eslPassword,
    domain: config.pbx.domain,
    profile: SEAT_PROFILE,
    logger: log.child({ part: 'pbx' }),
  });
  // The configuration was checked for all of these already.
  if (!pbx.ok) throw new Error(`event socket: ${pbx.error.code}`);

  const desk = createDesk({
    pbx: pbx.value,
    ledger,
    sealed: ledger,
    recordings,
    summary,
    callerBook,
    tickets,
    lateReportFiles,
    clock: { ...systemDeskClock, now },
    ids: { newLeg: randomUUID, epoch },
    config: toDeskConfig(config, now()),
    logger: log.child({ part: 'desk' }),
  });
  addDeskMetrics(registry, {
    desk: () => desk.stats(),
    esl: () => pbx.value.counters(),
    malformed: () => pbx.value.malformed,
    isLive: () => desk.pbx === 'live',
  });
  return {
    desk,
    pbx: {
      state: () => desk.pbx,
      practice: () => desk.practice,
      flushRegistration: (seatId) => pbx.value.flushRegistration(seatId),
    },
    start: () => desk.start(),
    async stop() {
      desk.stop();
    },
  };
};
