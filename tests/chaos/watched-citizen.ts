/** What a citizen goes through: for how long they heard nothing, and whether their line was ended by us. */
import type { Citizen } from '@hotline/practice-pbx/citizen';
import { soundGap, type SoundGap } from '../support/sound-gap.ts';

/** Alone in silence for longer than this is as bad as a line that was cut. */
const ALONE_MS = 3_000;

export type Ordeal = {
  readonly gapMs: number;
  /** Their line was ended by us. */
  readonly isCut: boolean;
  /** … or they were as good as alone. */
  readonly isDropped: boolean;
};

export class WatchedCitizen {
  readonly citizen: Citizen;
  #isCut = false;
  #isLeaving = false;
  #gap: SoundGap | null = null;

  constructor(citizen: Citizen) {
    this.citizen = citizen;
    void citizen.ended.then(() => {
      this.#isCut = !this.#isLeaving;
      return undefined;
    });
  }

  /** From now on every pause counts: music, a sentence, a voice, anything ends it. */
  watch(): void {
    this.#gap = soundGap(this.citizen.hearing);
  }

  ordeal(): Ordeal {
    const gapMs = this.#gap?.stop() ?? 0;
    const isCut = this.#isCut;
    return { gapMs, isCut, isDropped: isCut || gapMs > ALONE_MS };
  }

  hangUp(): void {
    this.#isLeaving = true;
    this.citizen.hangUp();
  }
}
