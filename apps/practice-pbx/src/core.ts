import type { Logger } from 'pino';
import type { Channels } from './channels/channels.ts';
import type { EventBus } from './esl/event-bus.ts';
import type { MusicLoop } from './rooms/playback.ts';
import type { Rooms } from './rooms/rooms.ts';
import type { SipEndpoint } from './sip/endpoint.ts';
import type { CachedDirectory } from './directory/user-cache.ts';
import type { Registrar } from './sip/registrar.ts';
import type { SipLink } from './sip/link.ts';

/** `hash` of mod_hash: realm, key, value. */
export class HashTable {
  readonly #realms = new Map<string, Map<string, string>>();

  select(realm: string, key: string): string | undefined {
    return this.#realms.get(realm)?.get(key);
  }

  insert(realm: string, key: string, value: string): void {
    const entries = this.#realms.get(realm) ?? new Map<string, string>();
    entries.set(key, value);
    this.#realms.set(realm, entries);
  }

  /** False when there was nothing. */
  delete(realm: string, key: string): boolean {
    return this.#realms.get(realm)?.delete(key) ?? false;
  }

  entries(realm?: string): [realm: string, key: string, value: string][] {
    return [...this.#realms].flatMap(([name, entries]) =>
      realm === undefined || realm === name
        ? [...entries].map(([key, value]): [string, string, string] => [name, key, value])
        : [],
    );
  }
}

/** The telephone network's side: our UDP endpoint and where its gateways are. */
interface Trunk {
  readonly endpoint: SipEndpoint;
  readonly host: string;
  readonly port: number;
  /** `host:port` of each gateway by name. */
  readonly gateways: Readonly<Record<string, string>>;
  linkTo(address: string, port: number): SipLink;
}

interface Seats {
  readonly endpoint: SipEndpoint;
  readonly registrar: Registrar;
  readonly directory: CachedDirectory;
  readonly host: string;
  readonly wsPort: number;
  readonly wssPort: number | undefined;
}

/** One way to 110, 119, 120 and 122 while the bridge is away. */
interface EmergencyRoute {
  /** What stands before the number in a dial string: `sofia/gateway/carrier/`. */
  readonly dial: string;
  /** How long it may ring. */
  readonly seconds: number;
}

/** What the parts of the PBX share. Built once by app.ts. */
export interface PbxCore {
  readonly bus: EventBus;
  readonly channels: Channels;
  readonly rooms: Rooms;
  readonly music: MusicLoop;
  /** The rooms' `sound-prefix`: the folder of prompts that are named without a path. */
  readonly prompts: string | undefined;
  readonly hash: HashTable;
  readonly globals: ReadonlyMap<string, string>;
  /** The first, and the second for when it does not answer. */
  readonly emergencyRoutes: readonly EmergencyRoute[];
  readonly seats: Seats;
  readonly trunk: Trunk;
  readonly log: Logger;
  readonly domain: string;
  readonly startedAt: number;
  readonly mediaHost: string;
  readonly seatMediaTimeoutMs: number;
  readonly trunkMediaTimeoutMs: number;
}
