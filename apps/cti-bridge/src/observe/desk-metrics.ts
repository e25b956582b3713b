/** Calls, seats and the event socket, read at the moment Prometheus asks. */
import { Gauge, type Registry } from 'prom-client';
import type { DeskStats } from '../calls/index.ts';
import type { EslCounters } from '../esl/index.ts';

export type DeskMetricsSource = {
  readonly desk: () => DeskStats;
  readonly esl: () => EslCounters;
  /** Events and answers of the PBX that lacked what their kind must carry. */
  readonly malformed: () => number;
  readonly isLive: () => boolean;
};

export function addDeskMetrics(registry: Registry, source: DeskMetricsSource): void {
  const { desk, esl, malformed, isLive } = source;
  const metrics = [
    byLabel('hotline_calls', 'Calls by state', 'state', () => desk().calls),
    byLabel('hotline_seats', 'Seats by activity', 'activity', () => desk().seats),
    single('hotline_waiting', 'Calls waiting', () => desk().calls.waiting),
    single(
      'hotline_offerable_seats',
      'Seats that can be offered a call',
      () => desk().offerableSeats,
    ),
    byLabel(
      'hotline_desk_refusals',
      'Events that a call or a seat refused (late, duplicate, not in that state), since the start',
      'what',
      () => desk().refusals,
    ),
    byLabel(
      'hotline_healed',
      'Ghost states that were put right since the start (legs gone without a word, strays in a room, registrations)',
      'what',
      () => desk().healings,
    ),
    byLabel(
      'hotline_esl',
      "The event socket's counters since the start, by name",
      'counter',
      () => ({ ...esl() }),
    ),
    single('hotline_pbx_malformed', 'Malformed events of the PBX since the start', malformed),
    single('hotline_pbx_live', '1 while the PBX is there', () => (isLive() ? 1 : 0)),
  ];
  for (const metric of metrics) registry.registerMetric(metric);
}

function single(name: string, help: string, read: () => number): Gauge {
  return new Gauge({
    name,
    help,
    registers: [],
    collect() {
      this.set(read());
    },
  });
}

function byLabel(
  name: string,
  help: string,
  label: string,
  read: () => Readonly<Record<string, number>>,
): Gauge {
  return new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [],
    collect() {
      for (const [value, count] of Object.entries(read())) this.set({ [label]: value }, count);
    },
  });
}
