import { createRequire } from 'node:module';

/** What we use of @roamhq/wrtc; its own types want a browser's, which this environment does not have. */
export interface WrtcTrack {
  readonly kind: string;
  stop(): void;
}

interface WrtcDescription {
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
}

interface WrtcStat {
  readonly type: string;
  readonly kind?: string;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  /** Seconds. */
  readonly jitter?: number;
  readonly packetsSent?: number;
  readonly bytesReceived?: number;
  readonly bytesSent?: number;
}

export interface WrtcPeer {
  onicegatheringstatechange: (() => void) | null;
  onicecandidate: (() => void) | null;
  onconnectionstatechange: (() => void) | null;
  ontrack: ((event: { readonly track: WrtcTrack }) => void) | null;
  readonly iceGatheringState: 'new' | 'gathering' | 'complete';
  readonly connectionState: string;
  readonly localDescription: WrtcDescription | null;
  addTrack(track: WrtcTrack, stream: unknown): unknown;
  createOffer(): Promise<WrtcDescription>;
  createAnswer(): Promise<WrtcDescription>;
  setLocalDescription(description: WrtcDescription): Promise<void>;
  setRemoteDescription(description: WrtcDescription): Promise<void>;
  getStats(): Promise<Map<string, WrtcStat>>;
  close(): void;
}

interface WrtcSound {
  readonly samples: Int16Array;
  readonly sampleRate: number;
  readonly bitsPerSample: 16;
  readonly channelCount: number;
  readonly numberOfFrames: number;
}

export interface WrtcSource {
  createTrack(): WrtcTrack;
  onData(sound: WrtcSound): void;
}

export interface WrtcSink {
  ondata: ((sound: WrtcSound) => void) | null;
  stop(): void;
}

export interface Wrtc {
  readonly RTCPeerConnection: new (configuration: {
    iceServers: [];
    bundlePolicy?: string;
  }) => WrtcPeer;
  readonly MediaStream: new () => unknown;
  readonly nonstandard: {
    readonly RTCAudioSource: new () => WrtcSource;
    readonly RTCAudioSink: new (track: WrtcTrack) => WrtcSink;
  };
}

let loaded: Wrtc | undefined;

/** Loaded at the first WebRTC call only: it is 30 MB of native code which a plain SIP test does not need. */
export function wrtc(): Wrtc {
  if (!loaded) {
    const require = createRequire(import.meta.url);
    loaded = require('@roamhq/wrtc') as Wrtc;
    leaveWithoutTearingDown();
  }
  return loaded;
}

/**
 * An RTCAudioSource crashes Node's clean-up of its environment at the very end of a process (node-webrtc issue 636:
 * SIGSEGV in ~node_napi_env), however well everything was closed. `reallyExit` ends the process without it; by then
 * the event loop is empty or `process.exit` was called, so nothing is lost.
 */
function leaveWithoutTearingDown(): void {
  const { reallyExit } = process as unknown as { reallyExit?: (code: number) => never };
  let failed = false;
  // An uncaught error is printed after 'exit', and ends the process without that clean-up anyway.
  process.on('uncaughtExceptionMonitor', () => {
    failed = true;
  });
  process.on('exit', (code) => {
    if (!failed) reallyExit?.call(process, code);
  });
}
