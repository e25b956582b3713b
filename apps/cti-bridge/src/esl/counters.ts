/** Plain numbers for Prometheus; all but the two gauges only ever grow, across reconnects too. */
export type EslCounters = {
  connections: number;
  reconnects: number;
  authRefused: number;
  resyncs: number;
  resyncFailures: number;

  bytes: number;
  frames: number;
  events: number;
  malformedFrames: number;
  malformedHeaders: number;
  malformedEvents: number;
  /** Replies that no command was waiting for. */
  unexpectedReplies: number;

  commandsSent: number;
  timeouts: number;
  /** Answers that came after their time-out. */
  lateReplies: number;
  lateJobs: number;

  /** Times that events were lost, or that the path of events did not answer a probe. Each is followed by a resync. */
  gaps: number;
  /** Events lost according to FreeSWITCH's own log. */
  eventsLost: number;
  /** Numbers of `Event-Sequence` that went to events we do not get: normal, see sequence.ts. */
  sequenceSkipped: number;
  sequenceBackwards: number;
  sequenceRepeated: number;
  pbxRestarts: number;

  /** Exceptions out of the application's own handlers. */
  handlerErrors: number;

  /** Gauge: events held back by a resync that is running. */
  eventsHeld: number;
  /** Gauge, ms: our clock minus the last event's own time. Steps of 20 ms and the clocks' difference are in it. */
  eventAgeMs: number;
};

export const newCounters = (): EslCounters => ({
  connections: 0,
  reconnects: 0,
  authRefused: 0,
  resyncs: 0,
  resyncFailures: 0,
  bytes: 0,
  frames: 0,
  events: 0,
  malformedFrames: 0,
  malformedHeaders: 0,
  malformedEvents: 0,
  unexpectedReplies: 0,
  commandsSent: 0,
  timeouts: 0,
  lateReplies: 0,
  lateJobs: 0,
  gaps: 0,
  eventsLost: 0,
  sequenceSkipped: 0,
  sequenceBackwards: 0,
  sequenceRepeated: 0,
  pbxRestarts: 0,
  handlerErrors: 0,
  eventsHeld: 0,
  eventAgeMs: 0,
});
