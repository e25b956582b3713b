import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { FRAME_SAMPLES, SAMPLE_RATE, type Frame, SILENCE } from './frame.ts';
import { wavHeader } from './wav.ts';

/** Written to the disk once a second. */
const FRAMES_A_WRITE = 100;

/** `uuid_record` with RECORD_STEREO: left what the party says, right what it hears; masked parts are silence. */
export class StereoRecorder {
  readonly path: string;
  readonly #file: number;
  #pending: Buffer[] = [];
  #dataBytes = 0;
  #masked = false;

  /** Opens the file at once and throws the system's error when that fails. */
  constructor(path: string) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true });
    this.#file = openSync(path, 'w');
    writeSync(this.#file, wavHeader(0, { sampleRate: SAMPLE_RATE, channels: 2 }));
  }

  /** Samples of one channel so far. */
  get samples(): number {
    return this.#dataBytes / 4;
  }

  get fileSize(): number {
    return this.#dataBytes + 44;
  }

  set masked(masked: boolean) {
    this.#masked = masked;
  }

  write(said: Frame | undefined, heard: Frame): void {
    const left = this.#masked ? SILENCE : (said ?? SILENCE);
    const right = this.#masked ? SILENCE : heard;
    const frames = Buffer.allocUnsafe(FRAME_SAMPLES * 4);
    for (let i = 0; i < FRAME_SAMPLES; i++) {
      frames.writeInt16LE(left[i] ?? 0, i * 4);
      frames.writeInt16LE(right[i] ?? 0, i * 4 + 2);
    }
    this.#dataBytes += frames.length;
    this.#pending.push(frames);
    if (this.#pending.length >= FRAMES_A_WRITE) this.#flush();
  }

  close(): void {
    this.#flush();
    const header = wavHeader(this.#dataBytes, { sampleRate: SAMPLE_RATE, channels: 2 });
    writeSync(this.#file, header, 0, header.length, 0);
    closeSync(this.#file);
  }

  #flush(): void {
    if (this.#pending.length === 0) return;
    const data = Buffer.concat(this.#pending);
    writeSync(this.#file, data, 0, data.length, 44 + this.#dataBytes - data.length);
    this.#pending = [];
  }
}
