/**
 * Events per second of CPU time, and events lost, of our Event Socket client and three from the npm registry.
 *
 * This process is the PBX: a TCP server that asks for the password, accepts the subscription and then sends events as
 * fast as they are taken. Each client runs in a process of its own and is measured by that process's CPU time from its
 * first event to its last (user and system: reading the socket is part of it). Everything is the same for all of them:
 * the bytes, the server, and the way the bytes reach the client's `data` listener (bench/esl-subject.ts).
 *
 * Three runs each: 200,000 events at full speed; 2,000 events one byte at a time; and one event as many times as it
 * has bytes, cut behind every byte once, also inside Chinese characters. `lost` is what did not arrive, or arrived
 * damaged, in the three together. A client that stands still for 10 s is through.
 */
import { spawn } from 'node:child_process';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { at, block, templates } from './esl-stream.ts';
import { SUBJECTS } from './esl-subjects.ts';

type Cut = 'none' | 'bytes' | 'positions';
type Report = { received: number; damaged: number; cpuSeconds: number };

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 200_000);
const EVENTS_IN_BYTES = 2_000;
const BLOCK = 100;
const TIMEOUT_MS = 240_000;

const all = templates();
/** For the cut run: the shortest event, so that the run stays short; a cut place is a cut place. */
const shortest = [...all].sort((a, b) => a.frame.length - b.frame.length).slice(0, 1);

const results: Record<string, unknown> = { bench: 'esl', unit: 'events/cpu-second' };
for (const name of Object.keys(SUBJECTS)) {
  const speed = await run(name, EVENTS, 'none');
  const bytes = await run(name, EVENTS_IN_BYTES, 'bytes');
  const positions = at(shortest, 0).frame.length - 1;
  const cuts = await run(name, positions, 'positions');
  const lost = [
    EVENTS - (speed?.received ?? 0),
    EVENTS_IN_BYTES - (bytes?.received ?? 0),
    positions - (cuts?.received ?? 0),
  ];
  const notes = [
    speed === undefined && 'crashed or hung at full speed',
    bytes === undefined && 'crashed or hung one byte at a time',
    cuts === undefined && 'crashed or hung when cut',
  ].filter((note) => note !== false);
  results[name] = {
    value: speed === undefined ? 0 : Math.round(speed.received / speed.cpuSeconds),
    lost: lost.reduce((sum, one) => sum + one, 0),
    ...(notes.length > 0 ? { note: notes.join('; ') } : {}),
  };
  console.error(name, JSON.stringify(results[name]), JSON.stringify({ lost }));
}
console.log(JSON.stringify(results));

/** Undefined when the client's process failed or never ended. */
async function run(name: string, count: number, cut: Cut): Promise<Report | undefined> {
  const pool = cut === 'positions' ? shortest : all;
  const server = createServer((socket) => {
    serve(socket, () => {
      send(socket, count, (from, length) => block(pool, from, length));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const port = (server.address() as AddressInfo).port;
  try {
    return await subject([name, String(port), String(count), cut]);
  } finally {
    server.close();
  }
}

function subject(arguments_: readonly string[]): Promise<Report | undefined> {
  return new Promise((resolve) => {
    const script = new URL('esl-subject.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, ['--no-deprecation', script, ...arguments_], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.on('close', () => {
      clearTimeout(timer);
      resolve(reportIn(output));
    });
  });
}

function reportIn(output: string): Report | undefined {
  try {
    return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Report;
  } catch {
    return undefined;
  }
}

/** Answers a login and every subscription; `ready` once the client has asked for the room's events. */
function serve(socket: Socket, ready: () => void): void {
  let text = '';
  socket.setNoDelay(true);
  socket.on('error', () => {});
  socket.write('Content-Type: auth/request\n\n');
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString();
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const command = text.slice(0, end);
      text = text.slice(end + 2);
      const reply = command.startsWith('auth') ? 'accepted' : 'event listener enabled json';
      socket.write(`Content-Type: command/reply\nReply-Text: +OK ${reply}\n\n`);
      // A moment later, so that the first event is not in one chunk with the reply: some have no listener yet.
      if (command.includes('conference::maintenance')) setTimeout(ready, 200);
    }
  });
}

function send(socket: Socket, count: number, make: (from: number, length: number) => Buffer): void {
  let sent = 0;
  const next = (): void => {
    while (sent < count && !socket.destroyed) {
      const length = Math.min(BLOCK, count - sent);
      const bytes = make(sent, length);
      sent += length;
      if (!socket.write(bytes)) {
        socket.once('drain', next);
        return;
      }
    }
  };
  next();
}
