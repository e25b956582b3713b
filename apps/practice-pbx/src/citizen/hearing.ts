import { dominantHz, soundLevel, toneLevel } from '../media/goertzel.ts';
import { SAMPLE_RATE } from '../media/frame.ts';

/** One look at the sound; long enough for tones 50 Hz apart, short enough to time a switch-over. */
const WINDOW_MS = 40;
const STEP_MS = 10;
const WINDOW = (WINDOW_MS * SAMPLE_RATE) / 1000;
const STEP = (STEP_MS * SAMPLE_RATE) / 1000;
/** A minute of sound is kept. */
const MOST_KEPT = 60 * SAMPLE_RATE;
const PER_MS = SAMPLE_RATE / 1000;

export interface ToneWanted {
  readonly hz: number;
  /** Rejects when it was not heard by then. */
  readonly withinMs: number;
  /** dBFS; −40 unless told. */
  readonly atLeast?: number;
  /** For so long without a gap; one window (40 ms) unless told. */
  readonly forMs?: number;
}

export interface Heard {
  /** End of the window that showed it, on the clock of `performance.now()`. */
  readonly atMs: number;
  /** dBFS. */
  readonly level: number;
}

interface Look {
  /** The newest 40 ms. */
  readonly window: Int16Array;
  readonly atMs: number;
}

/**
 * Everything a party has heard, and questions to it. Answers come with the packet that decides them: nothing here
 * waits on a timer but the limits of the questions themselves.
 */
export class Hearing {
  #sound = new Int16Array(SAMPLE_RATE);
  #length = 0;
  #looked = 0;
  #lastArrivalMs = 0;
  readonly #watchers = new Set<(look: Look) => void>();
  readonly #givingUp = new Set<() => void>();

  /** Sound as it arrives, at 8 kHz, with the time on the clock of `performance.now()`. */
  push(samples: Int16Array, arrivalMs: number): void {
    if (this.#length + samples.length > MOST_KEPT) this.#forget(MOST_KEPT / 2);
    if (this.#length + samples.length > this.#sound.length) {
      const larger = new Int16Array(
        Math.max(this.#sound.length * 2, this.#length + samples.length),
      );
      larger.set(this.#sound.subarray(0, this.#length));
      this.#sound = larger;
    }
    this.#sound.set(samples, this.#length);
    this.#length += samples.length;
    this.#lastArrivalMs = arrivalMs;
    if (this.#length < WINDOW) this.#looked = this.#length;
    while (this.#looked + STEP <= this.#length) {
      this.#looked += STEP;
      if (this.#looked < WINDOW) continue;
      const look: Look = {
        window: this.#sound.subarray(this.#looked - WINDOW, this.#looked),
        atMs: arrivalMs - (this.#length - this.#looked) / PER_MS,
      };
      for (const watcher of this.#watchers) watcher(look);
    }
  }

  /** The last `ms` of sound (200 unless told): level in dBFS, and the strongest frequency in Hz unless silent. */
  heard(ms = 200): {
    readonly level: number;
    readonly hz: number | undefined;
    readonly atMs: number;
  } {
    const window = this.latest(ms);
    return {
      level: soundLevel(window),
      hz: dominantHz(window, SAMPLE_RATE),
      atMs: this.#lastArrivalMs,
    };
  }

  /** The last `ms` of sound as 8 kHz samples. */
  latest(ms: number): Int16Array {
    return this.#sound.slice(Math.max(0, this.#length - Math.round(ms * PER_MS)), this.#length);
  }

  /** Level in dBFS of one frequency in the last `ms` of sound. */
  levelOf(hz: number, ms = 200): number {
    return toneLevel(this.latest(ms), hz, SAMPLE_RATE);
  }

  /** Resolves when the tone is there; rejects with what was there instead. Only sound that arrives from now on counts. */
  async hears(wanted: ToneWanted): Promise<Heard> {
    const atLeast = wanted.atLeast ?? -40;
    const steps = Math.max(1, Math.round(((wanted.forMs ?? WINDOW_MS) - WINDOW_MS) / STEP_MS) + 1);
    let run = 0;
    let best = Number.NEGATIVE_INFINITY;
    return this.#watch(
      wanted.withinMs,
      ({ window, atMs }) => {
        const level = toneLevel(window, wanted.hz, SAMPLE_RATE);
        best = Math.max(best, level);
        run = level >= atLeast ? run + 1 : 0;
        return run >= steps ? { atMs, level } : undefined;
      },
      () =>
        `did not hear ${wanted.hz} Hz at ${atLeast} dBFS within ${wanted.withinMs} ms: at best ${best.toFixed(1)} dBFS`,
    );
  }

  /** Resolves when nothing louder than `below` (−50 dBFS unless told) has come for `ms`; counts from now on. */
  async silentFor(
    ms: number,
    options: { readonly below?: number; readonly withinMs?: number } = {},
  ): Promise<Heard> {
    const below = options.below ?? -50;
    const withinMs = options.withinMs ?? 10_000;
    const steps = Math.max(1, Math.round((ms - WINDOW_MS) / STEP_MS) + 1);
    let run = 0;
    let loudest = Number.NEGATIVE_INFINITY;
    return this.#watch(
      withinMs,
      ({ window, atMs }) => {
        const level = soundLevel(window);
        run = level < below ? run + 1 : 0;
        if (run === 0) loudest = Number.NEGATIVE_INFINITY;
        loudest = Math.max(loudest, level);
        return run >= steps ? { atMs, level: loudest } : undefined;
      },
      () => `was not silent for ${ms} ms within ${withinMs} ms`,
    );
  }

  /** Resolves when something louder than `above` (dBFS) comes; rejects when nothing did. */
  async speech(options: { readonly above: number; readonly withinMs: number }): Promise<Heard> {
    return this.#watch(
      options.withinMs,
      ({ window, atMs }) => {
        const level = soundLevel(window);
        return level > options.above ? { atMs, level } : undefined;
      },
      () => `heard nobody within ${options.withinMs} ms`,
    );
  }

  /** Nothing more will come: whoever still waits is told so at once. */
  close(): void {
    for (const giveUp of this.#givingUp) giveUp();
  }

  /** Listens for `forMs` of sound and resolves with the loudest moment of the tone: for what must not be heard. */
  async loudest(hz: number, forMs: number): Promise<Heard> {
    const steps = Math.max(1, Math.round(forMs / STEP_MS));
    let seen = 0;
    let loudest: Heard = { atMs: 0, level: Number.NEGATIVE_INFINITY };
    return this.#watch(
      forMs * 2 + 5000,
      ({ window, atMs }) => {
        const level = toneLevel(window, hz, SAMPLE_RATE);
        if (level > loudest.level) loudest = { atMs, level };
        return ++seen >= steps ? loudest : undefined;
      },
      () => `no sound arrived while listening for ${hz} Hz`,
    );
  }

  async #watch<T>(
    limitMs: number,
    look: (look: Look) => T | undefined,
    complaint: () => string,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#watchers.delete(watcher);
        this.#givingUp.delete(giveUp);
      };
      const fail = (why: string): void => {
        done();
        const { level, hz } = this.heard();
        const instead =
          hz === undefined ? 'silence' : `${Math.round(hz)} Hz at ${level.toFixed(1)} dBFS`;
        reject(new Error(`${why}; last heard: ${instead}`));
      };
      const giveUp = (): void => fail('the call ended while listening');
      const timer = setTimeout(() => fail(complaint()), limitMs);
      const watcher = (at: Look): void => {
        const result = look(at);
        if (result === undefined) return;
        done();
        resolve(result);
      };
      this.#watchers.add(watcher);
      this.#givingUp.add(giveUp);
    });
  }

  #forget(count: number): void {
    this.#sound.copyWithin(0, count, this.#length);
    this.#length -= count;
    this.#looked = Math.max(0, this.#looked - count);
  }
}
