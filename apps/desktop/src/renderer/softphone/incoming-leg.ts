/** One leg from the PBX, from its INVITE to its end: microphone, answer, audio, watch. */
import { audioOnlyOffer } from './audio-offer.ts';
import { boundGathering } from './bound-gathering.ts';
import { callEnd, type EndIntent } from './call-end.ts';
import { chooseCandidate, mediaAddress } from './choose-candidate.ts';
import { beginWatch, watchMedia, type MediaWatch } from './media-watch.ts';
import { closeStream, openMicrophone, wakeSilence, wordOf } from './microphone.ts';
import { readStats, sampleOf, statsBetween, type StatsReading } from './read-stats.ts';
import type { IncomingInvite } from './registration.ts';
import type { CallEnd, Microphone, SoftphoneCall, SoftphoneStats } from './softphone.ts';
import type { Speaker } from './speaker.ts';

/** From the answer key to the PBX's ACK; longer means that no audio will come. */
const ANSWERING_MS = 10_000;
const WATCH_EVERY_MS = 500;
const STATS_OVER_MS = 5_000;

const nothing = () => {};

export type LegSurroundings = {
  readonly now: () => number;
  readonly microphoneId: () => string | undefined;
  /** On the practice PBX: see `openMicrophone`. */
  readonly mayBeSilent: () => boolean;
  readonly speaker: Speaker;
  /** Addresses that carried no audio before; a leg adds its own when it hears nothing. */
  readonly failedAddresses: Set<string>;
  readonly onMicrophone: (state: Microphone) => void;
  readonly onCall: (call: SoftphoneCall) => void;
  readonly onEnd: (end: CallEnd) => void;
};

export type Leg = {
  /** Told by who takes the leg: whoever hears of it may answer in the same breath. */
  readonly ringing: SoftphoneCall;
  answer(): Promise<void>;
  /** 603 while ringing. */
  reject(): void;
  /** BYE, or 480 while ringing. */
  hangUp(): void;
  setMuted(muted: boolean): void;
  /** The chosen microphone changed. Rejects when it cannot be opened; the old one goes on. */
  changeMicrophone(): Promise<void>;
  stats(): SoftphoneStats | null;
};

export function takeInvite({ session, request }: IncomingInvite, around: LegSurroundings): Leg {
  const callId = request.getHeader('X-Hotline-Call') ?? null;
  const legId = request.getHeader('X-Hotline-Leg') ?? null;
  let intent: EndIntent | null = null;
  let ended = false;
  let answered = false;
  let muted = false;
  let stream: MediaStream | null = null;
  let changing = Promise.resolve();
  let address: string | null = null;
  let pbxAddress: string | null = null;
  let connection: RTCPeerConnection | null = null;
  let stopWatching = nothing;
  let readings: readonly StatsReading[] = [];
  let showCall = nothing;
  let settle = nothing;
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });

  const end = (why: EndIntent, status?: number) => {
    if (ended || session.isEnded()) return;
    intent = why;
    session.terminate(status === undefined ? {} : { status_code: status });
  };
  const finish = (event: { readonly originator: string; readonly cause: string }) => {
    if (ended) return;
    ended = true;
    stopWatching();
    around.speaker.silence();
    if (stream !== null) closeStream(stream);
    around.onEnd(callEnd(callId, intent, event));
    settle();
  };

  session.on('ended', ({ originator, cause }) => finish({ originator, cause }));
  session.on('failed', ({ originator, cause }) => finish({ originator, cause }));

  const microphone = (async () => {
    const opened = await openMicrophone(around.microphoneId(), around.mayBeSilent());
    around.onMicrophone(wordOf(opened));
    if (opened.kind !== 'open') {
      // The bridge then rings another seat at once, instead of a caller talking to a silent one.
      return end(opened.kind === 'refused' ? 'microphone-refused' : 'no-microphone', 480);
    }
    if (ended) return closeStream(opened.stream);
    holdStream(opened.stream);
  })();

  function holdStream(fresh: MediaStream): void {
    stream = fresh;
    for (const track of fresh.getAudioTracks()) {
      track.enabled = !muted;
      // Unplugged: carry on with whatever microphone is left.
      track.addEventListener('ended', () => {
        changeMicrophone().catch(() => around.onMicrophone('none'));
      });
    }
  }

  function changeMicrophone(): Promise<void> {
    const change = takeOtherMicrophone();
    changing = change.catch(nothing);
    return change;
  }
  async function takeOtherMicrophone(): Promise<void> {
    if (ended || stream === null) return;
    const opened = await openMicrophone(around.microphoneId(), around.mayBeSilent());
    if (opened.kind !== 'open') throw new DOMException(opened.kind, 'NotFoundError');
    const [track] = opened.stream.getAudioTracks();
    const sender = connection?.getSenders().find((one) => one.track?.kind !== 'video');
    if (ended || track === undefined) return closeStream(opened.stream);
    const old = stream;
    holdStream(opened.stream);
    try {
      await sender?.replaceTrack(track);
    } catch (error) {
      // What is still sent must be what is muted here, and what is closed at the end.
      closeStream(opened.stream);
      stream = old;
      for (const one of old.getAudioTracks()) one.enabled = !muted;
      if (ended) closeStream(old);
      throw error;
    }
    closeStream(old);
    around.onMicrophone(wordOf(opened));
  }

  session.on('peerconnection', ({ peerconnection }) => {
    connection = peerconnection;
    peerconnection.addEventListener('track', (event) => {
      around.speaker.play(event.streams[0] ?? new MediaStream([event.track]));
    });
  });
  boundGathering(session);
  session.on('sdp', (description) => {
    const originator: string = description.originator;
    if (originator === 'remote') {
      pbxAddress = mediaAddress(description.sdp);
      if (description.type === 'offer') description.sdp = audioOnlyOffer(description.sdp);
      return;
    }
    const choice = chooseCandidate(description.sdp, pbxAddress, around.failedAddresses);
    if (choice === null) return end('no-address', 480);
    address = choice.address;
    description.sdp = choice.sdp;
  });
  session.on('confirmed', () => {
    if (ended || connection === null) return;
    const since = around.now();
    const show = (watch: MediaWatch) =>
      around.onCall({ kind: 'in-call', callId, legId, since, muted, media: watch.state });
    showCall = () => show(current);
    let current = beginWatch(since);
    show(current);
    settle();
    const watched = connection;
    stopWatching = every(WATCH_EVERY_MS, async () => {
      const reading = await readStats(watched, around.now());
      if (ended) return;
      readings = [...readings, reading].filter(({ at }) => reading.at - at <= STATS_OVER_MS);
      const before = current.state;
      current = watchMedia(current, sampleOf(reading));
      if (current.state === before) return;
      if (current.state === 'nothing-received' && address !== null) {
        around.failedAddresses.add(address);
      }
      show(current);
    });
  });

  return {
    ringing: { kind: 'ringing', callId, legId, from: session.remote_identity.uri.user ?? '' },
    async answer() {
      if (answered || ended) return settled;
      answered = true;
      wakeSilence();
      around.onCall({ kind: 'answering', callId, legId });
      await microphone;
      await changing;
      // Not the one that was opened at first: the headset may have been changed while it rang.
      const mediaStream = stream;
      if (mediaStream === null || ended) return settled;
      if (mediaStream.getAudioTracks().every(({ readyState }) => readyState === 'ended')) {
        end('no-microphone', 480);
        return settled;
      }
      const tooLong = setTimeout(
        () => end(address === null ? 'no-address' : 'media-failed'),
        ANSWERING_MS,
      );
      try {
        session.answer({
          mediaStream,
          mediaConstraints: { audio: true, video: false },
          // No `max-bundle`: FreeSWITCH's offer of one stream names no BUNDLE group, and Chromium then answers 488.
          pcConfig: { iceServers: [], rtcpMuxPolicy: 'require' },
        });
        await settled;
      } catch {
        end('media-failed', 480);
      } finally {
        clearTimeout(tooLong);
      }
    },
    reject: () => end('rejected', answered ? undefined : 603),
    hangUp: () => end('hung-up'),
    setMuted(wanted) {
      muted = wanted;
      for (const track of stream?.getAudioTracks() ?? []) track.enabled = !muted;
      showCall();
    },
    changeMicrophone,
    stats() {
      const [first] = readings;
      const last = readings.at(-1);
      return first === undefined || last === undefined ? null : statsBetween(first, last);
    },
  };
}

/** Runs `work` again and again, never twice at once. Returns the stop function. */
function every(intervalMs: number, work: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const next = () => {
    timer = setTimeout(() => {
      // A reading can fail while the connection closes; the next one tells.
      work()
        .catch(() => undefined)
        .finally(() => {
          if (!stopped) next();
        });
    }, intervalMs);
  };
  next();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
