/** Figures about the bridge itself, in Prometheus' text form at /metrics. Never a number or a name of a person. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  // Event loop lag, memory, garbage collection of this process.
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    seatConnections: new Gauge({
      name: 'hotline_seat_connections',
      help: 'Seats with an open WebSocket',
      registers,
    }),
    eventsSent: new Counter({
      name: 'hotline_events_sent_total',
      help: 'Events sent to seats',
      labelNames: ['kind'],
      registers,
    }),
    commands: new Counter({
      name: 'hotline_commands_total',
      help: 'Commands of seats by name and result (ok or the refusal code)',
      labelNames: ['name', 'result'],
      registers,
    }),
    commandSeconds: new Histogram({
      name: 'hotline_command_seconds',
      help: 'From a command to its answer',
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    connectionsRefused: new Counter({
      name: 'hotline_connections_refused_total',
      help: 'Connections of seats ended by the bridge, by reason',
      labelNames: ['code'],
      registers,
    }),
    logIns: new Counter({
      name: 'hotline_log_ins_total',
      help: 'Log-ins by result',
      labelNames: ['result'],
      registers,
    }),
    malformed: new Counter({
      name: 'hotline_malformed_total',
      help: 'Illegal input of peers, by kind',
      labelNames: ['kind'],
      registers,
    }),
    directory: new Counter({
      name: 'hotline_directory_total',
      help: 'Questions of the PBX for SIP credentials, by result',
      labelNames: ['result'],
      registers,
    }),
    ticketPulls: new Counter({
      name: 'hotline_ticket_pull_total',
      help: 'Pages, failures and tickets pulled from other platforms, by platform and outcome',
      labelNames: ['source', 'outcome'],
      registers,
    }),
    surveyLinks: new Counter({
      name: 'hotline_survey_links_total',
      help: 'Satisfaction links by short message: sent, attempts that failed, given up',
      labelNames: ['outcome'],
      registers,
    }),
    ledgerCommitSeconds: new Histogram({
      name: 'hotline_ledger_commit_seconds',
      help: 'Duration of one commit of the ledger',
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.2, 1],
      registers,
    }),
    ledgerFacts: new Counter({
      name: 'hotline_ledger_facts_total',
      help: 'Facts made durable',
      registers,
    }),
    ledgerFailures: new Counter({
      name: 'hotline_ledger_failures_total',
      help: 'Commits of the ledger that the store refused',
      registers,
    }),
  };
}
