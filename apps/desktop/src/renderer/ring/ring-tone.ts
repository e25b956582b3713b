/**
 * The ring, made on the spot: 450 Hz, one second on and four off, as the ringing tone of Chinese networks sounds
 * (ITU-T E.180 Supplement 2, China). In the last five seconds of the answer limit it comes every other second,
 * a third higher and louder. It plays on the ring device only, never in the headset of the call.
 */
export type RingPlan = {
  readonly frequency: number;
  readonly gain: number;
  readonly everyMs: number;
};
export const RISING_MS = 5_000;
const ON_MS = 1_000;
const BEEP = { frequency: 880, ms: 150 } as const;

/** How it sounds with `leftMs` of the answer limit to go; `volume` 0…1. */
export function ringPlan(leftMs: number, volume: number): RingPlan {
  const rising = leftMs <= RISING_MS;
  return rising
    ? { frequency: 567, gain: volume, everyMs: 2_000 }
    : { frequency: 450, gain: volume * 0.6, everyMs: 5_000 };
}

type SinkContext = AudioContext & { setSinkId?: (id: string) => Promise<void> };

export type Ring = {
  /**
   * Rings until `stop`, in place of what rang before. `leftMs` tells at each stroke how much of the answer limit is left.
   * The function returned stops this ringing only, not one that took its place.
   */
  start(leftMs: () => number): () => void;
  stop(): void;
  /** One short tone on the ring device: something happened without a key. */
  beep(): void;
  setDevice(id: string): Promise<void>;
  setVolume(percent: number): void;
};

/** `onBlocked(true)`: the browser wants a click on the page before it plays (autoplay policy). */
export function createRing(onBlocked: (blocked: boolean) => void): Ring {
  let context: SinkContext | null = null;
  let volume = 0.7;
  let sink = 'default';
  let timer: ReturnType<typeof setTimeout> | null = null;
  let sounding: OscillatorNode | null = null;
  let ringing: symbol | null = null;

  function open(): SinkContext {
    if (context !== null) return context;
    context = new AudioContext();
    if (sink !== 'default') void context.setSinkId?.(sink).catch(() => undefined);
    const fresh = context;
    fresh.addEventListener('statechange', () =>
      onBlocked(fresh.state === 'suspended' && timer !== null),
    );
    return context;
  }

  /** The chosen device was pulled out or is back: a ring that nobody hears is a call that nobody answers. */
  const reseat = () => {
    const on = context;
    if (on === null || sink === 'default') return;
    on.setSinkId?.(sink)
      .catch(() => on.setSinkId?.(''))
      .catch(() => undefined);
  };
  navigator.mediaDevices?.addEventListener('devicechange', reseat);

  function stroke(leftMs: () => number): void {
    const on = open();
    if (on.state === 'suspended') {
      onBlocked(true);
      void on.resume().then(() => onBlocked(false));
    }
    const plan = ringPlan(leftMs(), volume);
    // While the context is suspended its clock stands still: without this all strokes would sound at once after it.
    sounding?.disconnect();
    sounding = sound(on, plan.frequency, plan.gain, ON_MS);
    // Not later than the moment at which the tone begins to rise.
    const untilRising = leftMs() - RISING_MS;
    const wait = untilRising > ON_MS ? Math.min(plan.everyMs, untilRising) : plan.everyMs;
    timer = setTimeout(() => stroke(leftMs), wait);
  }

  function stop(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    ringing = null;
    sounding?.disconnect();
    sounding = null;
    onBlocked(false);
  }

  return {
    start(leftMs) {
      stop();
      const mine = Symbol('ringing');
      ringing = mine;
      stroke(leftMs);
      return () => {
        if (ringing === mine) stop();
      };
    },
    stop,
    beep() {
      const on = open();
      // A beep that comes late says something else: where the browser wants a click first there is none.
      if (on.state === 'running') sound(on, BEEP.frequency, volume * 0.6, BEEP.ms);
    },
    async setDevice(id) {
      if (context !== null) await context.setSinkId?.(id === 'default' ? '' : id);
      sink = id;
    },
    setVolume(percent) {
      volume = percent / 100;
    },
  };
}

/** `gain` 0…1 */
function sound(on: AudioContext, frequency: number, gain: number, ms: number): OscillatorNode {
  const tone = new OscillatorNode(on, { frequency });
  const envelope = new GainNode(on, { gain: 0 });
  const from = on.currentTime;
  const until = from + ms / 1000;
  // 20 ms ramps: a sine that starts at full strength clicks.
  envelope.gain.setValueAtTime(0, from);
  envelope.gain.linearRampToValueAtTime(gain * 0.5, from + 0.02);
  envelope.gain.setValueAtTime(gain * 0.5, until - 0.02);
  envelope.gain.linearRampToValueAtTime(0, until);
  tone.connect(envelope).connect(on.destination);
  tone.start(from);
  tone.stop(until);
  return tone;
}
