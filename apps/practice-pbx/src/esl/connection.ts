import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { EventBus } from './event-bus.ts';
import { writeJsonEvent, writePlainEvent, type EslEvent } from './event.ts';
import { CommandReader, type EslCommand } from './command-reader.ts';
import { EVENT_NAMES } from './event-names.ts';
import { Subscription } from './subscription.ts';

const GOODBYE = 'Disconnected, goodbye.\nSee you at ClueCon! http://www.cluecon.com/\n';
const NOT_CONTROLLING = '-ERR not controlling a session';
/** A client that does not read is dropped: FreeSWITCH kills a listener whose queue overflows. */
const MOST_UNREAD = 32 * 1024 * 1024;

export interface EslConnectionOptions {
  readonly socket: Socket;
  readonly password: string;
  readonly bus: EventBus;
  runApi(name: string, argument: string): Promise<string>;
  onOdd(what: string): void;
}

/** One client of the event socket (mod_event_socket, inbound). Commands are answered strictly in order. */
export class EslConnection {
  readonly #options: EslConnectionOptions;
  readonly #reader = new CommandReader();
  readonly #subscription = new Subscription();
  readonly #stopListening: () => void;
  #queue: Promise<void> = Promise.resolve();
  #admitted = false;
  #logging = false;
  #closing = false;

  /** Lives as long as its socket. */
  static serve(options: EslConnectionOptions): EslConnection {
    return new EslConnection(options);
  }

  private constructor(options: EslConnectionOptions) {
    this.#options = options;
    const { socket, bus } = options;
    socket.setNoDelay(true);
    socket.on('data', (data) => this.#receive(data));
    socket.on('error', () => {});
    this.#stopListening = bus.listen((event) => this.#tell(event));
    socket.on('close', () => this.#stopListening());
    socket.write('Content-Type: auth/request\n\n');
  }

  #receive(data: Buffer): void {
    const { commands, overflow } = this.#reader.push(data);
    for (const command of commands) {
      this.#queue = this.#queue.then(() => (this.#closing ? undefined : this.#run(command)));
    }
    if (overflow) {
      this.#options.onOdd('an event socket client without an end of its command');
      this.#options.socket.destroy();
    }
  }

  #tell(event: EslEvent): void {
    const { socket } = this.#options;
    if (!this.#admitted || this.#closing || !this.#subscription.wants(event)) return;
    if (socket.writableLength > MOST_UNREAD) {
      this.#options.onOdd('an event socket client that does not read');
      socket.destroy();
      return;
    }
    socket.write(
      this.#subscription.format === 'json' ? writeJsonEvent(event) : writePlainEvent(event),
    );
  }

  #reply(text: string): void {
    this.#options.socket.write(`Content-Type: command/reply\nReply-Text: ${text}\n\n`);
  }

  #disconnect(): void {
    this.#closing = true;
    this.#stopListening();
    this.#options.socket.end(
      `Content-Type: text/disconnect-notice\nContent-Length: ${Buffer.byteLength(GOODBYE)}\n\n${GOODBYE}`,
    );
  }

  async #run(command: EslCommand): Promise<void> {
    const space = command.line.search(/\s/);
    const name = (space < 0 ? command.line : command.line.slice(0, space)).toLowerCase();
    const argument = space < 0 ? '' : command.line.slice(space).trim();
    if (name === 'exit' || name === '...') {
      this.#reply('+OK bye');
      this.#disconnect();
      return;
    }
    if (!this.#admitted) {
      this.#authenticate(name, argument);
      return;
    }
    switch (name) {
      case 'api':
        if (argument === '') break;
        await this.#api(argument);
        return;
      case 'bgapi':
        if (argument === '') break;
        this.#bgapi(argument, command.headers['job-uuid']);
        return;
      case 'sendevent':
        this.#sendEvent(argument, command);
        return;
      default: {
        const reply = this.#setting(name, argument);
        if (reply === undefined) break;
        this.#reply(reply);
        return;
      }
    }
    this.#options.onOdd('an event socket command that is none');
    this.#reply('-ERR command not found');
  }

  #authenticate(name: string, argument: string): void {
    if (name !== 'auth') {
      this.#reply('-ERR command not found');
      return;
    }
    if (argument === this.#options.password) {
      this.#admitted = true;
      this.#reply('+OK accepted');
      return;
    }
    this.#options.onOdd('a wrong event socket password');
    this.#reply('-ERR invalid');
    this.#disconnect();
  }

  /** The commands that only change what this client hears; undefined for an unknown one. */
  #setting(name: string, argument: string): string | undefined {
    const subscription = this.#subscription;
    switch (name) {
      case 'event':
        return subscription.add(argument)
          ? `+OK event listener enabled ${subscription.format}`
          : '-ERR no keywords supplied';
      case 'nixevent':
        return subscription.remove(argument) ? '+OK events nixed' : '-ERR no keywords supplied';
      case 'noevents':
        return subscription.clear()
          ? '+OK no longer listening for events'
          : '-ERR not listening for events';
      case 'filter':
        return this.#filter(argument);
      case 'log':
        this.#logging = true;
        return `+OK log level ${argument || 'DEBUG'} [${/^\d$/.test(argument) ? argument : '7'}]`;
      case 'nolog':
        if (!this.#logging) return '-ERR not loging';
        this.#logging = false;
        return '+OK no longer logging';
      case 'linger':
      case 'nolinger':
        return NOT_CONTROLLING;
      case 'divert_events':
        return `${NOT_CONTROLLING}.`;
      case 'sendmsg':
        return '-ERR invalid session id []';
      default:
        return undefined;
    }
  }

  #filter(argument: string): string {
    const [first = '', second, ...rest] = argument.split(/\s+/);
    if (first.toLowerCase() === 'delete') {
      const value = rest.length > 0 ? rest.join(' ') : undefined;
      if (second === undefined) return '-ERR invalid syntax';
      this.#subscription.deleteFilter(second, value);
      return `+OK filter deleted. [${second}][${value ?? ''}]`;
    }
    if (first === '' || second === undefined) return '-ERR invalid syntax';
    const value = [second, ...rest].join(' ');
    this.#subscription.addFilter(first, value);
    return `+OK filter added. [${first}]=[${value}]`;
  }

  async #api(argument: string): Promise<void> {
    const space = argument.search(/\s/);
    const name = space < 0 ? argument : argument.slice(0, space);
    const body =
      (await this.#options.runApi(name, space < 0 ? '' : argument.slice(space + 1))) ||
      '-ERR no reply\n';
    this.#options.socket.write(
      `Content-Type: api/response\nContent-Length: ${Buffer.byteLength(body)}\n\n${body}`,
    );
  }

  #bgapi(argument: string, wanted: string | undefined): void {
    const uuid = wanted ?? randomUUID();
    this.#options.socket.write(
      `Content-Type: command/reply\nReply-Text: +OK Job-UUID: ${uuid}\nJob-UUID: ${uuid}\n\n`,
    );
    const space = argument.search(/\s/);
    const name = space < 0 ? argument : argument.slice(0, space);
    const rest = space < 0 ? '' : argument.slice(space + 1);
    void this.#finish(uuid, name, rest);
  }

  async #finish(uuid: string, name: string, argument: string): Promise<void> {
    const result = await this.#options.runApi(name, argument);
    this.#options.bus.fire({
      name: 'BACKGROUND_JOB',
      headers: {
        'Job-UUID': uuid,
        'Job-Command': name,
        ...(argument === '' ? {} : { 'Job-Command-Arg': argument }),
      },
      body: result || '-ERR no reply\n',
    });
  }

  #sendEvent(argument: string, command: EslCommand): void {
    const name = argument.trim().toUpperCase();
    if (!EVENT_NAMES.has(name)) {
      this.#reply('-ERR invalid');
      return;
    }
    const uuid = randomUUID();
    this.#reply(`+OK ${uuid}`);
    const { 'event-subclass': subclass, 'content-length': _length, ...headers } = command.headers;
    this.#options.bus.fire({
      name,
      ...(subclass ? { subclass } : {}),
      headers: { ...headers, 'Event-UUID': uuid },
      ...(command.body === '' ? {} : { body: command.body }),
    });
  }
}
