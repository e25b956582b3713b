/**
 * One seat's page of the bench, built with the desk's own softphone: a tone for a microphone, an ear that tells the moment
 * in which it hears a frequency, and a key. `bare` is the same seat on JsSIP and nothing else, as its manual has it.
 */
export const ANSWER_PAGE = `
  import { createSoftphone } from '/src/renderer/softphone/jssip-softphone.ts';
  import { UA, WebSocketInterface } from '/src/../node_modules/jssip/lib/JsSIP.js';

  const wallMs = () => performance.timeOrigin + performance.now();
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const peers = [];
  window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
    construct(target, args) {
      const peer = new target(...args);
      peers.push(peer);
      return peer;
    },
  });
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext();
    const tone = new OscillatorNode(context, { frequency: window.SEAT_HZ });
    const gain = new GainNode(context, { gain: 0.3 });
    const out = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    tone.connect(gain).connect(out);
    tone.start();
    return out.stream;
  };

  const ear = new AudioContext();
  /** When this frequency stands 15 dB above its neighbours in what the newest leg receives. */
  window.hears = async (hz, withinMs) => {
    const until = performance.now() + withinMs;
    const analyser = new AnalyserNode(ear, { fftSize: 1024, smoothingTimeConstant: 0 });
    const bins = new Float32Array(analyser.frequencyBinCount);
    const at = (wanted) => {
      const bin = Math.round((wanted * analyser.fftSize) / ear.sampleRate);
      return Math.max(...bins.slice(bin - 1, bin + 2));
    };
    let heard = null;
    let source = null;
    let first = null;
    while (performance.now() < until) {
      const track = peers
        .flatMap((peer) => peer.getReceivers().map((receiver) => receiver.track))
        .findLast((one) => one.kind === 'audio' && one.readyState === 'live');
      if (track !== undefined && track !== heard) {
        source?.disconnect();
        heard = track;
        source = ear.createMediaStreamSource(new MediaStream([track]));
        source.connect(analyser);
      }
      analyser.getFloatFrequencyData(bins);
      if (at(hz) > -50 && at(hz) > Math.max(at(hz * 1.4), at(hz * 0.6)) + 15) {
        // Twice in a row: a click is no tone. The first of the two counts.
        if (first !== null) {
          source?.disconnect();
          return first;
        }
        first = wallMs();
      } else first = null;
      await sleep(4);
    }
    source?.disconnect();
    return null;
  };

  let answer = () => {};
  /** What the answer key does; gives the moment in which it was pressed. */
  const pressed = [];
  window.nextPress = () => pressed.shift() ?? null;
  addEventListener('keydown', ({ key, timeStamp }) => {
    if (key !== 'F2') return;
    pressed.push(performance.timeOrigin + timeStamp);
    answer();
  });

  window.startDesk = (account) => {
    const softphone = createSoftphone();
    window.softphone = softphone;
    answer = () => void softphone.answer();
    softphone.start(account);
  };
  window.isRegistered = () => window.softphone.state().registration.kind === 'registered';
  window.isRinging = () => window.softphone.state().call.kind === 'ringing';
  window.isIdle = () => window.softphone.state().call.kind === 'none';

  /** The leg is up already: the key opens the microphone and says so. */
  window.keyMovesLeg = () => {
    answer = () => {
      window.softphone.setMuted(false);
      void window.moveLeg();
    };
  };

  window.startBare = (account) => {
    const ua = new UA({
      sockets: [new WebSocketInterface(account.server)],
      uri: account.uri,
      password: account.password,
    });
    let session = null;
    let registered = false;
    const element = new Audio();
    element.autoplay = true;
    ua.on('registered', () => (registered = true));
    ua.on('newRTCSession', (event) => {
      session = event.session;
      session.on('peerconnection', ({ peerconnection }) =>
        peerconnection.addEventListener('track', ({ streams, track }) => {
          element.srcObject = streams[0] ?? new MediaStream([track]);
        }),
      );
      session.on('ended', () => (session = null));
      session.on('failed', () => (session = null));
    });
    answer = () =>
      session?.answer({ mediaConstraints: { audio: true, video: false }, pcConfig: { iceServers: [] } });
    window.isRegistered = () => registered;
    window.isRinging = () => session !== null && session.isInProgress();
    window.isIdle = () => session === null;
    ua.start();
  };
`;
