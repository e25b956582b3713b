/**
 * One client in a process of its own: `node bench/esl-subject.ts NAME PORT COUNT CUT`, started by bench/esl.ts.
 * Prints one JSON line when the last event has come, or when none has come for a while.
 *
 * CUT decides how the socket's bytes reach the client's `data` listener, the same way for each of them:
 * `none` as the kernel gave them, `bytes` one at a time, `positions` frame number p in two pieces, cut behind byte p.
 */
/// <reference types="node" />
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { checkOf, sequenceOf } from './esl-stream.ts';
import { SUBJECTS } from './esl-subjects.ts';

const [name = '', port = '0', countText = '0', cut = 'none'] = process.argv.slice(2);
const count = Number(countText);
const IDLE_MS = 10_000;

if (cut !== 'none') deliverInPieces();

const seen = new Uint8Array(count);
let received = 0;
let damaged = 0;
let first: ReturnType<typeof process.cpuUsage> | undefined;
let idle = setTimeout(finish, IDLE_MS * 2);

const subject = SUBJECTS[name];
if (subject === undefined) throw new Error(`no subject ${name}`);
subject(Number(port), (event) => {
  if (first === undefined) first = process.cpuUsage();
  const sequence = event.read('Event-Sequence');
  const index = Number(sequence) - Number(sequenceOf(0));
  // Looking at each event in depth would cost the same for all and blur the speed; the cut runs do it.
  if (cut !== 'none' && event.read('variable_hotline_check') !== checkOf(String(sequence)))
    damaged++;
  else if (seen[index] === 0) {
    seen[index] = 1;
    received++;
    if (received === count) finish();
    else if (received % 1000 === 0) idle.refresh();
  }
});

function finish(): void {
  clearTimeout(idle);
  const cpu = process.cpuUsage(first);
  console.log(JSON.stringify({ received, damaged, cpuSeconds: (cpu.user + cpu.system) / 1e6 }));
  process.exit(0);
}

/** Every chunk a socket reads passes through `push`; pushed in pieces, each piece becomes one `data` event. */
function deliverInPieces(): void {
  const pieces = cut === 'bytes' ? byteByByte : cutFrames();
  Socket.prototype.push = function push(this: Socket, chunk: Buffer | null): boolean {
    if (chunk === null) return Readable.prototype.push.call(this, null);
    let more = true;
    for (const piece of pieces(chunk)) more = Readable.prototype.push.call(this, piece);
    return more;
  };
}

function* byteByByte(chunk: Buffer): Generator<Buffer> {
  for (let place = 0; place < chunk.length; place++) yield chunk.subarray(place, place + 1);
}

/** Knows from the first event on where frames begin: they are all of the same length. */
function cutFrames(): (chunk: Buffer) => Generator<Buffer> {
  let frameLength = 0;
  let position = 0;
  return function* pieces(chunk) {
    if (frameLength === 0) {
      const head = /^Content-Length: (\d+)\nContent-Type: text\/event-json\n\n/.exec(
        chunk.toString('latin1', 0, 100),
      );
      if (head === null) {
        yield chunk;
        return;
      }
      frameLength = head[0].length + Number(head[1]);
    }
    let start = 0;
    while (start < chunk.length) {
      const frame = Math.floor(position / frameLength);
      const within = position % frameLength;
      const cutPlace = frame + 1;
      const stop = within < cutPlace && cutPlace < frameLength ? cutPlace : frameLength;
      const end = Math.min(chunk.length, start + stop - within);
      yield chunk.subarray(start, end);
      position += end - start;
      start = end;
    }
  };
}
