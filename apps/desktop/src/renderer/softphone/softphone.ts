/**
 * The seat's telephone, as the workbench sees it. One call at a time; while its leg is being rebuilt the call has two legs
 * for a moment, which the workbench does not see (`legs.ts`).
 *
 *   none ──INVITE──► ringing ──answer()──► answering ──200/ACK, audio──► in-call ──BYE──► none
 *                      │  reject(), CANCEL, microphone refused (480)                        ▲
 *                      └────────────────────────────────────────────────────────────────────┘
 *
 * Registration and call are independent: a call goes on while the WebSocket is away, but the PBX's BYE may then never
 * arrive, so the seat also ends a call on the bridge's word (`hangUp`).
 */
export type SipAccount = {
  /** `sip:1001@domain` */
  readonly uri: string;
  readonly password: string;
  /** `ws:` or `wss:` address of the PBX. */
  readonly server: string;
  readonly domain: string;
};

export type Registration =
  | { readonly kind: 'none' }
  | { readonly kind: 'connecting' }
  /** `practice`: the PBX calls itself a practice one (`X-Hotline-Practice`); known also while the bridge is away. */
  | { readonly kind: 'registered'; readonly since: number; readonly practice?: true }
  /** `socket`: no connection; `refused`: the PBX's answer (401, 403 …); `timeout`: none. It keeps trying by itself. */
  | {
      readonly kind: 'lost';
      readonly since: number;
      readonly why: 'socket' | 'refused' | 'timeout';
      readonly status?: number;
    };

export type MediaState =
  /** No packets seen yet. */
  | 'starting'
  | 'flowing'
  /** Nothing came for 2 s: we do not hear the caller. */
  | 'nothing-received'
  /** The PBX reports that nothing arrives, or nothing leaves: the caller does not hear us. */
  | 'nothing-sent';

export type SoftphoneCall =
  | { readonly kind: 'none'; readonly ended?: CallEnd }
  /** `callId` is the value of X-Hotline-Call, null when the INVITE had none (bridge away). */
  | {
      readonly kind: 'ringing';
      readonly callId: string | null;
      readonly legId: string | null;
      readonly from: string;
    }
  | { readonly kind: 'answering'; readonly callId: string | null; readonly legId: string | null }
  | {
      readonly kind: 'in-call';
      readonly callId: string | null;
      readonly legId: string | null;
      readonly since: number;
      readonly muted: boolean;
      readonly media: MediaState;
    };

/** How the last call ended, seen from the telephone; the bridge's word on it is the one that counts. */
export type CallEnd = {
  readonly callId: string | null;
  readonly by: 'here' | 'there' | 'failure';
  readonly why:
    | 'hung-up'
    | 'cancelled'
    | 'rejected'
    | 'microphone-refused'
    | 'no-microphone'
    | 'no-address'
    | 'media-failed'
    | 'signalling-failed';
};

/**
 * `refused`: the person or the system denied it; `none`: there is no such device; `silent`: there is none, and on the
 * practice PBX silence stands in for it.
 */
export type Microphone = 'unknown' | 'ok' | 'silent' | 'refused' | 'none';

/**
 * What became of asking the PBX for 110, 119, 120 or 122. `sent`: it has taken the request and calls them into the call;
 * `refused`: it will not (no such target, no such call); `unreachable`: no answer within 5 s, or no connection.
 */
export type EmergencyOutcome = 'sent' | 'refused' | 'unreachable';

export type DeviceRole = 'microphone' | 'speaker';

export type SoftphoneState = {
  readonly registration: Registration;
  readonly call: SoftphoneCall;
  readonly microphone: Microphone;
  /** Chosen devices that are not plugged in; the system's own stand in until they are. Absent: none. */
  readonly missing?: readonly DeviceRole[];
};

export type SoftphoneDevices = {
  /** `deviceId`s of enumerateDevices(); 'default' or absent: the system's own. */
  readonly microphone?: string;
  readonly speaker?: string;
};

/** One direction of the audio. Levels are 0…1 (RFC 6464 scaled linear by WebRTC), loss 0…1 over the last 5 s, times in ms. */
type DirectionStats = {
  readonly packets: number;
  readonly lossRatio: number;
  readonly jitterMs: number;
  readonly level: number;
};
export type SoftphoneStats = {
  readonly received: DirectionStats;
  readonly sent: DirectionStats;
  readonly roundTripMs: number | null;
  /** 1.0…4.5 by the E-model (ITU-T G.107, simplified) for what we hear; null before the first packets. */
  readonly mos: number | null;
  /** The same for what the PBX hears of us, from its RTCP receiver reports; null before the first. */
  readonly sentMos: number | null;
};

export type Softphone = {
  /** Registers, and keeps registered until `stop`. Starting again with another account replaces the first. */
  start(account: SipAccount): void;
  /** Ends the call, unregisters, closes. Resolves when the PBX has answered or after 2 s. */
  stop(): Promise<void>;
  /** Called at once with the present state, then on every change. Returns the unsubscribe function. */
  subscribe(listener: (state: SoftphoneState) => void): () => void;
  state(): SoftphoneState;
  /** Asks for the microphone once (at sign-in), so that a refusal is known before a call rings. */
  checkMicrophone(): Promise<Microphone>;
  /** Resolves when audio is up or the leg has ended; the outcome is in the state. No call ringing: nothing. */
  answer(): Promise<void>;
  /** 603 Decline for a ringing call. */
  reject(): void;
  /** BYE, or 480 while ringing. */
  hangUp(): void;
  setMuted(muted: boolean): void;
  /**
   * Who says whether the call under way may get a second leg: its leg is being rebuilt. It is then answered at once, and
   * takes over when it is up. Until this is set, and whenever it says no, such an INVITE is busy (486).
   */
  onSecondLeg(mayReplace: (callId: string) => boolean): void;
  /**
   * Takes effect at once, also in a call. Rejects when a device cannot be used: the old one stays, and the choice counts
   * once the device is plugged in. One that is pulled out is replaced at once and taken again when it is back (`missing`).
   */
  setDevices(devices: SoftphoneDevices): Promise<void>;
  /**
   * 应急移交 while the bridge is away: a second, short SIP call to `emergency-<targetId>` beside the one that is talked on,
   * with silence as its voice. `callId` names the call, '' when it has no name. One at a time: while one is asked for,
   * asking again for the same gives the same outcome, asking for another is refused.
   */
  emergencyByPhone(targetId: string, callId: string): Promise<EmergencyOutcome>;
  /** The network is back or the machine woke up: a fresh socket and registration. The call is left alone. */
  refresh(): void;
  /** The network may be gone (the bridge fell silent): the PBX is asked for a sign of life, and a dead line is told in 2 s. */
  checkLine(): void;
  /** null when not in a call. */
  stats(): Promise<SoftphoneStats | null>;
};
