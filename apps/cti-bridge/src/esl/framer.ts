/**
 * The Event Socket's framing: bytes in, cut anywhere, frames out. Opens no socket and never throws.
 *
 *     Content-Length: 1789\n        header block, one "Name: value" a line
 *     Content-Type: text/event-json\n
 *     \n                            ends the block
 *     {"Event-Name":"CHANNEL_…      exactly Content-Length BYTES, no newline after it
 *
 * (mod_event_socket.c, read_packet() and api_exec(): header block and body are two separate writes, so a cut between
 * any two bytes is ordinary, also inside a Chinese character.)
 *
 * What happens to a block that is wrong, each reported as one `malformed` output:
 * - `header-without-colon`: the line is skipped, the frame is delivered without it.
 * - `content-length-missing`: on a type that always carries a body; the frame is dropped, the next byte starts a new one.
 * - `body-too-large`: the length is known, so exactly that many bytes are skipped: the stream stays in step.
 * - `content-length-invalid`, `header-too-large`: where the next frame starts is unknown. Nothing in the protocol
 *   marks a frame's start, and guessing could read a citizen's text as a frame. `fatal`: the framer stops, its owner
 *   closes the connection and reads the state again.
 *
 * Every byte is looked at a bounded number of times whatever the cutting: a frame that lies in one chunk is decoded
 * straight out of it, a body that spans chunks is copied once into a buffer of its announced size.
 */
import { Buffer } from 'node:buffer';
import { percentDecode } from './percent.ts';

export type Headers = Readonly<Record<string, string>>;

export type Frame = {
  readonly kind: 'frame';
  /** `Content-Type`, or '' when absent. */
  readonly contentType: string;
  readonly headers: Headers;
  /** Decoded once, from the complete UTF-8 body; '' when there is none. */
  readonly body: string;
};

export type MalformedReason =
  | 'header-without-colon'
  | 'content-length-missing'
  | 'content-length-invalid'
  | 'body-too-large'
  | 'header-too-large';

export type MalformedFrame = {
  readonly kind: 'malformed';
  readonly reason: MalformedReason;
  /** Size of what was dropped or refused. */
  readonly bytes: number;
  /** The framer has stopped: the connection has to be closed. */
  readonly fatal: boolean;
};

export type FramerOutput = Frame | MalformedFrame;

export type FramerLimits = {
  /** Largest body that is delivered, in bytes. */
  readonly maxBodyBytes: number;
  /** Largest header block, in bytes. */
  readonly maxHeaderBytes: number;
};

/** mod_event_socket itself refuses more than 16 MiB (MAX_CONTENT_LENGTH); a `conference json_list` stays far below. */
export const DEFAULT_FRAMER_LIMITS: FramerLimits = {
  maxBodyBytes: 8 * 1024 * 1024,
  maxHeaderBytes: 64 * 1024,
};

const LF = 10;
const CR = 13;

type Mode = 'header' | 'body' | 'skip' | 'stopped';

export class Framer {
  readonly #limits: FramerLimits;
  #mode: Mode = 'header';

  /** The first bytes of a header block whose end has not come yet. */
  #block = Buffer.allocUnsafe(512);
  #blockBytes = 0;

  #headers: Headers = {};
  /** Body bytes that are still to come, and the buffer they gather in once a body spans chunks. */
  #missing = 0;
  #body: Buffer | undefined;

  constructor(limits: FramerLimits = DEFAULT_FRAMER_LIMITS) {
    this.#limits = limits;
  }

  /** True between two frames: a connection that ends now lost no part of one. */
  get atBoundary(): boolean {
    return this.#mode === 'header' && this.#blockBytes === 0;
  }

  push(bytes: Uint8Array): FramerOutput[] {
    const chunk = Buffer.isBuffer(bytes)
      ? bytes
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const out: FramerOutput[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#mode === 'header') at = this.#readHeader(chunk, at, out);
      else if (this.#mode === 'body') at = this.#readBody(chunk, at, out);
      else if (this.#mode === 'skip') at = this.#skip(chunk, at);
      else return out;
    }
    return out;
  }

  #readHeader(chunk: Buffer, from: number, out: FramerOutput[]): number {
    if (this.#blockBytes > 0) return this.#resumeHeader(chunk, from, out);
    let start = from;
    while (start < chunk.length && (chunk[start] === LF || chunk[start] === CR)) start++;
    const end = blankLine(chunk, start, chunk.length);
    if (end === -1) {
      this.#keep(chunk, start, out);
      return chunk.length;
    }
    this.#endHeader(chunk, start, end, out);
    return end;
  }

  #resumeHeader(chunk: Buffer, from: number, out: FramerOutput[]): number {
    // The blank line is at most three bytes ("\n\r\n"), so two bytes of what is kept may belong to it.
    const rescan = Math.max(0, this.#blockBytes - 2);
    const kept = this.#blockBytes;
    // Copies at most as much as the limit allows to be looked at, then only as much as belongs to the block.
    const take = Math.min(chunk.length - from, this.#limits.maxHeaderBytes + 3 - kept);
    this.#append(chunk, from, from + take);
    const end = blankLine(this.#block, rescan, this.#blockBytes);
    if (end === -1) {
      if (this.#blockBytes > this.#limits.maxHeaderBytes) this.#stop('header-too-large', out);
      return from + take;
    }
    this.#blockBytes = 0;
    this.#endHeader(this.#block, 0, end, out);
    return from + (end - kept);
  }

  #keep(chunk: Buffer, start: number, out: FramerOutput[]): void {
    if (chunk.length - start > this.#limits.maxHeaderBytes) this.#stop('header-too-large', out);
    else this.#append(chunk, start, chunk.length);
  }

  #append(chunk: Buffer, start: number, end: number): void {
    const needed = this.#blockBytes + end - start;
    if (needed > this.#block.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.#block.length * 2));
      this.#block.copy(larger, 0, 0, this.#blockBytes);
      this.#block = larger;
    }
    chunk.copy(this.#block, this.#blockBytes, start, end);
    this.#blockBytes = needed;
  }

  #endHeader(block: Buffer, start: number, end: number, out: FramerOutput[]): void {
    if (end - start > this.#limits.maxHeaderBytes) {
      this.#stop('header-too-large', out);
      return;
    }
    const headers = parseHeaders(block.toString('utf8', start, end), out);
    const declared = headers['Content-Length'];
    if (declared === undefined) {
      if (bodyIsExpected(headers['Content-Type'])) {
        out.push(malformed('content-length-missing', end - start, false));
      } else {
        out.push(frame(headers, ''));
      }
      return;
    }
    if (!/^\d{1,15}$/.test(declared)) {
      this.#stop('content-length-invalid', out, end - start);
      return;
    }
    const length = Number(declared);
    if (length > this.#limits.maxBodyBytes) {
      out.push(malformed('body-too-large', length, false));
      this.#missing = length;
      this.#mode = 'skip';
    } else if (length === 0) {
      out.push(frame(headers, ''));
    } else {
      this.#headers = headers;
      this.#missing = length;
      this.#mode = 'body';
    }
  }

  #readBody(chunk: Buffer, from: number, out: FramerOutput[]): number {
    const take = Math.min(this.#missing, chunk.length - from);
    const end = from + take;
    if (this.#body === undefined && take === this.#missing) {
      this.#mode = 'header';
      out.push(frame(this.#headers, chunk.toString('utf8', from, end)));
      return end;
    }
    this.#body ??= Buffer.allocUnsafe(this.#missing);
    chunk.copy(this.#body, this.#body.length - this.#missing, from, end);
    this.#missing -= take;
    if (this.#missing === 0) {
      out.push(frame(this.#headers, this.#body.toString('utf8')));
      this.#body = undefined;
      this.#mode = 'header';
    }
    return end;
  }

  #skip(chunk: Buffer, from: number): number {
    const take = Math.min(this.#missing, chunk.length - from);
    this.#missing -= take;
    if (this.#missing === 0) this.#mode = 'header';
    return from + take;
  }

  #stop(reason: MalformedReason, out: FramerOutput[], bytes = this.#limits.maxHeaderBytes): void {
    this.#mode = 'stopped';
    out.push(malformed(reason, bytes, true));
  }
}

/** Index just behind the first blank line, or -1. */
function blankLine(bytes: Buffer, from: number, to: number): number {
  for (let i = from; i < to - 1; i++) {
    if (bytes[i] !== LF) continue;
    if (bytes[i + 1] === LF) return i + 2;
    if (bytes[i + 1] === CR && i + 2 < to && bytes[i + 2] === LF) return i + 3;
  }
  return -1;
}

function parseHeaders(block: string, out: FramerOutput[]): Headers {
  const headers: Record<string, string> = {};
  let start = 0;
  while (start < block.length) {
    let end = block.indexOf('\n', start);
    if (end === -1) end = block.length;
    const line =
      block.charCodeAt(end - 1) === CR ? block.slice(start, end - 1) : block.slice(start, end);
    start = end + 1;
    if (line.length === 0) continue;
    // Only the first ": " separates: a value may hold another one (`Reply-Text: -ERR [a: b]`).
    const separator = line.indexOf(': ');
    const colon = separator === -1 ? line.indexOf(':') : separator;
    if (colon <= 0) {
      out.push(malformed('header-without-colon', line.length, false));
      continue;
    }
    const value = percentDecode(line.slice(separator === -1 ? colon + 1 : colon + 2));
    setHeader(headers, line.slice(0, colon), value);
  }
  return headers;
}

function setHeader(headers: Record<string, string>, name: string, value: string): void {
  // A header called __proto__ becomes an own property and changes nothing else.
  if (name === '__proto__') Object.defineProperty(headers, name, { value, enumerable: true });
  else headers[name] = value;
}

const bodyIsExpected = (contentType: string | undefined): boolean =>
  contentType === 'api/response' ||
  contentType === 'log/data' ||
  (contentType !== undefined && contentType.startsWith('text/event-'));

const frame = (headers: Headers, body: string): Frame => ({
  kind: 'frame',
  contentType: headers['Content-Type'] ?? '',
  headers,
  body,
});

const malformed = (reason: MalformedReason, bytes: number, fatal: boolean): MalformedFrame => ({
  kind: 'malformed',
  reason,
  bytes,
  fatal,
});
