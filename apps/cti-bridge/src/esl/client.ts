/**
 * The bridge's standing line to FreeSWITCH: dials, logs in, has the application read the state, delivers events, and
 * does all of it again when the line breaks.
 *
 * - No command is ever sent twice. What was under way when the line broke ends in `connection-lost`: its outcome is
 *   unknown until the resync has read the state. (A library that re-queues on reconnect could dial 110 twice.)
 * - `onResync` finishes before the first event is delivered. Events that arrive meanwhile are held, in order.
 * - The line is probed: `bgapi strepoch` every few seconds. No reply means that the PBX is away although TCP does not
 *   know yet. A reply without its BACKGROUND_JOB means that events no longer reach us: a gap, so the state is read
 *   again. See docs/decisions/0003-event-sequence.md.
 */
import type { Result } from '@hotline/domain/result';
import { err, ok } from '@hotline/domain/result';
import { type Backoff, DEFAULT_BACKOFF } from './backoff.ts';
import {
  type ClientEffect,
  type ClientInput,
  type ClientState,
  type ResyncCause,
  stepClient,
} from './client-state.ts';
import { type Clock, systemClock } from './clock.ts';
import {
  type CommandOptions,
  Connection,
  type ConnectionOptions,
  type EslConnection,
} from './connection.ts';
import { type EslCounters, newCounters } from './counters.ts';
import type { EslEvent } from './event.ts';
import type { EslFailure } from './failure.ts';
import { type SettingsFault, checkPlan } from './handshake.ts';
import { HeldEvents } from './held-events.ts';
import type { JobResult } from './jobs.ts';
import { LineProbe } from './line-probe.ts';
import { SequenceWatch } from './sequence.ts';

/** Things the operator should read about; nothing that the application has to act on. */
export type ClientNotice =
  | {
      readonly kind: 'events-lost';
      readonly how: 'pbx-log' | 'probe-job-missing';
      readonly lost: number | undefined;
    }
  | { readonly kind: 'event-repeated'; readonly sequence: number }
  | { readonly kind: 'pbx-restarted'; readonly coreUuid: string }
  | {
      readonly kind: 'handler-failed';
      readonly handler: 'onEvent' | 'onResync';
      readonly error: unknown;
    };

export type EslClientOptions = Omit<ConnectionOptions, 'counters' | 'lossNotices'> & {
  /** Default true. */
  readonly lossNotices?: boolean;
  /** Reads the PBX's state through this connection. A rejection or a time-out closes the line and tries again. */
  readonly onResync: (connection: EslConnection, cause: ResyncCause) => Promise<void>;
  readonly onEvent: (event: EslEvent) => void;
  readonly onState?: (state: ClientState) => void;
  readonly onNotice?: (notice: ClientNotice) => void;
  readonly backoff?: Backoff;
  /** Default Math.random. */
  readonly random?: () => number;
  /** ms, default 5,000. */
  readonly probeEveryMs?: number;
  /** ms without a reply, or without a byte, before the line counts as silent; default 5,000. */
  readonly probeTimeoutMs?: number;
  /** ms, default 15,000. */
  readonly resyncTimeoutMs?: number;
  /** Events held during one resync; more closes the line. Default 50,000, half of FreeSWITCH's own queue. */
  readonly maxHeldEvents?: number;
  /** ms, default 10,000. */
  readonly stableMs?: number;
};

export type EslClient = EslConnection & {
  readonly state: ClientState;
  /** A copy. */
  counters(): EslCounters;
  start(): void;
  stop(): void;
};

/** Refuses settings that must not be used before anything is dialled. */
export function createEslClient(options: EslClientOptions): Result<EslClient, SettingsFault> {
  const plan = checkPlan({ ...options, lossNotices: options.lossNotices ?? true });
  return plan.ok ? ok(new ReconnectingClient(options)) : err(plan.error);
}

class ReconnectingClient implements EslClient {
  readonly #options: EslClientOptions;
  readonly #clock: Clock;
  readonly #counters = newCounters();
  readonly #sequence = new SequenceWatch();
  readonly #held: HeldEvents;
  #state: ClientState = { kind: 'stopped' };
  #connection: Connection | undefined;
  #probe: LineProbe | undefined;
  #cancelRetry: () => void = () => {};
  #cancelResync: () => void = () => {};

  constructor(options: EslClientOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#held = new HeldEvents(options.maxHeldEvents ?? 50_000);
  }

  get state(): ClientState {
    return this.#state;
  }

  counters(): EslCounters {
    return { ...this.#counters, eventsHeld: this.#held.length };
  }

  start(): void {
    this.#input({ kind: 'start' });
  }

  stop(): void {
    this.#input({ kind: 'stop' });
  }

  async api(command: string, options?: CommandOptions): Promise<Result<string, EslFailure>> {
    return (await this.#connection?.api(command, options)) ?? err({ code: 'not-connected' });
  }

  async bgapi(command: string, options?: CommandOptions): Promise<Result<JobResult, EslFailure>> {
    return (await this.#connection?.bgapi(command, options)) ?? err({ code: 'not-connected' });
  }

  #input(input: ClientInput): void {
    const step = stepClient(this.#state, input, {
      nowMs: this.#clock.now(),
      random: (this.#options.random ?? Math.random)(),
      backoff: this.#options.backoff ?? DEFAULT_BACKOFF,
      stableMs: this.#options.stableMs ?? 10_000,
    });
    const changed = step.next !== this.#state;
    this.#state = step.next;
    if (changed) this.#options.onState?.(step.next);
    for (const effect of step.effects) this.#run(effect);
  }

  #run(effect: ClientEffect): void {
    switch (effect.kind) {
      case 'dial':
        this.#dial();
        return;
      case 'resync':
        this.#resync(effect.cause);
        return;
      case 'release-events':
        this.#held.release((event) => {
          this.#deliver(event);
        });
        return;
      case 'retry-in':
        this.#cancelRetry = this.#clock.after(effect.ms, () => {
          this.#input({ kind: 'retry-due' });
        });
        return;
      case 'hang-up':
        this.#cancelRetry();
        this.#connection?.close();
    }
  }

  #dial(): void {
    if (this.#counters.connections > 0) this.#counters.reconnects++;
    this.#sequence.reconnected();
    this.#held.discard();
    const connection = new Connection(
      {
        ...this.#options,
        lossNotices: this.#options.lossNotices ?? true,
        counters: this.#counters,
      },
      {
        onConnected: () => {
          this.#input({ kind: 'connected' });
        },
        onReady: () => {
          this.#startProbe(connection);
          this.#input({ kind: 'ready' });
        },
        onEvent: (event) => {
          this.#take(event);
        },
        onLossNotice: ({ lost }) => {
          this.#counters.eventsLost += lost;
          this.#eventsLost('pbx-log', lost);
        },
        onClosed: (reason, detail) => {
          this.#connection = undefined;
          this.#probe?.stop();
          this.#cancelResync();
          this.#held.discard();
          if (reason === 'auth-refused') this.#counters.authRefused++;
          this.#input({ kind: 'closed', reason, detail });
        },
      },
    );
    this.#connection = connection;
  }

  #startProbe(connection: Connection): void {
    this.#probe = new LineProbe(connection, {
      clock: this.#clock,
      everyMs: this.#options.probeEveryMs ?? 5_000,
      timeoutMs: this.#options.probeTimeoutMs ?? 5_000,
      onSilent: () => {
        connection.close('silent');
      },
      onJobMissing: () => {
        this.#eventsLost('probe-job-missing', undefined);
      },
    });
  }

  #eventsLost(how: 'pbx-log' | 'probe-job-missing', lost: number | undefined): void {
    this.#counters.gaps++;
    this.#options.onNotice?.({ kind: 'events-lost', how, lost });
    this.#input({ kind: 'events-lost' });
  }

  #resync(cause: ResyncCause): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    this.#counters.resyncs++;
    let over = false;
    const fail = (error: unknown): void => {
      if (over) return;
      over = true;
      this.#cancelResync();
      this.#counters.resyncFailures++;
      this.#options.onNotice?.({ kind: 'handler-failed', handler: 'onResync', error });
      connection.close('resync-failed');
    };
    const cancelTimer = this.#clock.after(this.#options.resyncTimeoutMs ?? 15_000, () => {
      fail(new Error('the state was not read in time'));
    });
    // Once the line is gone, whatever the application's reading comes to is of no interest.
    this.#cancelResync = () => {
      over = true;
      cancelTimer();
    };
    const readState = async (): Promise<void> => {
      try {
        await this.#options.onResync(connection, cause);
      } catch (error) {
        fail(error);
        return;
      }
      if (over) return;
      this.#cancelResync();
      this.#input({ kind: 'resynced' });
    };
    void readState();
  }

  #take(event: EslEvent): void {
    this.#noteSequence(event);
    if (event.timestampMs !== undefined) {
      this.#counters.eventAgeMs = this.#clock.now() - event.timestampMs;
    }
    if (this.#probe?.owns(event)) return;
    if (this.#state.kind === 'live') this.#deliver(event);
    else if (!this.#held.hold(event)) this.#connection?.close('buffer-overflow');
  }

  #noteSequence(event: EslEvent): void {
    const finding = this.#sequence.note(event);
    switch (finding.kind) {
      case 'in-order':
        this.#counters.sequenceSkipped += finding.skipped;
        return;
      case 'backwards':
        this.#counters.sequenceBackwards++;
        return;
      case 'repeated':
        this.#counters.sequenceRepeated++;
        this.#options.onNotice?.({ kind: 'event-repeated', sequence: event.sequence ?? -1 });
        return;
      case 'restarted':
        this.#counters.pbxRestarts++;
        this.#options.onNotice?.({ kind: 'pbx-restarted', coreUuid: finding.coreUuid });
        return;
      case 'unnumbered':
    }
  }

  #deliver(event: EslEvent): void {
    try {
      this.#options.onEvent(event);
    } catch (error) {
      // One event that the application stumbles over must not cost it all that come after.
      this.#counters.handlerErrors++;
      this.#options.onNotice?.({ kind: 'handler-failed', handler: 'onEvent', error });
    }
  }
}
