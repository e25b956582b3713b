import { FRAME_SAMPLES, SAMPLE_RATE, type Frame } from './frame.ts';
import { Resampler } from './resampler.ts';
import { SampleQueue } from './sample-queue.ts';
import { NOTHING_COUNTED, type CodecInfo, type Voice, type VoiceCounts } from './voice.ts';
import { firstCodec, narrowAudioSdp } from './webrtc-sdp.ts';
import { wrtc, type WrtcPeer, type WrtcSink, type WrtcSource, type WrtcTrack } from './wrtc.ts';

/**
 * Host candidates are there within some ms; the rest is not waited for beyond this. Without any there is no media: a
 * real FreeSWITCH ends a leg whose answer has none (INCOMPATIBLE_DESTINATION), so the first one is waited for longer.
 */
const GATHERING_MS = 500;
const MOST_SAMPLES = 12 * FRAME_SAMPLES;
/**
 * How often the packet counters are read: the only way to notice that a peer has fallen silent, and so late it is
 * noticed at most. A part of the time-out of a seat's leg (2 s).
 */
const WATCH_MS = 250;

/** A seat's audio: ICE, DTLS and SRTP by libwebrtc, 8 kHz PCM on our side. No STUN, no TURN, no trickle. */
export class WebRtcLeg implements Voice {
  onDtmf: ((digit: string, durationSamples: number) => void) | undefined;

  readonly #peer: WrtcPeer;
  readonly #source: WrtcSource;
  readonly #track: WrtcTrack;
  readonly #heard = new SampleQueue();
  #sink: WrtcSink | undefined;
  #resampler: { rate: number; resampler: Resampler } | undefined;
  #codec: CodecInfo = { name: 'PCMA', rate: 8000 };
  #counts = NOTHING_COUNTED;
  #lastHeardAt = performance.now();
  readonly #watch: NodeJS.Timeout;
  #closed = false;
  #stopGathering: (() => void) | undefined;

  constructor() {
    const { MediaStream, RTCPeerConnection, nonstandard } = wrtc();
    this.#peer = new RTCPeerConnection({ iceServers: [] });
    this.#source = new nonstandard.RTCAudioSource();
    this.#track = this.#source.createTrack();
    // In a stream, because pages look for the sound in `event.streams[0]`.
    this.#peer.addTrack(this.#track, new MediaStream());
    this.#peer.ontrack = ({ track }) => this.#listen(track);
    this.#watch = setInterval(() => void this.#count(), WATCH_MS);
    this.#watch.unref();
  }

  get codec(): CodecInfo {
    return this.#codec;
  }

  /** Our offer, with all its candidates. */
  async offer(): Promise<string> {
    await this.#peer.setLocalDescription(await this.#peer.createOffer());
    await this.#gathered();
    return narrowAudioSdp(this.#localSdp());
  }

  /** The peer's answer to our offer; rejects when it does not fit. */
  async accept(answer: string): Promise<void> {
    await this.#peer.setRemoteDescription({ type: 'answer', sdp: answer });
    this.#codec = firstCodec(answer);
    this.#lastHeardAt = performance.now();
  }

  /** Our answer to an offer of the peer, the first or a later one; rejects when it cannot be answered. */
  async answer(offer: string): Promise<string> {
    await this.#peer.setRemoteDescription({ type: 'offer', sdp: offer });
    await this.#peer.setLocalDescription(await this.#peer.createAnswer());
    await this.#gathered();
    const sdp = narrowAudioSdp(this.#localSdp());
    this.#codec = firstCodec(sdp);
    this.#lastHeardAt = performance.now();
    return sdp;
  }

  take(): Frame | undefined {
    return this.#heard.take(FRAME_SAMPLES);
  }

  give(frame: Frame): void {
    if (this.#closed) return;
    // The library keeps a reference to the buffer's bytes while it copies, and wants exactly 10 ms.
    const samples = frame.length === frame.buffer.byteLength / 2 ? frame : frame.slice();
    this.#source.onData({
      samples,
      sampleRate: SAMPLE_RATE,
      bitsPerSample: 16,
      channelCount: 1,
      numberOfFrames: FRAME_SAMPLES,
    });
  }

  silentForMs(): number {
    return performance.now() - this.#lastHeardAt;
  }

  counts(): VoiceCounts {
    return this.#counts;
  }

  async countNow(): Promise<VoiceCounts> {
    await this.#count();
    return this.#counts;
  }

  /** The library has no RTCDTMFSender. */
  sendDtmf(): boolean {
    return false;
  }

  pauseDtmf(): void {}

  /** Resolves when ICE and DTLS are up; rejects when they failed or after `ms`. */
  async connected(ms: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no media connection in time')), ms);
      const look = (): void => {
        const state = this.#peer.connectionState;
        if (state === 'connected') {
          clearTimeout(timer);
          resolve();
        } else if (state === 'failed' || state === 'closed') {
          clearTimeout(timer);
          reject(new Error(`media connection ${state}`));
        }
      };
      this.#peer.onconnectionstatechange = look;
      look();
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#watch);
    this.#stopGathering?.();
    this.#peer.ontrack = null;
    this.#peer.onconnectionstatechange = null;
    if (this.#sink) {
      this.#sink.ondata = null;
      this.#sink.stop();
    }
    this.#track.stop();
    this.#peer.close();
  }

  #localSdp(): string {
    return this.#peer.localDescription?.sdp ?? '';
  }

  async #gathered(): Promise<void> {
    const peer = this.#peer;
    await new Promise<void>((resolve) => {
      let isDue = false;
      const done = (): void => {
        clearTimeout(timer);
        peer.onicegatheringstatechange = null;
        peer.onicecandidate = null;
        this.#stopGathering = undefined;
        resolve();
      };
      const look = (): void => {
        const isComplete = peer.iceGatheringState === 'complete';
        if (isComplete || (isDue && /^a=candidate:/m.test(narrowAudioSdp(this.#localSdp()))))
          done();
      };
      const timer = setTimeout(() => {
        isDue = true;
        look();
      }, GATHERING_MS);
      this.#stopGathering = done;
      peer.onicegatheringstatechange = look;
      peer.onicecandidate = look;
      look();
    });
  }

  #listen(track: WrtcTrack): void {
    if (track.kind !== 'audio' || this.#closed) return;
    this.#sink?.stop();
    this.#sink = new (wrtc().nonstandard.RTCAudioSink)(track);
    this.#sink.ondata = ({ samples, sampleRate, channelCount }) => {
      const mono = channelCount === 1 ? samples : firstOf(samples, channelCount);
      if (this.#resampler?.rate !== sampleRate) {
        this.#resampler = { rate: sampleRate, resampler: new Resampler(sampleRate, SAMPLE_RATE) };
      }
      this.#heard.push(
        // The library reuses its buffer for the next 10 ms.
        sampleRate === SAMPLE_RATE ? mono.slice() : this.#resampler.resampler.push(mono),
      );
      this.#heard.keepNewest(MOST_SAMPLES);
    };
  }

  async #count(): Promise<void> {
    if (this.#closed) return;
    const stats = await this.#peer.getStats().catch(() => undefined);
    if (!stats) return;
    let counted = this.#counts;
    for (const stat of stats.values()) {
      if (stat.type === 'inbound-rtp') {
        const { packetsReceived = 0, bytesReceived = 0, packetsLost = 0, jitter = 0 } = stat;
        counted = {
          ...counted,
          packetsReceived,
          bytesReceived,
          packetsLost,
          jitterMs: jitter * 1000,
        };
      } else if (stat.type === 'outbound-rtp') {
        const { packetsSent = 0, bytesSent = 0 } = stat;
        counted = { ...counted, packetsSent, bytesSent };
      }
    }
    if (counted.packetsReceived !== this.#counts.packetsReceived)
      this.#lastHeardAt = performance.now();
    this.#counts = counted;
  }
}

function firstOf(samples: Int16Array, channels: number): Int16Array {
  const mono = new Int16Array(samples.length / channels);
  for (let i = 0; i < mono.length; i++) mono[i] = samples[i * channels] ?? 0;
  return mono;
}
