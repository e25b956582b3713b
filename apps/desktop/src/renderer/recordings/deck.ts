/**
 * What plays a recording: one audio element, its two channels apart (the citizen left, what they heard right), on the
 * person's own output device. Both ears hear whatever is chosen: many headsets have one.
 */
import type { Sides } from '@hotline/ui';

export type Deck = {
  /** null: it has no picture of its place (tests). */
  readonly media: HTMLMediaElement | null;
  load(url: string): void;
  /** Rejects when the file cannot be played. */
  play(): Promise<void>;
  pause(): void;
  /** ms */
  seek(ms: number): void;
  place(): number;
  rate(rate: number): void;
  sides(sides: Sides): void;
  /** An id of the browser's device list, or `default`. */
  device(id: string): void;
  /** It moved on, came to its end, or was moved. */
  onMove(moved: (what: 'on' | 'ended' | 'sought') => void): void;
  unload(): void;
};

type SinkContext = AudioContext & { setSinkId?: (id: string) => Promise<void> };

export function webDeck(): Deck {
  const media = new Audio();
  media.preload = 'auto';
  let graph: {
    readonly context: SinkContext;
    readonly citizen: GainNode;
    readonly heard: GainNode;
  } | null = null;
  let chosen: Sides = 'both';
  let deviceId = 'default';

  const hear = () => {
    if (graph === null) return;
    graph.citizen.gain.value = chosen === 'heard' ? 0 : 1;
    graph.heard.gain.value = chosen === 'citizen' ? 0 : 1;
  };
  const toDevice = () => {
    // A device that is gone: the default one plays.
    void graph?.context.setSinkId?.(deviceId === 'default' ? '' : deviceId).catch(() => undefined);
  };
  /** At the first play, by a person's key: before it no context may run. */
  function connect(): SinkContext {
    if (graph !== null) return graph.context;
    const context: SinkContext = new AudioContext();
    const source = context.createMediaElementSource(media);
    const splitter = context.createChannelSplitter(2);
    const citizen = context.createGain();
    const heard = context.createGain();
    source.connect(splitter);
    splitter.connect(citizen, 0);
    splitter.connect(heard, 1);
    citizen.connect(context.destination);
    heard.connect(context.destination);
    graph = { context, citizen, heard };
    hear();
    toDevice();
    return context;
  }

  return {
    media,
    load(url) {
      media.src = url;
    },
    async play() {
      await connect().resume();
      await media.play();
    },
    pause: () => media.pause(),
    seek(ms) {
      media.currentTime = ms / 1000;
    },
    place: () => Math.round(media.currentTime * 1000),
    rate(rate) {
      media.defaultPlaybackRate = rate;
      media.playbackRate = rate;
    },
    sides(sides) {
      chosen = sides;
      hear();
    },
    device(id) {
      deviceId = id;
      toDevice();
    },
    onMove(moved) {
      media.addEventListener('timeupdate', () => moved('on'));
      media.addEventListener('seeking', () => moved('sought'));
      media.addEventListener('ended', () => moved('ended'));
    },
    unload() {
      media.pause();
      media.removeAttribute('src');
      media.load();
    },
  };
}
