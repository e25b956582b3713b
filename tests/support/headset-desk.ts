/** A seat in Chromium whose person wears a headset that can be pulled out; the desk has a microphone and a loudspeaker of its own. */
import type { Citizen } from '@hotline/practice-pbx/citizen';
import type { Browser } from 'playwright-core';
import { launchChromiumWithSound } from './chromium.ts';
import { HEARD_DB } from './plain-seat.ts';
import { openWebSeat, type SeatPage } from './seat-page.ts';
import { startSoundServer, type Headset, type SoundServer } from './sound-server.ts';
import type { Stack } from './stack.ts';

const HZ = { desk: 1250, headset: 1000 } as const;
const WITHIN_MS = 10_000;

export class HeadsetDesk {
  readonly seat: SeatPage;
  readonly #room: SoundRoom;

  private constructor(seat: SeatPage, room: SoundRoom) {
    this.seat = seat;
    this.#room = room;
  }

  /** Signed in, registered, with the headset chosen for both ways. */
  static async open(stack: Stack, room: SoundRoom, person: string): Promise<HeadsetDesk> {
    const { address, password } = stack;
    await room.plugIn();
    const seat = await openWebSeat(room.browser, { address, password, person, hz: null });
    await seat.press('Control+Comma');
    for (const role of ['麦克风', '通话声音']) {
      await seat.page.getByLabel(role, { exact: true }).click();
      await seat.page
        .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
        .filter({ hasText: /^headset$/ })
        .last()
        .click();
    }
    await seat.press('Escape');
    return new HeadsetDesk(seat, room);
  }

  async ready(): Promise<void> {
    await this.seat.press('Shift+F2');
    await this.seat.when('ready', (state) => state.seat.activity.kind === 'ready');
  }

  async answers(): Promise<void> {
    await this.seat.whenWire(
      'it rings',
      (entry) => entry.wire === 'sip' && entry.start.startsWith('INVITE'),
    );
    await this.seat.press('F2');
  }

  /** The citizen hears this microphone, and is heard in this loudspeaker. */
  async talksThrough(which: keyof typeof HZ, citizen: Citizen, hz: number): Promise<void> {
    const clear = { atLeast: HEARD_DB, withinMs: WITHIN_MS, forMs: 200 };
    await Promise.all([
      citizen.hearing.hears({ hz: HZ[which], ...clear }),
      this.#room[which].ear.hears({ hz, ...clear }),
    ]);
  }

  pullOut(): Promise<void> {
    return this.#room.pullOut();
  }

  plugIn(): Promise<void> {
    return this.#room.plugIn();
  }
}

/** The machine's sound devices and a browser that uses them: for one desk after the other. */
export class SoundRoom {
  readonly browser: Browser;
  readonly desk: Headset;
  readonly #sound: SoundServer;
  #headset: Headset | null = null;
  #pulledOut: Headset | null = null;

  private constructor(sound: SoundServer, desk: Headset, browser: Browser) {
    this.#sound = sound;
    this.desk = desk;
    this.browser = browser;
  }

  static async open(): Promise<SoundRoom> {
    const sound = await startSoundServer();
    const desk = await sound.plugIn('desk', HZ.desk);
    return new SoundRoom(sound, desk, await launchChromiumWithSound(sound.env));
  }

  get headset(): Headset {
    if (this.#headset === null) throw new Error('the headset is pulled out');
    return this.#headset;
  }

  async pullOut(): Promise<void> {
    const { headset } = this;
    this.#headset = null;
    this.#pulledOut = headset;
    await headset.pullOut();
  }

  /** When the browser has let go of it; does nothing when it is plugged in. */
  async plugIn(): Promise<void> {
    if (this.#headset !== null) return;
    await this.#pulledOut?.forgotten();
    this.#headset = await this.#sound.plugIn('headset', HZ.headset);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.#sound.stop();
  }
}
