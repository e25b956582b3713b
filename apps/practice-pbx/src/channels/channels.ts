import { metronome } from '../media/metronome.ts';
import { Channel, type ChannelOptions } from './channel.ts';

/** Dead legs are looked for five times a second: a citizen hears nothing until one is found. */
const BEATS_A_LOOK = 20;

/** Every leg there is, by uuid; also watches for those that have fallen silent. */
export class Channels {
  readonly #channels = new Map<string, Channel>();
  #sessions = 0;
  #stopWatching: (() => void) | undefined;
  #beats = 0;

  get size(): number {
    return this.#channels.size;
  }

  /** Since the start. */
  get sessionsSoFar(): number {
    return this.#sessions;
  }

  get(uuid: string): Channel | undefined {
    return this.#channels.get(uuid);
  }

  all(): Channel[] {
    return [...this.#channels.values()];
  }

  /** A new leg, known until it is over. Its CHANNEL_CREATE is fired by `created()`. */
  open(options: Omit<ChannelOptions, 'sessionId'>): Channel {
    const channel = new Channel({ ...options, sessionId: ++this.#sessions });
    this.#channels.set(channel.uuid, channel);
    channel.whenGone(() => {
      this.#channels.delete(channel.uuid);
      if (this.#channels.size === 0) {
        this.#stopWatching?.();
        this.#stopWatching = undefined;
      }
    });
    this.#stopWatching ??= metronome.subscribe(() => this.#beat());
    return channel;
  }

  close(): void {
    for (const channel of this.all()) channel.hangUp('MANAGER_REQUEST');
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  #beat(): void {
    if (++this.#beats % BEATS_A_LOOK !== 0) return;
    for (const channel of this.all()) {
      if (channel.phase !== 'answered' || channel.mediaTimeoutMs === 0 || !channel.voice) continue;
      if (channel.voice.silentForMs() > channel.mediaTimeoutMs) channel.hangUp('MEDIA_TIMEOUT');
    }
  }
}
