/** 0 dBFS is a sine that fills the 16 bits; what is below this floor counts as digital silence. */
export const FLOOR_DBFS = -100;

const FULL_SCALE = 32768;

function dbfs(amplitude: number): number {
  return amplitude <= 0
    ? FLOOR_DBFS
    : Math.max(FLOOR_DBFS, 20 * Math.log10(amplitude / FULL_SCALE));
}

/** Hann's window, by length: windows of a few lengths are asked for over and over. */
const windows = new Map<number, Float64Array>();

function hann(count: number): Float64Array {
  let window = windows.get(count);
  if (!window) {
    window = Float64Array.from(
      { length: count },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / count),
    );
    windows.set(count, window);
  }
  return window;
}

/**
 * Level in dBFS of one frequency (Hz) in a window of samples: Goertzel's filter, one bin of a Fourier transform, under
 * Hann's window, so that another tone 100 Hz away does not leak into it in 40 ms.
 */
export function toneLevel(samples: Int16Array, hz: number, sampleRate: number): number {
  const count = samples.length;
  if (count === 0) return FLOOR_DBFS;
  const window = hann(count);
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / sampleRate);
  let previous = 0;
  let beforePrevious = 0;
  for (let i = 0; i < count; i++) {
    const current = (samples[i] ?? 0) * (window[i] ?? 0) + coefficient * previous - beforePrevious;
    beforePrevious = previous;
    previous = current;
  }
  const power =
    previous * previous + beforePrevious * beforePrevious - coefficient * previous * beforePrevious;
  // Half the samples' weight is lost to the window, and half of a sine's amplitude is in the negative frequency.
  return dbfs((4 * Math.sqrt(Math.max(0, power))) / count);
}

/** Level in dBFS of everything in a window; a full-scale sine is 0. */
export function soundLevel(samples: Int16Array): number {
  if (samples.length === 0) return FLOOR_DBFS;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return dbfs(Math.sqrt((2 * sum) / samples.length));
}

/**
 * The strongest frequency between 100 Hz and 3600 Hz in Hz, to about 2 Hz in 100 ms of sound; undefined in silence.
 * A coarse sweep at the window's own resolution, then a fine one around the best bin.
 */
export function dominantHz(samples: Int16Array, sampleRate: number): number | undefined {
  if (samples.length === 0 || soundLevel(samples) < -60) return undefined;
  const strongest = (from: number, to: number, step: number): number => {
    let bestHz = from;
    let bestLevel = Number.NEGATIVE_INFINITY;
    for (let hz = from; hz <= to; hz += step) {
      const level = toneLevel(samples, hz, sampleRate);
      if (level > bestLevel) {
        bestLevel = level;
        bestHz = hz;
      }
    }
    return bestHz;
  };
  const coarseStep = Math.max(5, sampleRate / samples.length / 2);
  const coarse = strongest(100, 3600, coarseStep);
  return strongest(Math.max(50, coarse - coarseStep), coarse + coarseStep, 1);
}
