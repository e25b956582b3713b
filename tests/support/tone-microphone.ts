import type { Page } from 'playwright-core';

/**
 * Runs before the page's own code: the microphone gives a pure tone (`null` leaves the machine's own, `none` takes it
 * away), and every peer connection is remembered,
 * so that a test can measure what arrives. The product's code is the shipped one.
 */
export function toneMicrophone({ hz }: { hz: number | null | 'none' }): void {
  const peers: RTCPeerConnection[] = [];
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = new Proxy(Native, {
    construct(target, args: [RTCConfiguration?]) {
      const peer = new target(...args);
      peers.push(peer);
      return peer;
    },
  });
  (window as unknown as { peers: RTCPeerConnection[] }).peers = peers;
  // Inside: this function travels to the page as text.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const voice = (frequency: number): Promise<MediaStream> => {
    const context = new AudioContext();
    const oscillator = new OscillatorNode(context, { frequency });
    const gain = new GainNode(context, { gain: 0.3 });
    const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    oscillator.connect(gain).connect(destination);
    oscillator.start();
    return Promise.resolve(destination.stream);
  };
  if (hz === 'none') {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('no such device', 'NotFoundError'));
  } else if (hz !== null) navigator.mediaDevices.getUserMedia = () => voice(hz);
  let meter: { context: AudioContext; analyser: AnalyserNode; track: MediaStreamTrack } | undefined;
  /** Level of one frequency in what the page receives now, in dBFS; −Infinity when nothing arrives. */
  (window as unknown as { hearing: (hz: number) => number }).hearing = (wanted) => {
    const track = peers
      .filter((peer) => peer.connectionState === 'connected')
      .flatMap((peer) => peer.getReceivers().map((receiver) => receiver.track))
      .findLast((candidate) => candidate.kind === 'audio' && candidate.readyState === 'live');
    if (track === undefined) return Number.NEGATIVE_INFINITY;
    if (meter?.track !== track) {
      void meter?.context.close();
      const context = new AudioContext();
      const analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
      new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) }).connect(
        analyser,
      );
      meter = { context, analyser, track };
    }
    const bins = new Float32Array(meter.analyser.frequencyBinCount);
    meter.analyser.getFloatFrequencyData(bins);
    const width = meter.context.sampleRate / meter.analyser.fftSize;
    const at = Math.round(wanted / width);
    return Math.max(...bins.slice(Math.max(0, at - 2), at + 3));
  };
}

/** dBFS of a frequency in what the page hears now. */
export function hearing(page: Page, hz: number): Promise<number> {
  return page.evaluate(
    (wanted) => (window as unknown as { hearing: (hz: number) => number }).hearing(wanted),
    hz,
  );
}
