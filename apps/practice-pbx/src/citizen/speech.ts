import { execFileSync } from 'node:child_process';
import { SAMPLE_RATE } from '../media/frame.ts';
import { Resampler } from '../media/resampler.ts';
import { readWav, writeWav } from '../media/wav.ts';

const SPEAKER = 'espeak-ng';
/** espeak-ng is loud; a telephone voice stands at about −15 dBFS. */
const GAIN = 0.6;

export interface SpeakingVoice {
  /** espeak-ng's name of it: cmn, yue, en-gb. */
  readonly language: string;
  /** Words a minute. */
  readonly speed: number;
  /** 0…99. */
  readonly pitch: number;
}

/** A sentence as a WAV file: 8 kHz mono A-law, the telephone's own form. Throws where espeak-ng is not installed. */
export function speech(text: string, voice: SpeakingVoice): Buffer {
  const spoken = execFileSync(
    SPEAKER,
    ['-v', voice.language, '-s', String(voice.speed), '-p', String(voice.pitch), '--stdout', text],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const { sampleRate, samples } = readWav(spoken);
  const narrow = new Resampler(sampleRate, SAMPLE_RATE).push(samples);
  const quieter = narrow.map((value) => Math.round(value * GAIN));
  return writeWav({ sampleRate: SAMPLE_RATE, channels: 1, samples: quieter }, 'PCMA');
}
