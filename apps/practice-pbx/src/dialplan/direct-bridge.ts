import type { Channel } from '../channels/channel.ts';
import { nowMicroseconds } from '../esl/event-bus.ts';
import { SILENCE } from '../media/frame.ts';
import { metronome } from '../media/metronome.ts';
import type { MusicLoop } from '../rooms/playback.ts';

/**
 * The application `bridge`: a caller hears music until somebody answers, then the two hear each other. No room. When
 * one hangs up the other is hung up too; a caller whose other one was lost (no packets, no connection) hears music
 * again. `uuid_transfer -both` takes them elsewhere together, the other one first.
 */
export class DirectBridge {
  readonly #caller: Channel;
  readonly #left = new AbortController();
  #other: Channel | undefined;
  #otherIsHere = false;
  #lost: () => void = () => {};

  constructor(caller: Channel, music: MusicLoop) {
    this.#caller = caller;
    const stopTape = music.use();
    const stopClock = metronome.subscribe(() => this.#beat(music));
    caller.occupy(() => {
      stopClock();
      stopTape();
      this.#left.abort();
      this.#unbridge();
    });
  }

  /** Aborted when the caller is in this bridge no more: hung up, or taken elsewhere. */
  get left(): AbortSignal {
    return this.#left.signal;
  }

  /** Resolves when the other one is lost, and the caller is not. */
  connect(other: Channel): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#lost = resolve;
    const caller = this.#caller;
    this.#other = other;
    this.#otherIsHere = true;
    other.occupy(() => {
      this.#otherIsHere = false;
      if (!other.ended) return;
      if (other.hangupCause === 'NORMAL_CLEARING') caller.hangUp('NORMAL_CLEARING');
      else this.#otherLost();
    });
    const now = nowMicroseconds();
    for (const [leg, peer] of [
      [caller, other],
      [other, caller],
    ] as const) {
      leg.times.bridged = now;
      leg.otherLeg = peer.uuid;
      leg.setAll({
        bridge_uepoch: String(now),
        bridge_channel: peer.name,
        bridge_uuid: peer.uuid,
        bridge_to: peer.uuid,
        last_bridge_to: peer.uuid,
      });
    }
    caller.set('originate_disposition', 'SUCCESS');
    caller.fire('CHANNEL_BRIDGE', this.#names(other));
    return promise;
  }

  #otherLost(): void {
    this.#unbridge();
    this.#other = undefined;
    this.#lost();
  }

  #beat(music: MusicLoop): void {
    const said = this.#caller.voice?.take();
    const answer = this.#other ? this.#said(this.#other) : music.frame;
    this.#caller.voice?.give(answer);
    this.#caller.recorder?.write(said, answer);
    if (this.#otherIsHere) this.#other?.voice?.give(said ?? SILENCE);
  }

  #said(other: Channel): Int16Array {
    return (this.#otherIsHere ? other.voice?.take() : undefined) ?? SILENCE;
  }

  #names(other: Channel): Record<string, string> {
    return { 'Bridge-A-Unique-ID': this.#caller.uuid, 'Bridge-B-Unique-ID': other.uuid };
  }

  #unbridge(): void {
    const other = this.#other;
    if (!other) return;
    for (const leg of [this.#caller, other]) leg.variables.delete('bridge_to');
    this.#caller.fire('CHANNEL_UNBRIDGE', this.#names(other));
    if (this.#otherIsHere) other.hangUp('NORMAL_CLEARING');
  }
}
