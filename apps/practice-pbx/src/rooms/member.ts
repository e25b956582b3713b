import type { Channel } from '../channels/channel.ts';
import { channelHeaders } from '../channels/channel-headers.ts';
import { ENERGY_LEVEL, TalkDetector } from './talk-detector.ts';
import type { Playback } from './playback.ts';

/** One leg's place in a room. Only the room changes it. */
export class Member {
  readonly id: number;
  readonly channel: Channel;
  readonly ghost: boolean;
  readonly joinedAt = Date.now();
  readonly talk = new TalkDetector();
  speaks: boolean;
  hears = true;
  held = false;
  /** Prompts to this member alone, the first is playing. */
  readonly playing: Playback[] = [];
  energy = 0;
  lastTalkingAt = 0;

  constructor(id: number, channel: Channel, flags: ReadonlySet<string>) {
    this.id = id;
    this.channel = channel;
    this.ghost = flags.has('ghost');
    this.speaks = !flags.has('mute');
    this.hears = !flags.has('deaf');
  }

  /** conference_member_add_event_data, without the conference's own part. */
  headers(): Record<string, string> {
    return {
      ...channelHeaders(this.channel),
      Video: 'false',
      Hear: String(this.hears),
      See: 'true',
      Speak: String(this.speaks),
      Talking: String(this.talk.talking),
      'Mute-Detect': 'false',
      Hold: String(this.held),
      'Member-ID': String(this.id),
      'Member-Type': 'member',
      'Member-Ghost': String(this.ghost),
      'Energy-Level': String(ENERGY_LEVEL),
      'Current-Energy': String(this.energy),
    };
  }
}
