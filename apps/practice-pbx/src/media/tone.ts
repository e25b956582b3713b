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

/**
 * FreeSWITCH's `tone_stream://%(on,off,hz[,hz…])`, one term, as prompts and tests use it: the sound once through.
 * Undefined when the text is not of that form.
 */
export function toneStream(url: string): Int16Array | undefined {
  const match = /^tone_stream:\/\/%\((\d{1,5}),(\d{1,5}),([\d.,]+)\)/.exec(url);
  if (!match) return undefined;
  const [, on, off, list] = match;
  const frequencies = (list ?? '')
    .split(',')
    .map(Number)
    .filter((hz) => hz > 0 && hz < SAMPLE_RATE / 2);
  if (frequencies.length === 0) return undefined;
  const sound = new Int16Array(Math.round(((Number(on) + Number(off)) * SAMPLE_RATE) / 1000));
  for (const hz of frequencies) {
    sine(hz, Number(on), 8192 / frequencies.length).forEach((sample, i) => {
      sound[i] = (sound[i] ?? 0) + sample;
    });
  }
  return sound;
}
