import type { Channel } from '../channels/channel.ts';
import { metronome } from '../media/metronome.ts';
import type { Sound } from '../rooms/playback.ts';

/** The application `playback`: resolves when the sound is over, or the leg is doing something else. */
export async function playToLeg(channel: Channel, sound: Sound): Promise<void> {
  channel.set('current_application', 'playback');
  await new Promise<void>((resolve) => {
    const stop = metronome.subscribe(() => {
      channel.voice?.take();
      const frame = sound.next();
      if (frame) channel.voice?.give(frame);
      else channel.vacate();
    });
    channel.occupy(() => {
      stop();
      resolve();
    });
  });
}
