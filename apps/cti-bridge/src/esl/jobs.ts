/**
 * The bgapi jobs of one connection, told apart by the Job-UUID that we choose before the command is sent.
 *
 * BACKGROUND_JOB is fired from the job's own thread and may be on the wire before the reply to `bgapi`
 * (mod_event_socket.c, api_exec()), so a job is on this list before its first byte is written.
 */
export type JobResult = {
  readonly jobId: string;
  /** What the command printed: `+OK <uuid>\n` for an originate. */
  readonly reply: string;
};

export type JobOutcome = JobResult | 'connection-lost';

/** Abandoned jobs that are remembered, to tell a late answer from somebody else's job. */
const REMEMBERED = 256;

export class Jobs {
  readonly #newId: () => string;
  readonly #open = new Map<string, (outcome: JobOutcome) => void>();
  readonly #abandoned = new Set<string>();

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  open(settle: (outcome: JobOutcome) => void): string {
    const jobId = this.#newId();
    this.#open.set(jobId, settle);
    return jobId;
  }

  /** `not-ours`: jobs of other connections are broadcast like every event. */
  settle(jobId: string, reply: string): 'settled' | 'late' | 'not-ours' {
    const settle = this.#open.get(jobId);
    if (settle === undefined) return this.#abandoned.delete(jobId) ? 'late' : 'not-ours';
    this.#open.delete(jobId);
    settle({ jobId, reply });
    return 'settled';
  }

  /** The command never became a job. False when it has been settled already. */
  forget(jobId: string): boolean {
    return this.#open.delete(jobId);
  }

  /** Nobody waits any more, but it may still come. False when it has been settled already. */
  abandon(jobId: string): boolean {
    if (!this.#open.delete(jobId)) return false;
    this.#abandoned.add(jobId);
    if (this.#abandoned.size > REMEMBERED) {
      for (const oldest of this.#abandoned) {
        this.#abandoned.delete(oldest);
        break;
      }
    }
    return true;
  }

  loseAll(): void {
    const lost = [...this.#open.values()];
    this.#open.clear();
    for (const settle of lost) settle('connection-lost');
  }
}
