import type { Channel } from '../channels/channel.ts';
import { SILENCE } from '../media/frame.ts';
import { metronome } from '../media/metronome.ts';
import type { MusicLoop } from '../rooms/playback.ts';

/** The application `bridge`: a caller hears music until somebody answers, then the two hear each other. No room. */
export class DirectBridge {
  readonly #caller: Channel;
  #other: Channel | undefined;

  constructor(caller: Channel, music: MusicLoop) {
    this.#caller = caller;
    const stopTape = music.use();
    const stopClock = metronome.subscribe(() => this.#beat(music));
    caller.occupy(() => {
      stopClock();
      stopTape();
    });
  }

  connect(other: Channel): void {
    this.#other = other;
  }

  #beat(music: MusicLoop): void {
    const said = this.#caller.voice?.take();
    const answer = this.#other ? (this.#other.voice?.take() ?? SILENCE) : music.frame;
    this.#caller.voice?.give(answer);
    this.#caller.recorder?.write(said, answer);
    this.#other?.voice?.give(said ?? SILENCE);
  }
}
