/** One listening is one fact, however many ranges a player asks for. */

/** Between two requests of one listening, with pauses to take notes. */
const SAME_LISTENING_MS = 10 * 60_000;

type Listening = { lastAt: number; readonly noted: Promise<unknown> };

export class Listenings {
  readonly #all = new Map<string, Listening>();

  /** Resolves when the listening is noted: `note` runs for its first request only. @throws when `note` did. */
  async begin(
    listener: string,
    path: string,
    now: number,
    note: () => Promise<unknown>,
  ): Promise<void> {
    for (const [key, { lastAt }] of this.#all) {
      if (now - lastAt > SAME_LISTENING_MS) this.#all.delete(key);
    }
    const key = `${listener}\n${path}`;
    const listening = this.#all.get(key) ?? { lastAt: now, noted: note() };
    listening.lastAt = now;
    this.#all.set(key, listening);
    try {
      await listening.noted;
    } catch (cause) {
      this.#all.delete(key);
      throw cause;
    }
  }
}
