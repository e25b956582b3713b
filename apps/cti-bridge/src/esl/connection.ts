/**
 * One connection to mod_event_socket, from dialling to its end. It is never revived: client.ts opens the next one.
 *
 * The parts that decide are pure and elsewhere (framer.ts, handshake.ts, reply-queue.ts, jobs.ts); here they are tied
 * to a socket and to timers. Every command ends in exactly one Result: answer, refusal, time-out or `connection-lost`.
 *
 * While an `api` command runs, FreeSWITCH sends this connection nothing else, events included (api_exec() runs in the
 * listener's thread): use `api` for what answers at once, `bgapi` for everything that waits for the network.
 */
import { randomUUID } from 'node:crypto';
import { type Socket, connect as netConnect } from 'node:net';
import { type Result, err, ok } from '@hotline/domain/result';
import { type Clock, systemClock } from './clock.ts';
import { type EslCounters, newCounters } from './counters.ts';
import { type EslEvent, parseEvent } from './event.ts';
import type { EslFailure, LossReason } from './failure.ts';
import {
  DEFAULT_FRAMER_LIMITS,
  type Frame,
  Framer,
  type FramerLimits,
  type FramerOutput,
} from './framer.ts';
import {
  FIRST_STEP,
  type Handshake,
  type HandshakePlan,
  hasLineBreak,
  stepHandshake,
} from './handshake.ts';
import { type JobResult, Jobs } from './jobs.ts';
import { type LossNotice, lossNotice } from './loss.ts';
import { ReplyQueue } from './reply-queue.ts';

export type CommandOptions = {
  /** ms; default 5,000 for api, 60,000 for bgapi. */
  readonly timeoutMs?: number;
};

/** What the rest of the bridge may do with a connection. */
export type EslConnection = {
  /**
   * Runs an API command in the listener's thread; the value is its whole output. Output that begins with `-ERR` or
   * `-USAGE` is `refused`, also FreeSWITCH's `-ERR no reply` for a command that printed nothing.
   */
  api(command: string, options?: CommandOptions): Promise<Result<string, EslFailure>>;
  /** Runs an API command in a thread of its own; the value is the body of its BACKGROUND_JOB. */
  bgapi(command: string, options?: CommandOptions): Promise<Result<JobResult, EslFailure>>;
};

export type ConnectionOptions = HandshakePlan & {
  readonly host: string;
  readonly port: number;
  /** Dialling, ms. */
  readonly connectTimeoutMs?: number;
  /** From "connected" to "ready", ms. */
  readonly handshakeTimeoutMs?: number;
  readonly limits?: FramerLimits;
  readonly clock?: Clock;
  readonly newJobId?: () => string;
  readonly counters?: EslCounters;
  /** Opens the socket; a test may pass its own. */
  readonly dial?: (host: string, port: number) => Socket;
};

export type ConnectionHandlers = {
  onConnected(): void;
  onReady(): void;
  onEvent(event: EslEvent): void;
  onLossNotice(notice: LossNotice): void;
  /** Called once. `detail` is the PBX's own text where there is one. */
  onClosed(reason: LossReason, detail: string): void;
};

type Reply = Frame | 'connection-lost';

export class Connection implements EslConnection {
  readonly #options: ConnectionOptions;
  readonly #handlers: ConnectionHandlers;
  readonly #clock: Clock;
  readonly #counters: EslCounters;
  readonly #framer: Framer;
  readonly #replies = new ReplyQueue<Reply>();
  readonly #jobs: Jobs;
  readonly #socket: Socket;
  #handshake: Handshake = FIRST_STEP;
  #connected = false;
  #closed = false;
  #farewell: string | undefined;
  #cancelDeadline: () => void;
  /** When the last byte came, by our clock. */
  #heardAt: number;

  constructor(options: ConnectionOptions, handlers: ConnectionHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    this.#clock = options.clock ?? systemClock;
    this.#counters = options.counters ?? newCounters();
    this.#framer = new Framer(options.limits ?? DEFAULT_FRAMER_LIMITS);
    this.#jobs = new Jobs(options.newJobId ?? randomUUID);
    this.#heardAt = this.#clock.now();
    this.#counters.connections++;
    this.#cancelDeadline = this.#clock.after(options.connectTimeoutMs ?? 5_000, () => {
      this.#end('connect-failed', 'timed out');
    });
    this.#socket = (options.dial ?? dialTcp)(options.host, options.port);
    this.#listen();
  }

  get ready(): boolean {
    return this.#handshake.kind === 'ready' && !this.#closed;
  }

  get heardAtMs(): number {
    return this.#heardAt;
  }

  /** Commands that wait for their reply. */
  get pendingReplies(): number {
    return this.#replies.length;
  }

  close(reason: LossReason = 'closed-by-us'): void {
    this.#end(reason, '');
  }

  async api(command: string, options: CommandOptions = {}): Promise<Result<string, EslFailure>> {
    const timeoutMs = options.timeoutMs ?? 5_000;
    const answer = await this.#send(`api ${command}`, '', timeoutMs);
    if (!answer.ok) {
      if (answer.error.code === 'timed-out') this.#counters.timeouts++;
      return answer;
    }
    // A command the PBX's user may not run is answered by command/reply instead of api/response.
    const text =
      answer.value.contentType === 'api/response' ? answer.value.body : replyText(answer.value);
    return accepted(text) ? ok(text) : err({ code: 'refused', reply: text.trim() });
  }

  bgapi(command: string, options: CommandOptions = {}): Promise<Result<JobResult, EslFailure>> {
    const timeoutMs = options.timeoutMs ?? 60_000;
    return new Promise((resolve) => {
      const jobId = this.#jobs.open((outcome) => {
        cancel();
        if (outcome === 'connection-lost') resolve(err({ code: 'connection-lost' }));
        else if (accepted(outcome.reply)) resolve(ok(outcome));
        else resolve(err({ code: 'refused', reply: outcome.reply.trim() }));
      });
      const cancel = this.#clock.after(timeoutMs, () => {
        if (!this.#jobs.abandon(jobId)) return;
        this.#counters.timeouts++;
        resolve(err({ code: 'timed-out', afterMs: timeoutMs }));
      });
      const neverAJob = (failure: EslFailure): void => {
        if (!this.#jobs.forget(jobId)) return;
        cancel();
        resolve(err(failure));
      };
      // How a job ends is said by the job alone; the reply matters only when it says that there will be none.
      const report = async (): Promise<void> => {
        const answer = await this.#send(`bgapi ${command}`, `Job-UUID: ${jobId}\n`, timeoutMs);
        if (answer.ok) {
          const reply = replyText(answer.value);
          if (!accepted(reply)) neverAJob({ code: 'refused', reply: reply.trim() });
        } else if (answer.error.code !== 'timed-out') {
          neverAJob(answer.error);
        }
      };
      void report();
    });
  }

  #send(line: string, headers: string, timeoutMs: number): Promise<Result<Frame, EslFailure>> {
    if (hasLineBreak(line)) return Promise.resolve(err({ code: 'unsafe-command' }));
    if (!this.ready) return Promise.resolve(err({ code: 'not-connected' }));
    this.#counters.commandsSent++;
    return new Promise((resolve) => {
      const giveUp = this.#replies.push((reply) => {
        cancel();
        resolve(reply === 'connection-lost' ? err({ code: 'connection-lost' }) : ok(reply));
      });
      const cancel = this.#clock.after(timeoutMs, () => {
        giveUp();
        resolve(err({ code: 'timed-out', afterMs: timeoutMs }));
      });
      this.#socket.write(`${line}\n${headers}\n`);
    });
  }

  #listen(): void {
    const socket = this.#socket;
    socket.setNoDelay(true);
    socket.on('connect', () => {
      if (this.#closed) return;
      this.#connected = true;
      this.#cancelDeadline();
      this.#cancelDeadline = this.#clock.after(this.#options.handshakeTimeoutMs ?? 5_000, () => {
        this.#end('handshake-timed-out', '');
      });
      this.#handlers.onConnected();
    });
    socket.on('data', (bytes: Buffer) => {
      this.#heardAt = this.#clock.now();
      this.#counters.bytes += bytes.length;
      for (const output of this.#framer.push(bytes)) {
        if (this.#closed) return;
        this.#take(output);
      }
    });
    socket.on('error', (error) => {
      this.#end(this.#lossReason(), error.message);
    });
    socket.on('close', () => {
      this.#end(this.#lossReason(), this.#farewell ?? '');
    });
  }

  #lossReason(): LossReason {
    if (this.#farewell !== undefined) return 'disconnect-notice';
    return this.#connected ? 'connection-lost' : 'connect-failed';
  }

  #take(output: FramerOutput): void {
    if (output.kind === 'malformed') {
      if (output.reason === 'header-without-colon') this.#counters.malformedHeaders++;
      else this.#counters.malformedFrames++;
      if (output.fatal) this.#end('protocol-broken', output.reason);
      return;
    }
    this.#counters.frames++;
    switch (output.contentType) {
      case 'text/event-json':
      case 'text/event-plain':
        this.#takeEvent(output);
        return;
      case 'command/reply':
      case 'api/response':
        if (this.#handshake.kind === 'ready') this.#takeReply(output);
        else this.#advance(output);
        return;
      case 'auth/request':
      case 'text/rude-rejection':
        this.#advance(output);
        return;
      case 'text/disconnect-notice':
        // `linger` belongs to outbound sockets: the events of a channel that ended go on for a while.
        if (output.headers['Content-Disposition'] !== 'linger') this.#farewell = output.body.trim();
        return;
      case 'log/data': {
        const notice = lossNotice(output);
        if (notice) this.#handlers.onLossNotice(notice);
        return;
      }
      default:
        this.#counters.malformedFrames++;
    }
  }

  #takeEvent(frame: Frame): void {
    const parsed = parseEvent(frame);
    if (!parsed.ok) {
      this.#counters.malformedEvents++;
      return;
    }
    this.#counters.events++;
    const event = parsed.value;
    if (event.name === 'BACKGROUND_JOB') {
      const found = this.#jobs.settle(event.headers['Job-UUID'] ?? '', event.body);
      if (found === 'late') this.#counters.lateJobs++;
    }
    this.#handlers.onEvent(event);
  }

  #takeReply(frame: Frame): void {
    const outcome = this.#replies.settleNext(frame);
    if (outcome === 'late') this.#counters.lateReplies++;
    else if (outcome === 'unexpected') this.#counters.unexpectedReplies++;
  }

  #advance(frame: Frame): void {
    const step = stepHandshake(this.#handshake, frame, this.#options);
    this.#handshake = step.next;
    for (const text of step.send) this.#socket.write(text);
    if (step.next.kind === 'ready') {
      this.#cancelDeadline();
      this.#handlers.onReady();
    } else if (step.next.kind === 'failed') {
      this.#end(step.next.reason, step.next.text);
    }
  }

  #end(reason: LossReason, detail: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancelDeadline();
    this.#socket.destroy();
    while (this.#replies.length > 0) this.#replies.settleNext('connection-lost');
    this.#jobs.loseAll();
    this.#handlers.onClosed(reason, detail);
  }
}

const replyText = (frame: Frame): string => frame.headers['Reply-Text'] ?? '';

const accepted = (reply: string): boolean =>
  !reply.startsWith('-ERR') && !reply.startsWith('-USAGE');

const dialTcp = (host: string, port: number): Socket => netConnect({ host, port });
