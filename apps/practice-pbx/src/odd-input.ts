import type { Logger } from 'pino';

/** Counts what peers send that makes no sense: logged, never fatal. */
export class OddInput {
  readonly #counts = new Map<string, number>();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  count(what: string, detail: Record<string, unknown> = {}): void {
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    // A peer gone wild must not fill the disk: the first, then every hundredth.
    if (count === 1 || count % 100 === 0)
      this.#log.warn({ ...detail, count }, `odd input: ${what}`);
  }

  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}
