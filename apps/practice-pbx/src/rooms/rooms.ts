import type { Channel } from '../channels/channel.ts';
import type { EventBus } from '../esl/event-bus.ts';
import type { MusicLoop } from './playback.ts';
import { Room } from './room.ts';

/** `room-<uuid>@hotline+flags{mute|ghost}`, the argument of the application `conference`. */
export interface RoomAddress {
  readonly name: string;
  readonly profile: string;
  readonly flags: ReadonlySet<string>;
}

/**
 * Undefined when there is no name. The profile defaults to `hotline`; a pin between two plus signs is ignored.
 * `memberFlags`: the channel's variable `conference_member_flags`, which mod_conference adds to those of the argument.
 */
export function readRoomAddress(text: string, memberFlags = ''): RoomAddress | undefined {
  const match = /^([^@+\s]+)(?:@([^+\s]+))?(.*)$/.exec(text.trim());
  if (!match?.[1]) return undefined;
  const flags = /flags\{([^}]*)\}/.exec(match[3] ?? '')?.[1] ?? '';
  return {
    name: match[1],
    profile: match[2] ?? 'hotline',
    flags: new Set([...flags.split('|'), ...memberFlags.split('|')].filter((flag) => flag !== '')),
  };
}

/** Every room there is; a room begins with its first member and ends with its last. */
export class Rooms {
  readonly #rooms = new Map<string, Room>();
  readonly #bus: EventBus;
  readonly #domain: string;
  readonly #music: MusicLoop;
  #lastMemberId = 0;

  constructor(bus: EventBus, domain: string, music: MusicLoop) {
    this.#bus = bus;
    this.#domain = domain;
    this.#music = music;
  }

  get(name: string): Room | undefined {
    return this.#rooms.get(name);
  }

  all(): Room[] {
    return [...this.#rooms.values()];
  }

  /** False when the room is locked or the leg is over. */
  join(channel: Channel, address: RoomAddress): boolean {
    if (channel.ended) return false;
    const known = this.#rooms.get(address.name);
    if (known) return known.join(channel, address.flags);
    const room = new Room({
      name: address.name,
      domain: this.#domain,
      profile: address.profile,
      bus: this.#bus,
      music: this.#music,
      nextMemberId: () => ++this.#lastMemberId,
      onEmpty: () => this.#rooms.delete(address.name),
    });
    this.#rooms.set(address.name, room);
    return room.join(channel, address.flags);
  }
}
