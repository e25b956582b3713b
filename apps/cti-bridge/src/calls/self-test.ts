/**
 * 应急线路自检: once a day each route of each emergency target rings the target's test number. Off unless configured; a
 * target without a test number is never called.
 */
import type { DeskCore } from './desk-core.ts';

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;

export class SelfTest {
  readonly #core: DeskCore;
  readonly #changed: () => void;
  #day = -1;
  #isRunning = false;

  constructor(core: DeskCore, changed: () => void) {
    this.#core = core;
    this.#changed = changed;
    this.#day = this.#localDay().day;
  }

  /** Once a minute or more often. Late, because the PBX was away, is better than not at all: the same day it still runs. */
  async tick(): Promise<void> {
    const { selfTest } = this.#core.options.config.emergency;
    if (!selfTest.isOn || this.#isRunning || !this.#core.isLive) return;
    const { day, minute } = this.#localDay();
    if (day === this.#day || minute < selfTest.atMinute) return;
    this.#day = day;
    await this.run();
  }

  async run(): Promise<void> {
    this.#isRunning = true;
    const { config, pbx } = this.#core.options;
    for (const { id: targetId, routes, testNumber } of config.emergency.targets) {
      if (testNumber === null) continue;
      for (const [route, { gateway, ringMs }] of routes.entries()) {
        const outcome = await pbx.tryRoute(gateway, testNumber, ringMs);
        this.#core.record(this.#core.now(), {
          kind: 'emergency-self-test',
          targetId,
          route,
          outcome,
        });
        if (outcome !== 'answered')
          this.#core.options.logger.error({ targetId, route, outcome }, 'emergency route failed');
      }
    }
    this.#isRunning = false;
    this.#changed();
  }

  #localDay(): { readonly day: number; readonly minute: number } {
    const { utcOffsetMinutes } = this.#core.options.config;
    const minutes = Math.floor(this.#core.now() / MINUTE_MS) + utcOffsetMinutes;
    return { day: Math.floor(minutes / DAY_MINUTES), minute: minutes % DAY_MINUTES };
  }
}
