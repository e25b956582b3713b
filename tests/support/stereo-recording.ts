/** The one recording of a call, read back and measured: left the citizen, right what the citizen hears. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { soundLevel, toneLevel } from '../../apps/practice-pbx/src/media/goertzel.ts';
import { readWav } from '../../apps/practice-pbx/src/media/wav.ts';
import { eventually } from './eventually.ts';
import { HEARD_DB, UNHEARD_DB } from './plain-seat.ts';
import type { Stack } from './stack.ts';

const STEP_MS = 10;
const WINDOW_MS = 40;

export class Channel {
  readonly #samples: Int16Array;
  readonly #rate: number;

  constructor(samples: Int16Array, rate: number) {
    this.#samples = samples;
    this.#rate = rate;
  }

  get ms(): number {
    return (this.#samples.length / this.#rate) * 1000;
  }

  /** Level of a tone in dBFS, every 10 ms in the 40 ms from there. */
  tone(hz: number): number[] {
    return this.#windows((window) => toneLevel(window, hz, this.#rate));
  }

  /** Level of everything. */
  level(): number[] {
    return this.#windows(soundLevel);
  }

  /**
   * Ms from the first to the last moment of a tone; null when it is not there at all. Where another tone begins or is cut
   * off, its click sounds like every tone in each window that has it: what is in no more windows than that does not count.
   */
  span(hz: number): { readonly from: number; readonly to: number } | null {
    const lasting = stretches(this.tone(hz), (level) => level > HEARD_DB).filter(
      ({ ms }) => ms > 2 * WINDOW_MS,
    );
    const [first, last] = [lasting[0], lasting.at(-1)];
    return first === undefined || last === undefined
      ? null
      : { from: first.at, to: last.at + last.ms };
  }

  /** Where none of these tones is for longer than `ms`, between the first and the last moment of one of them. */
  gaps(ms: number, ...tones: readonly number[]): readonly Stretch[] {
    const heard = tones
      .map((hz) => this.tone(hz))
      .reduce((one, other) => one.map((level, at) => Math.max(level, other[at] ?? level)));
    const first = heard.findIndex((level) => level > HEARD_DB);
    const last = heard.findLastIndex((level) => level > HEARD_DB);
    return stretches(heard.slice(0, last), (level, at) => at > first && level < HEARD_DB).filter(
      (gap) => gap.ms > ms,
    );
  }

  /** Longest silence, in ms. */
  longestSilence(): number {
    const silences = stretches(this.level(), (level) => level < UNHEARD_DB);
    return Math.max(0, ...silences.map(({ ms }) => ms));
  }

  /** Loudest 200 ms of a tone: what must not be there. In less, another tone that begins would show as this one too. */
  loudest(hz: number): number {
    const size = Math.round((200 * this.#rate) / 1000);
    let loudest = Number.NEGATIVE_INFINITY;
    for (let at = 0; at + size <= this.#samples.length; at += size / 2)
      loudest = Math.max(loudest, toneLevel(this.#samples.subarray(at, at + size), hz, this.#rate));
    return loudest;
  }

  #windows(measure: (window: Int16Array) => number): number[] {
    const step = Math.round((STEP_MS * this.#rate) / 1000);
    const size = Math.round((WINDOW_MS * this.#rate) / 1000);
    const levels: number[] = [];
    for (let at = 0; at + size <= this.#samples.length; at += step)
      levels.push(measure(this.#samples.subarray(at, at + size)));
    return levels;
  }
}

export type Stretch = { readonly at: number; readonly ms: number };

/** A window that shows nothing lies within the gap: as long as the run of them, and the window's own length. */
function stretches(
  levels: readonly number[],
  isSo: (level: number, at: number) => boolean,
): readonly Stretch[] {
  const found: Stretch[] = [];
  let run = 0;
  for (let at = 0; at <= levels.length; at += 1) {
    const level = levels[at];
    if (level !== undefined && isSo(level, at)) {
      run += 1;
      continue;
    }
    if (run > 0) found.push({ at: (at - run) * STEP_MS, ms: (run - 1) * STEP_MS + WINDOW_MS });
    run = 0;
  }
  return found;
}

export function recordingsOf(stack: Stack, callId: string): string[] {
  return readdirSync(stack.recordings, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes(callId))
    .map((name) => path.join(stack.recordings, name));
}

/** After the call: waits until the one file has been closed by the PBX. */
export async function recordingOf(
  stack: Stack,
  callId: string,
): Promise<{ readonly citizen: Channel; readonly heard: Channel }> {
  return eventually(`one recording of ${callId}`, () => {
    const [file, ...more] = recordingsOf(stack, callId);
    if (more.length > 0) throw new Error(`more than one file: ${[file, ...more].join(', ')}`);
    if (file === undefined) return undefined;
    const bytes = readFileSync(file);
    // Sizes in the header are written when the file is closed.
    if (bytes.length < 44 || bytes.readUInt32LE(4) !== bytes.length - 8) return undefined;
    const { samples, channels, sampleRate } = readWav(bytes);
    if (channels !== 2) throw new Error(`${channels} channels`);
    const side = (which: number): Channel =>
      new Channel(
        samples.filter((_, at) => at % 2 === which),
        sampleRate,
      );
    return { citizen: side(0), heard: side(1) };
  });
}
