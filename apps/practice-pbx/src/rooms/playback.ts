import { FRAME_SAMPLES, SAMPLE_RATE, type Frame } from '../media/frame.ts';
import { metronome } from '../media/metronome.ts';

/** A sound being played once, frame by frame. */
export class Playback {
  readonly file: string;
  readonly #samples: Int16Array;
  #at = 0;

  constructor(file: string, samples: Int16Array) {
    this.file = file;
    this.#samples = samples;
  }

  /** Samples played so far. */
  get played(): number {
    return Math.min(this.#at, this.#samples.length);
  }

  /** The next 10 ms, filled up with silence at the end; undefined when it is over. */
  next(): Frame | undefined {
    if (this.#at >= this.#samples.length) return undefined;
    const part = this.#samples.subarray(this.#at, this.#at + FRAME_SAMPLES);
    this.#at += FRAME_SAMPLES;
    if (part.length === FRAME_SAMPLES) return part;
    const frame = new Int16Array(FRAME_SAMPLES);
    frame.set(part);
    return frame;
  }
}

/** How long it has been: what a play-file-…-done event says besides the file. */
export function lengthHeaders(playedSamples: number): Record<string, string> {
  return {
    seconds: String(Math.floor(playedSamples / SAMPLE_RATE)),
    milliseconds: String(Math.floor((playedSamples * 1000) / SAMPLE_RATE)),
    samples: String(playedSamples),
  };
}

/** `local_stream://moh`: one endless tape for the whole PBX, so that everybody hears the same place of it. */
export class MusicLoop {
  readonly #tape: Int16Array;
  #at = 0;
  #frame: Frame;
  #users = 0;
  #stop: (() => void) | undefined;

  constructor(samples: Int16Array) {
    const whole = Math.floor(samples.length / FRAME_SAMPLES) * FRAME_SAMPLES;
    this.#tape = whole === 0 ? new Int16Array(FRAME_SAMPLES) : samples.subarray(0, whole);
    this.#frame = this.#tape.subarray(0, FRAME_SAMPLES);
  }

  /** The 10 ms of this beat. */
  get frame(): Frame {
    return this.#frame;
  }

  /** Keeps the tape running until the returned function is called. Ask before subscribing a mixer to the metronome. */
  use(): () => void {
    this.#users++;
    this.#stop ??= metronome.subscribe(() => this.#advance());
    let used = true;
    return () => {
      if (!used) return;
      used = false;
      if (--this.#users > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  }

  #advance(): void {
    this.#at = (this.#at + FRAME_SAMPLES) % this.#tape.length;
    this.#frame = this.#tape.subarray(this.#at, this.#at + FRAME_SAMPLES);
  }
}
