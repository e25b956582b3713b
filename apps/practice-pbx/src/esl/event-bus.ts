import { randomUUID } from 'node:crypto';
import type { EslEvent } from './event.ts';

/** Microseconds since 1970, as FreeSWITCH's time-stamps are. */
export const nowMicroseconds = (): number =>
  Math.round((performance.timeOrigin + performance.now()) * 1000);

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-22 05:46:46`, in the machine's own time zone. */
export function localDate(microseconds: number): string {
  const date = new Date(microseconds / 1000);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

export interface NewEvent {
  readonly name: string;
  readonly subclass?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
}

/** Gives each event its place in the order of things and hands it to whoever listens. */
export class EventBus {
  readonly coreUuid = randomUUID();
  readonly #listeners = new Set<(event: EslEvent) => void>();
  #sequence = 0;

  fire(event: NewEvent): EslEvent {
    const complete = this.complete(event);
    for (const listener of this.#listeners) listener(complete);
    return complete;
  }

  /** An event with the headers that every event has, without telling anybody. */
  complete({ name, subclass, headers = {}, body }: NewEvent): EslEvent {
    const now = nowMicroseconds();
    const all: Record<string, string> = {
      ...(subclass === undefined ? {} : { 'Event-Subclass': subclass }),
      'Event-Name': name,
      'Core-UUID': this.coreUuid,
      'FreeSWITCH-Hostname': 'practice-pbx',
      'FreeSWITCH-Switchname': 'practice-pbx',
      'FreeSWITCH-IPv4': '127.0.0.1',
      'FreeSWITCH-IPv6': '::1',
      'Event-Date-Local': localDate(now),
      'Event-Date-GMT': new Date(now / 1000).toUTCString(),
      'Event-Date-Timestamp': String(now),
      'Event-Calling-File': 'practice-pbx',
      'Event-Calling-Function': name.toLowerCase(),
      'Event-Calling-Line-Number': '0',
      'Event-Sequence': String(++this.#sequence),
    };
    for (const [key, value] of Object.entries(headers)) if (value !== undefined) all[key] = value;
    return { name, subclass, headers: all, body };
  }

  /** Until the returned function is called. */
  listen(listener: (event: EslEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
