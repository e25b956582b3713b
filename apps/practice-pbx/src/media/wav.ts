import { decodeG711, encodeG711, type G711Name } from './g711.ts';

export interface Wav {
  readonly sampleRate: number;
  readonly channels: number;
  /** Interleaved when there is more than one channel. */
  readonly samples: Int16Array;
}

const FORMAT_PCM = 1;
const FORMAT_ALAW = 6;
const FORMAT_MULAW = 7;

/** Reads RIFF/WAVE with 16-bit PCM, A-law or µ-law; throws an Error that says what is wrong with the file. */
export function readWav(bytes: Uint8Array): Wav {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (
    data.length < 12 ||
    data.toString('latin1', 0, 4) !== 'RIFF' ||
    data.toString('latin1', 8, 12) !== 'WAVE'
  ) {
    throw new Error('not a RIFF/WAVE file');
  }
  let format = 0;
  let channels = 0;
  let sampleRate = 0;
  let bits = 0;
  for (let at = 12; at + 8 <= data.length;) {
    const id = data.toString('latin1', at, at + 4);
    const size = data.readUInt32LE(at + 4);
    const body = at + 8;
    if (id === 'fmt ' && body + 16 <= data.length) {
      format = data.readUInt16LE(body);
      channels = data.readUInt16LE(body + 2);
      sampleRate = data.readUInt32LE(body + 4);
      bits = data.readUInt16LE(body + 14);
    } else if (id === 'data') {
      if (channels === 0) throw new Error('sound before its format');
      // A recording that is still being written says 0 or too much: what is there counts.
      const chunk = data.subarray(
        body,
        Math.min(data.length, size === 0 ? data.length : body + size),
      );
      return { sampleRate, channels, samples: decode(chunk, format, bits) };
    }
    at = body + size + (size % 2);
  }
  throw new Error('no sound in the file');
}

function decode(chunk: Buffer, format: number, bits: number): Int16Array {
  if (format === FORMAT_ALAW) return decodeG711('PCMA', chunk);
  if (format === FORMAT_MULAW) return decodeG711('PCMU', chunk);
  if (format !== FORMAT_PCM || bits !== 16)
    throw new Error(`format ${format} with ${bits} bits is not read here`);
  const samples = new Int16Array(chunk.length >> 1);
  for (let i = 0; i < samples.length; i++) samples[i] = chunk.readInt16LE(i * 2);
  return samples;
}

/** The 44 bytes before `dataBytes` of sound. */
export function wavHeader(
  dataBytes: number,
  shape: { sampleRate: number; channels: number; format?: 'PCM' | G711Name },
): Buffer {
  const compressed = shape.format === 'PCMA' || shape.format === 'PCMU';
  const bytesPerSample = compressed ? 1 : 2;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(
    shape.format === 'PCMA' ? FORMAT_ALAW : shape.format === 'PCMU' ? FORMAT_MULAW : FORMAT_PCM,
    20,
  );
  header.writeUInt16LE(shape.channels, 22);
  header.writeUInt32LE(shape.sampleRate, 24);
  header.writeUInt32LE(shape.sampleRate * shape.channels * bytesPerSample, 28);
  header.writeUInt16LE(shape.channels * bytesPerSample, 32);
  header.writeUInt16LE(bytesPerSample * 8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

export function writeWav(wav: Wav, format: 'PCM' | G711Name = 'PCM'): Buffer {
  const body =
    format === 'PCM'
      ? Buffer.from(wav.samples.buffer, wav.samples.byteOffset, wav.samples.byteLength)
      : encodeG711(format, wav.samples);
  return Buffer.concat([wavHeader(body.length, { ...wav, format }), body]);
}
