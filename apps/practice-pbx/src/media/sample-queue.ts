/** First in, first out, of 16-bit samples; takes whole frames or nothing. */
export class SampleQueue {
  readonly #chunks: Int16Array[] = [];
  #offset = 0;
  #length = 0;

  /** Samples waiting. */
  get length(): number {
    return this.#length;
  }

  push(samples: Int16Array): void {
    if (samples.length === 0) return;
    this.#chunks.push(samples);
    this.#length += samples.length;
  }

  /** `count` samples; undefined, and nothing taken, when there are fewer. */
  take(count: number): Int16Array | undefined {
    if (this.#length < count) return undefined;
    const out = new Int16Array(count);
    let filled = 0;
    while (filled < count) {
      const chunk = this.#chunks[0];
      if (!chunk) break;
      const part = chunk.subarray(this.#offset, this.#offset + count - filled);
      out.set(part, filled);
      filled += part.length;
      this.#offset += part.length;
      if (this.#offset === chunk.length) {
        this.#chunks.shift();
        this.#offset = 0;
      }
    }
    this.#length -= count;
    return out;
  }

  /** Throws the oldest samples away until at most `count` are left. */
  keepNewest(count: number): void {
    if (this.#length > count) this.take(this.#length - count);
  }
}
