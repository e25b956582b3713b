import { SAMPLE_RATE } from './frame.ts';

/** A sine of `ms` milliseconds; amplitude 0…32767 (8192 is −12 dBFS). */
export function sine(hz: number, ms: number, amplitude = 8192): Int16Array {
  const samples = new Int16Array(Math.round((ms * SAMPLE_RATE) / 1000));
  for (let i = 0; i < samples.length; i++) {
    samples[i] = Math.round(amplitude * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE));
  }
  return samples;
}

/** Two soft notes in turn, two seconds long: music on hold where no file is there yet. Both notes close on a zero. */
export function twoNoteLoop(): Int16Array {
  const notes = [sine(480, 1000, 3000), sine(600, 1000, 3000)];
  const loop = new Int16Array(notes.reduce((sum, note) => sum + note.length, 0));
  let at = 0;
  for (const note of notes) {
    const fade = SAMPLE_RATE / 100;
    for (let i = 0; i < fade; i++) {
      note[i] = ((note[i] ?? 0) * i) / fade;
      const last = note.length - 1 - i;
      note[last] = ((note[last] ?? 0) * i) / fade;
    }
    loop.set(note, at);
    at += note.length;
  }
  return loop;
}

interface ToneStream {
  /** One round. */
  readonly samples: Int16Array;
  /** How often it is heard: `loops`, Infinity for a negative one. */
  readonly rounds: number;
}

/**
 * FreeSWITCH's `tone_stream://%(on,off,hz[,hz…])[;%(…)…][;loops=n]`, lengths in ms. Undefined when the text is not of
 * that form; teletone's letters for volume and decay are not read.
 */
export function toneStream(url: string): ToneStream | undefined {
  const match = /^tone_stream:\/\/(.*?)(?:;loops=(-?\d+))?$/.exec(url);
  if (!match) return undefined;
  const terms = [...(match[1] ?? '').matchAll(/%\((\d{1,5}),(\d{1,5}),([\d.,]+)\);?/g)];
  if (terms.length === 0 || terms.map(([text]) => text).join('') !== match[1]) return undefined;
  const parts = terms.map(([, on, off, list]) => toneTerm(Number(on), Number(off), list ?? ''));
  const samples = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  if (samples.length === 0) return undefined;
  const loops = Number(match[2] ?? 0);
  return { samples, rounds: loops < 0 ? Infinity : Math.max(1, loops) };
}

function toneTerm(onMs: number, offMs: number, list: string): Int16Array {
  const frequencies = list
    .split(',')
    .map(Number)
    .filter((hz) => hz > 0 && hz < SAMPLE_RATE / 2);
  const sound = new Int16Array(Math.round(((onMs + offMs) * SAMPLE_RATE) / 1000));
  for (const hz of frequencies) {
    sine(hz, onMs, 8192 / frequencies.length).forEach((sample, i) => {
      sound[i] = (sound[i] ?? 0) + sample;
    });
  }
  return sound;
}
