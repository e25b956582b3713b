import type { DirectoryEntry } from '@hotline/domain/directory';
import type { Definitions } from '@hotline/domain/metrics';
import type { HotlineView } from '@hotline/domain/protocol';

export type QueueConfig = {
  readonly id: string;
  readonly name: string;
  /** Value of the channel variable `hotline_queue` that leads into this queue; null: this is the queue for all others. */
  readonly match: string | null;
  /** GB/T 33358-2016: 15 s. */
  readonly answerLimitMs: number;
  readonly ringMs: number;
  readonly wrapMs: number;
  readonly wrapExtendMs: number;
  readonly wrapExtensionsMax: number;
  /** Every call of this queue needs these. */
  readonly skills: readonly string[];
  readonly priority: number;
};

/** Whom one key reaches (一键转接): 110, 119, 120, 122. Every value was checked to be safe in a command of the PBX. */
type EmergencyTarget = {
  /** '110' */
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** At least one, in the order in which they are tried. */
  readonly routes: readonly {
    readonly gateway: string;
    readonly number: string;
    readonly ringMs: number;
  }[];
  /** SIP headers sent along; `{number}` is replaced by the citizen's number, `{call}` by the call id. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the target presses to take the call over; null: it cannot be asked to, the agent confirms. */
  readonly acknowledgeKey: string | null;
  /** Where the ticket's summary is pushed to; null: nowhere. */
  readonly summaryUrl: string | null;
  /** A number behind the same routes that the self-test may ring. */
  readonly testNumber: string | null;
};

/** What the desk needs of `config/hotline.yaml`, checked and in milliseconds. */
export type DeskConfig = {
  /** At least one. The first stands in when none has `match: null`. */
  readonly queues: readonly QueueConfig[];
  readonly routing: {
    /** A skill asked for by the call (`hotline_skill`) is given up after this wait, so that somebody answers; null: never. */
    readonly dropOptionalSkillsAfterMs: number | null;
    /** How long a seat that passed a call is not asked for the same call again. */
    readonly setAsideMs: number;
    /** Pause for a call whose dialling the PBX itself failed. */
    readonly retryMs: number;
    /** Added for a caller of any special group (GB/T 44189-2024: an unobstructed path for the elderly). */
    readonly specialGroupPriority: number;
    /** Repeat callers go to their last seat when it is ready; the window in days is the caller book's. */
    readonly lastSeatFirst: boolean;
  };
  readonly figures: {
    /** 指标口径, in the order of their time. */
    readonly definitions: Definitions;
    /** GB/T 33358-2016 speaks of any 24 h; `day` is the hotline's own day. */
    readonly connectionRange: 'rolling-24h' | 'day';
  };
  /** Local time minus UTC, e.g. 480 for Asia/Shanghai, which has no summer time. */
  readonly utcOffsetMinutes: number;
  /** 班组 of each seat; null: of none. */
  readonly teams: ReadonlyMap<string, string | null>;
  /** With its 0, e.g. 0710: completes local 7- and 8-digit numbers. */
  readonly areaCode: string;
  /** After a restart of the bridge within this time a person's 示闲, 示忙 or 小休 is taken up again, ms. */
  readonly resumeSeatsWithinMs: number;
  readonly emergency: {
    readonly targets: readonly EmergencyTarget[];
    /** What the citizen hears while the target is called (请勿挂机): a sound file of the PBX. */
    readonly prompt: string;
    /** For a citizen whose line drops during the hand-over. */
    readonly callBack: {
      readonly attempts: number;
      readonly ringMs: number;
      readonly pauseMs: number;
    };
    /** `atMinute` of the hotline's local day. */
    readonly selfTest: { readonly isOn: boolean; readonly atMinute: number };
  };
  readonly transfer: {
    readonly ringMs: number;
    /** 挂起: numbers under which a call waits, both ends included. */
    readonly parkSlots: { readonly from: number; readonly to: number };
    readonly parkMs: number;
    /** A call sent to a queue comes back to its first seat after this; null: never. */
    readonly queueReturnMs: number | null;
  };
  /** 满意度: a citizen who called is asked when the seat has hung up. */
  readonly asksSatisfaction: boolean;
  readonly outbound: {
    readonly gateway: string;
    readonly callerNumber: string;
    readonly ringMs: number;
  };
  /** How long a lost seat's call waits for that same seat. */
  readonly recovery: { readonly returnMs: number };
  /** Whether the seat is told that the leader is there. */
  readonly leader: {
    readonly tellSeat: {
      readonly listen: boolean;
      readonly whisper: boolean;
      readonly barge: boolean;
    };
  };
  readonly recording: {
    readonly isOn: boolean;
    /** Absolute, on the PBX. */
    readonly folder: string;
    /** null: for ever. */
    readonly keepDays: number | null;
    /** Roles that may listen. */
    readonly listen: readonly ('agent' | 'leader' | 'specialist')[];
  };
  /** Configured entries, then one for each seat and each skill. */
  readonly directory: readonly DirectoryEntry[];
  /** The hotline's own view but what only the PBX knows: whether it is there, and whether it is the practice one. */
  readonly hotline: Omit<HotlineView, 'pbx' | 'practice'>;
};
