import { connect, type Socket } from 'node:net';

export interface EslFrame {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The object of a text/event-json frame. */
  readonly event: Readonly<Record<string, string>> | undefined;
}

type Waiting = {
  readonly fits: (frame: EslFrame) => boolean;
  readonly take: (frame: EslFrame) => void;
};

/** A small event socket client for tests: commands are answered in order, events are kept and waited for. */
export class EslClient {
  readonly events: Readonly<Record<string, string>>[] = [];
  readonly frames: EslFrame[] = [];
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  #pending = Buffer.alloc(0);
  readonly #waiting: Waiting[] = [];
  readonly #unclaimed: EslFrame[] = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data) => this.#receive(data));
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => socket.on('close', () => resolve()));
  }

  static async open(port: number): Promise<EslClient> {
    const socket = connect(port, '127.0.0.1');
    const client = new EslClient(socket);
    await client.nextFrame((frame) => frame.headers['Content-Type'] === 'auth/request');
    return client;
  }

  /** Connected, authenticated, and listening to everything. */
  static async ready(port: number, password: string): Promise<EslClient> {
    const client = await EslClient.open(port);
    await client.command(`auth ${password}`);
    await client.command('event json ALL');
    return client;
  }

  write(text: string): void {
    this.#socket.write(text);
  }

  /** Sends a command and resolves with its reply's Reply-Text, or with an api's body. */
  async command(text: string): Promise<string> {
    this.write(`${text}\n\n`);
    const reply = await this.nextFrame((frame) =>
      /^(command\/reply|api\/response)$/.test(frame.headers['Content-Type'] ?? ''),
    );
    return reply.headers['Reply-Text'] ?? reply.body;
  }

  api(text: string): Promise<string> {
    return this.command(`api ${text}`);
  }

  /** bgapi: resolves with the body of its BACKGROUND_JOB. */
  async job(text: string, withinMs = 8000): Promise<string> {
    const reply = await this.command(`bgapi ${text}`);
    const uuid = /Job-UUID: (\S+)/.exec(reply)?.[1];
    const event = await this.event((candidate) => candidate['Job-UUID'] === uuid, withinMs);
    return event['_body'] ?? '';
  }

  /** The first event, past or to come, that fits. */
  async event(
    fits: (event: Readonly<Record<string, string>>) => boolean,
    withinMs = 5000,
  ): Promise<Readonly<Record<string, string>>> {
    const past = this.events.find(fits);
    if (past) return past;
    const frame = await this.nextFrame(
      (candidate) => candidate.event !== undefined && fits(candidate.event),
      withinMs,
    );
    return frame.event ?? {};
  }

  /** Next frame that fits; frames that came before somebody asked are looked at first, events excepted. */
  async nextFrame(fits: (frame: EslFrame) => boolean, withinMs = 5000): Promise<EslFrame> {
    const index = this.#unclaimed.findIndex(fits);
    if (index >= 0) {
      const [frame] = this.#unclaimed.splice(index, 1);
      if (frame) return frame;
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        fits,
        take: (frame) => {
          clearTimeout(timer);
          resolve(frame);
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(
          new Error(
            `no such frame within ${withinMs} ms; last events: ${this.summary().slice(-12).join(', ')}`,
          ),
        );
      }, withinMs);
      this.#waiting.push(waiting);
    });
  }

  /** Events in order, short: `CHANNEL_ANSWER`, `add-member` … */
  summary(): string[] {
    return this.events.map(
      (event) => event['Action'] ?? event['Event-Subclass'] ?? event['Event-Name'] ?? '?',
    );
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(data: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, data]);
    for (;;) {
      const end = this.#pending.indexOf('\n\n');
      if (end < 0) return;
      const headers: Record<string, string> = {};
      for (const line of this.#pending.toString('utf8', 0, end).split('\n')) {
        const colon = line.indexOf(': ');
        if (colon > 0) headers[line.slice(0, colon)] = line.slice(colon + 2);
      }
      const length = Number(headers['Content-Length'] ?? 0);
      if (this.#pending.length < end + 2 + length) return;
      const body = this.#pending.toString('utf8', end + 2, end + 2 + length);
      this.#pending = this.#pending.subarray(end + 2 + length);
      const event =
        headers['Content-Type'] === 'text/event-json'
          ? (JSON.parse(body) as Record<string, string>)
          : undefined;
      this.#deliver({ headers, body, event });
    }
  }

  #deliver(frame: EslFrame): void {
    this.frames.push(frame);
    if (frame.event) this.events.push(frame.event);
    const index = this.#waiting.findIndex((waiting) => waiting.fits(frame));
    const [waiting] = index >= 0 ? this.#waiting.splice(index, 1) : [];
    if (waiting) waiting.take(frame);
    else if (!frame.event) this.#unclaimed.push(frame);
  }
}
