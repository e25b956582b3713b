import { expect, test } from 'vitest';
import { dominantHz } from './goertzel.ts';
import { sine } from './tone.ts';
import { readWav, writeWav } from './wav.ts';

test.each(['PCM', 'PCMA', 'PCMU'] as const)('%s is read as it was written', (format) => {
  const samples = sine(1000, 100);
  const wav = readWav(writeWav({ sampleRate: 8000, channels: 1, samples }, format));
  expect(wav).toMatchObject({ sampleRate: 8000, channels: 1 });
  expect(wav.samples.length).toBe(samples.length);
  expect(dominantHz(wav.samples, 8000)).toBeCloseTo(1000, -1);
});

test('PCM loses nothing', () => {
  const samples = sine(700, 50);
  expect(readWav(writeWav({ sampleRate: 8000, channels: 1, samples })).samples).toEqual(samples);
});

test('a chunk before the sound is passed over, an unfinished recording is read', () => {
  const whole = writeWav({ sampleRate: 8000, channels: 1, samples: sine(440, 20) });
  const list = Buffer.from('LIST\u0004\0\0\0abcd', 'latin1');
  const withList = Buffer.concat([whole.subarray(0, 36), list, whole.subarray(36)]);
  withList.writeUInt32LE(0, 36 + list.length + 4);
  expect(readWav(withList).samples.length).toBe(160);
});

test('what is no WAV is said so', () => {
  expect(() => readWav(Buffer.from('hello'))).toThrow('not a RIFF/WAVE file');
  const odd = writeWav({ sampleRate: 8000, channels: 1, samples: sine(440, 20) });
  odd.writeUInt16LE(3, 20);
  expect(() => readWav(odd)).toThrow('format 3');
});
