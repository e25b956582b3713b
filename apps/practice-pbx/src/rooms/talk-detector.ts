import { FRAME_MS } from '../media/frame.ts';

/** `energy-level` of the rooms' profile: what is quieter counts as silence. Gates events only, never sound. */
export const ENERGY_LEVEL = 100;
/** A click is no speech. */
const START_AFTER_MS = 30;
/** Real rooms say stop-talking 0.8 s late: pauses between words do not count. */
const STOP_AFTER_MS = 800;

/** start-talking and stop-talking by loudness. A hint and nothing more: steady noise never stops talking. */
export class TalkDetector {
  #talking = false;
  #loudMs = 0;
  #quietMs = 0;

  get talking(): boolean {
    return this.#talking;
  }

  /** Energy of the next 10 ms; tells what has changed. */
  hear(energy: number): 'start' | 'stop' | undefined {
    if (energy > ENERGY_LEVEL) {
      this.#quietMs = 0;
      this.#loudMs += FRAME_MS;
      if (!this.#talking && this.#loudMs >= START_AFTER_MS) {
        this.#talking = true;
        return 'start';
      }
      return undefined;
    }
    this.#loudMs = 0;
    this.#quietMs += FRAME_MS;
    if (this.#talking && this.#quietMs >= STOP_AFTER_MS) {
      this.#talking = false;
      return 'stop';
    }
    return undefined;
  }

  /** Muted or held: talking ends without an event, as in FreeSWITCH. */
  reset(): void {
    this.#talking = false;
    this.#loudMs = 0;
    this.#quietMs = 0;
  }
}
