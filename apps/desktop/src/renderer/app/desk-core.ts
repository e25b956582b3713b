/** What every part of the desk needs: the ports it was given, its stores, its clock, and the way to the bridge. */
import type { SeatEventMessage } from '@hotline/domain/protocol';
import type {
  AudioQuality,
  DeviceRole,
  QualitySample,
  SealedEntry,
  SignInTrouble,
} from '@hotline/ui';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BootstrapInfo, DeskPlatform } from '../../shared/desk-platform.ts';
import { idleLink, type Link } from '../connection/link-state.ts';
import type { HotlineInfo } from '../connection/log-in.ts';
import type {
  CommandError,
  CommandOutcome,
  SeatLink,
  SeatLinkPorts,
} from '../connection/seat-link.ts';
import type { EmergencyScreen } from '../emergency/emergency-screen.ts';
import type { Ring } from '../ring/ring-tone.ts';
import type { Softphone, SoftphoneState } from '../softphone/softphone.ts';
import { createAttachments, type Attachments } from '../attachments/attachments.ts';
import { bridgeUploads } from '../attachments/bridge-uploads.ts';
import { createDrafts, type Drafts } from '../store/drafts.ts';
import type { SignedIn, SignInStorage } from '../store/kept-sign-in.ts';
import { createSettings, type SettingsStorage } from '../store/settings.ts';

/** What a leader makes a seat be. */
export type SeatDirection = 'ready' | 'busy' | 'sign-out';

type Stage =
  | { readonly kind: 'signed-out'; readonly trouble: SignInTrouble | null }
  | { readonly kind: 'signing-in' }
  | { readonly kind: 'signed-in'; readonly person: SignedIn };

/** Something to know, not to act on: it leaves by itself. */
export type Remark =
  | { readonly kind: 'gone'; readonly why: Extract<SeatEventMessage, { kind: 'call-gone' }>['why'] }
  | { readonly kind: 'refusal'; readonly code: CommandError }
  | { readonly kind: 'close-held' }
  /** 举手: the seat that was gone to has no call. */
  | { readonly kind: 'hand-without-call' }
  /** The chosen headset was pulled out, or is back. */
  | { readonly kind: 'device-gone' | 'device-back' };

/** What stands in place of the help column. */
export type Aside = 'none' | 'find' | 'settings' | 'transfer' | 'dial' | 'quality';

/** What 班长席 shows. */
export type LeaderTab = 'seats' | 'queues' | 'callBacks' | 'alarms';
/** 知识维护 is for those whose role may write, 班长席 and 报表 for leaders; `recordings`: 录音与质检. */
type Screen = 'workbench' | 'knowledge' | 'tickets' | 'recordings' | 'leader' | 'reports';

export type DeskState = {
  /** 回访: the ticket for which this seat dialled last; the call is known a moment later. */
  readonly ticketCall: { readonly ticketNo: string; readonly callId: string | null } | null;
  readonly stage: Stage;
  readonly hotline: HotlineInfo | null;
  readonly link: Link;
  /** The bridge's clock minus the seat's, ms, as its tickets say it: of somebody without a telephone, whose link is idle. */
  readonly officeClockOffsetMs: number;
  readonly phone: SoftphoneState;
  /** When the phone's call last changed its kind, by the desk's clock. */
  readonly phoneSince: number;
  /** Call for which 接听 was pressed before its INVITE came. */
  readonly armed: string | null;
  readonly quality: AudioQuality | null;
  /** The last two minutes of it, oldest first. */
  readonly trail: readonly QualitySample[];
  readonly revealed: { readonly callId: string; readonly number: string } | null;
  readonly ringBlocked: boolean;
  readonly remark: Remark | null;
  readonly deviceFailed: DeviceRole | null;
  readonly aside: Aside;
  /** What stands between the call bar and the foot. */
  readonly screen: Screen;
  /** What the transfer panel begins to look for. */
  readonly transferTo: string;
  /** Since when the citizen is on hold, by the desk's clock. */
  readonly heldSince: number | null;
  /** A trouble of this time was read and is not shown any more. */
  readonly troubleReadAt: number | null;
  /** Call that was asked to be left before its hand-over was acknowledged: a second press leaves. */
  readonly leaveAsked: string | null;
  readonly emergency: EmergencyScreen;
  readonly sealed: {
    readonly callId: string;
    readonly at: number;
    readonly entries: readonly SealedEntry[];
  } | null;
  /** Numbers called from this seat since the sign-in, the last first; in memory only. */
  readonly dialled: readonly string[];
  /** 班长: the seat among the tiles that the keys act on. */
  readonly chosenSeat: string | null;
  readonly leaderTab: LeaderTab;
  /** 强拆, the end of a wrap-up, or another state of a seat, that has not left this desk yet. */
  readonly forcing: {
    readonly what: 'call' | 'wrap' | SeatDirection;
    /** Whose call or state it is. */
    readonly seatId: string;
    readonly until: number;
  } | null;
  /** The draft for which the person chooses a reason to put it aside. */
  readonly parking: string | null;
};

/** The part of the page's address behind `#`. */
export type PageAddress = {
  readonly hash: () => string;
  readonly put: (hash: string, how: 'push' | 'replace') => void;
  /** The person went back or forth, or typed another. */
  readonly onMove: (moved: (hash: string) => void) => void;
};

export type DeskPorts = {
  readonly platform: DeskPlatform;
  readonly info: BootstrapInfo;
  readonly softphone: Softphone;
  readonly ring: Ring;
  readonly fetcher: typeof fetch;
  readonly openSocket: SeatLinkPorts['openSocket'];
  readonly storage: SettingsStorage;
  /** Ends with the window. */
  readonly windowStorage: SignInStorage;
  readonly address: PageAddress;
  /** Makes an address of what was fetched, for a player, and takes it back. */
  readonly objectAddresses: Pick<typeof URL, 'createObjectURL' | 'revokeObjectURL'>;
  readonly now: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  readonly setTimer: (run: () => void, ms: number) => () => void;
  /** Prints the page, by the style sheet for print. */
  readonly print: () => void;
  /** Hands a file to the person: a browser's download, the system's dialogue. Rejects when it cannot be written. */
  readonly saveFile: (name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** True while the person has the caret in a field of a draft. */
  readonly isTyping: () => boolean;
};

export type DeskCore = {
  readonly ports: DeskPorts;
  readonly state: StoreApi<DeskState>;
  readonly drafts: Drafts;
  readonly attachments: Attachments;
  readonly settings: ReturnType<typeof createSettings>;
  readonly get: () => DeskState;
  readonly set: (change: Partial<DeskState>) => void;
  /** The bridge's clock, ms since 1970. */
  readonly clock: () => number;
  /** The link of the person who is signed in; null before and after. */
  link: SeatLink | null;
  readonly command: SeatLink['command'];
  readonly remark: (said: Remark) => void;
  /** Passes the outcome on; a refusal is told to the person. */
  readonly tellRefusal: (outcome: Promise<CommandOutcome>) => Promise<CommandOutcome>;
};

const REMARK_MS = 6_000;

export function createDeskCore(ports: DeskPorts): DeskCore {
  const state = createStore<DeskState>(() => ({
    ticketCall: null,
    stage: { kind: 'signed-out', trouble: null },
    hotline: null,
    link: idleLink,
    officeClockOffsetMs: 0,
    phone: ports.softphone.state(),
    phoneSince: ports.now(),
    armed: null,
    quality: null,
    revealed: null,
    ringBlocked: false,
    remark: null,
    deviceFailed: null,
    trail: [],
    aside: 'none',
    screen: 'workbench',
    transferTo: '',
    heldSince: null,
    troubleReadAt: null,
    leaveAsked: null,
    emergency: { kind: 'closed' },
    sealed: null,
    dialled: [],
    chosenSeat: null,
    leaderTab: 'seats',
    forcing: null,
    parking: null,
  }));
  let stopRemark: (() => void) | null = null;
  const drafts = createDrafts({
    shelf: ports.platform.drafts,
    now: ports.now,
    newId: ports.newId,
    setTimer: ports.setTimer,
  });
  const token = () => {
    const { stage } = state.getState();
    return stage.kind === 'signed-in' ? stage.person.token : null;
  };
  const core: DeskCore = {
    ports,
    state,
    drafts,
    attachments: createAttachments({
      shelf: ports.platform.attachments,
      uploads: bridgeUploads(ports.fetcher, ports.info.bridgeUrl, token),
      drafts,
      isLive: () => state.getState().link.phase.kind === 'live',
      now: ports.now,
      newId: ports.newId,
      setTimer: ports.setTimer,
    }),
    settings: createSettings(ports.storage, ports.info.language),
    get: () => state.getState(),
    set: (change) => state.setState(change),
    clock: () => {
      const { link, officeClockOffsetMs } = state.getState();
      return ports.now() + link.clockOffsetMs + officeClockOffsetMs;
    },
    link: null,
    command: (name, args) =>
      core.link === null
        ? Promise.resolve({ ok: false, error: 'disconnected' })
        : core.link.command(name, args),
    remark: (said) => {
      stopRemark?.();
      core.set({ remark: said });
      stopRemark = ports.setTimer(() => core.set({ remark: null }), REMARK_MS);
    },
    tellRefusal: async (outcome) => {
      const result = await outcome;
      if (!result.ok) core.remark({ kind: 'refusal', code: result.error });
      return result;
    },
  };
  return core;
}
