/** Tests only: the server side of an event socket on a loopback port, driven by the test word by word. */
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import type { Clock } from './clock.ts';

/** A value that comes later, for a test to await. */
class Arrivals<T> {
  readonly #ready: T[] = [];
  readonly #waiting: ((value: T) => void)[] = [];

  add(value: T): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(value);
    else this.#ready.push(value);
  }

  next(): Promise<T> {
    const ready = this.#ready.shift();
    return ready === undefined
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(ready);
  }
}

export class FakeLine {
  readonly socket: Socket;
  readonly commands = new Arrivals<string>();
  readonly closed: Promise<void>;
  #text = '';

  constructor(socket: Socket, onCommand: (command: string) => void) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => socket.on('close', () => resolve()));
    socket.on('data', (bytes: Buffer) => {
      this.#text += bytes.toString();
      for (let end = this.#text.indexOf('\n\n'); end !== -1; end = this.#text.indexOf('\n\n')) {
        const command = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        onCommand(command);
        this.commands.add(command);
      }
    });
    this.say('Content-Type: auth/request\n\n');
  }

  say(text: string | Buffer): void {
    this.socket.write(text);
  }

  reply(text: string, headers = ''): void {
    this.say(`Content-Type: command/reply\nReply-Text: ${text}\n${headers}\n`);
  }

  apiResponse(body: string): void {
    this.say(`Content-Type: api/response\nContent-Length: ${Buffer.byteLength(body)}\n\n${body}`);
  }

  event(headers: Readonly<Record<string, string>>): void {
    this.say(eventFrame(headers));
  }

  job(jobId: string, body: string): void {
    this.event({
      'Event-Name': 'BACKGROUND_JOB',
      'Job-UUID': jobId,
      'Job-Command': 'x',
      _body: body,
    });
  }

  hangUp(): void {
    this.socket.destroy();
  }

  /** Answers the login, both subscriptions, and leaves everything after to the test. */
  async logIn(): Promise<string[]> {
    const commands = [await this.commands.next()];
    this.reply('+OK accepted');
    commands.push(await this.commands.next());
    this.reply('+OK event listener enabled json');
    commands.push(await this.commands.next());
    this.reply('+OK log level crit [2]');
    return commands;
  }
}

export class FakePbx {
  readonly port: number;
  readonly #server: Server;
  readonly #lines = new Arrivals<FakeLine>();
  readonly #open = new Set<FakeLine>();
  /** Every command of every connection, in order. */
  readonly received: string[] = [];

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (socket) => {
      const line = new FakeLine(socket, (command) => this.received.push(command));
      this.#open.add(line);
      this.#lines.add(line);
    });
  }

  static async listen(): Promise<FakePbx> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new FakePbx(server);
  }

  nextLine(): Promise<FakeLine> {
    return this.#lines.next();
  }

  async close(): Promise<void> {
    for (const line of this.#open) line.hangUp();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export function eventFrame(headers: Readonly<Record<string, string>>): string {
  const body = JSON.stringify(headers);
  return `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: text/event-json\n\n${body}`;
}

/** The job id that a `bgapi` command carries. */
export const jobIdOf = (command: string): string => /\nJob-UUID: (.+)$/.exec(command)?.[1] ?? '';

/** A clock that stands still until the test moves it. */
export class HandClock implements Clock {
  #now = 1_000_000;
  #tasks: { due: number; task: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): () => void {
    const entry = { due: this.#now + ms, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((one) => one !== entry);
    };
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#tasks.filter(({ due }) => due <= end).toSorted((a, b) => a.due - b.due);
      if (next === undefined) break;
      this.#tasks = this.#tasks.filter((one) => one !== next);
      this.#now = next.due;
      next.task();
    }
    this.#now = end;
  }

  /** ms until each task that waits, shortest first. */
  get waits(): number[] {
    return this.#tasks.map(({ due }) => due - this.#now).toSorted((a, b) => a - b);
  }
}
