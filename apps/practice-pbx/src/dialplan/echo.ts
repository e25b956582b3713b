import type { Channel } from '../channels/channel.ts';
import { SILENCE } from '../media/frame.ts';
import { metronome } from '../media/metronome.ts';

/** The application `echo`: a party hears itself. */
export function startEcho(channel: Channel): void {
  channel.set('current_application', 'echo');
  const stop = metronome.subscribe(() => channel.voice?.give(channel.voice.take() ?? SILENCE));
  channel.occupy(stop);
}
