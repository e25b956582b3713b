/** Zero crossings of the sinc on each side: enough for speech and for tones to keep their pitch and level. */
const LOBES = 8;

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * Changes the sample rate of a stream by a rational factor: a windowed sinc, polyphase, keeping its history from chunk
 * to chunk so that a tone has no seams. Both rates in Hz.
 */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #phases: Float64Array[];
  readonly #taps: number;
  #history: Float64Array;
  /** Position of the next output on the upsampled grid, counted from the first sample of the next chunk. */
  #position = 0;

  constructor(fromHz: number, toHz: number) {
    const divisor = greatestCommonDivisor(fromHz, toHz);
    this.#up = toHz / divisor;
    this.#down = fromHz / divisor;
    const widest = Math.max(this.#up, this.#down);
    // A little below the lower Nyquist frequency, so that the filter's slope does not fold back.
    const cutoff = 0.46 / widest;
    const length = 2 * LOBES * widest + 1;
    this.#taps = Math.ceil(length / this.#up);
    const middle = (this.#taps * this.#up - 1) / 2;
    this.#phases = Array.from({ length: this.#up }, (_, phase) => {
      const filter = new Float64Array(this.#taps);
      let sum = 0;
      for (let tap = 0; tap < this.#taps; tap++) {
        const x = tap * this.#up + phase - middle;
        const sinc = x === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * x) / (Math.PI * x);
        const window =
          Math.abs(x) > middle + 1 ? 0 : 0.5 + 0.5 * Math.cos((Math.PI * x) / (middle + 1));
        filter[tap] = sinc * window;
        sum += filter[tap] ?? 0;
      }
      return sum === 0 ? filter : filter.map((value) => value / sum);
    });
    this.#history = new Float64Array(this.#taps - 1);
  }

  /** The samples that this chunk completes; over time `to / from` of what goes in. */
  push(chunk: Int16Array): Int16Array {
    const input = new Float64Array(this.#history.length + chunk.length);
    input.set(this.#history);
    input.set(chunk, this.#history.length);
    const end = chunk.length * this.#up;
    const out = new Int16Array(Math.max(0, Math.ceil((end - this.#position) / this.#down)));
    for (let i = 0; i < out.length; i++) {
      const filter = this.#phases[this.#position % this.#up] ?? this.#history;
      const newest = Math.floor(this.#position / this.#up) + this.#history.length;
      let sum = 0;
      for (let tap = 0; tap < this.#taps; tap++)
        sum += (filter[tap] ?? 0) * (input[newest - tap] ?? 0);
      out[i] = Math.max(-32768, Math.min(32767, Math.round(sum)));
      this.#position += this.#down;
    }
    this.#position -= end;
    this.#history = input.slice(input.length - this.#history.length);
    return out;
  }
}
