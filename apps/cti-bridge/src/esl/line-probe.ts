/**
 * Asks the PBX for a sign of life, through both of its ways to us.
 *
 * `bgapi strepoch` is answered twice: the reply comes from the listener's thread, the BACKGROUND_JOB takes the path of
 * every event (dispatch queue, listener's queue). Neither: the line is silent. Only the reply: events do not reach us,
 * or are more than a time-out late.
 */
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import type { EslEvent } from './event.ts';

export type LineProbeOptions = {
  readonly clock: Clock;
  readonly everyMs: number;
  readonly timeoutMs: number;
  readonly onSilent: () => void;
  readonly onJobMissing: () => void;
};

const COMMAND = 'strepoch';

export class LineProbe {
  readonly #connection: Connection;
  readonly #options: LineProbeOptions;
  #cancel: () => void = () => {};
  #stopped = false;

  constructor(connection: Connection, options: LineProbeOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#wait();
  }

  /** The probe's own BACKGROUND_JOB (or that of another bridge's probe) is nobody else's business. */
  owns(event: EslEvent): boolean {
    return event.name === 'BACKGROUND_JOB' && event.headers['Job-Command'] === COMMAND;
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #wait(): void {
    this.#cancel = this.#options.clock.after(this.#options.everyMs, () => {
      void this.#ask();
    });
  }

  async #ask(): Promise<void> {
    const { clock, timeoutMs } = this.#options;
    const askedAt = clock.now();
    const result = await this.#connection.bgapi(COMMAND, { timeoutMs });
    if (this.#stopped) return;
    if (!result.ok && result.error.code === 'timed-out') {
      // Any byte since then shows that the line lives, be it busy with a slow command before ours.
      if (this.#connection.heardAtMs < askedAt) this.#options.onSilent();
      else this.#options.onJobMissing();
    }
    if (!this.#stopped) this.#wait();
  }
}
