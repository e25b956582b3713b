/**
 * A frame → an event.
 *
 * `text/event-json` is switch_event_serialize_json(): every header a JSON string, an indexed header a JSON array, the
 * body under `_body`. `text/event-plain` is switch_event_serialize(): percent-encoded "Name: value" lines, the body
 * behind a Content-Length of its own.
 */
import { type Result, err, ok } from '@hotline/domain/result';
import type { Frame, Headers } from './framer.ts';
import { percentDecode } from './percent.ts';

export type EslEvent = {
  /** `Event-Name`, e.g. CHANNEL_ANSWER. */
  readonly name: string;
  /** `Event-Subclass` of a CUSTOM event, e.g. conference::maintenance. */
  readonly subclass: string | undefined;
  /** `Event-Sequence`: see sequence.ts for what it does and does not say. */
  readonly sequence: number | undefined;
  /** `Event-Date-Timestamp`, which is in µs, in whole ms since 1970. FreeSWITCH's clock moves in steps of 20 ms. */
  readonly timestampMs: number | undefined;
  readonly headers: Headers;
  /** '' when there is none. */
  readonly body: string;
};

export type EventFault = { readonly code: 'not-an-event' | 'bad-json' | 'no-event-name' };

export function parseEvent(frame: Frame): Result<EslEvent, EventFault> {
  switch (frame.contentType) {
    case 'text/event-json':
      return fromJson(frame.body);
    case 'text/event-plain':
      return fromPlain(frame.body);
    default:
      return err({ code: 'not-an-event' });
  }
}

function fromJson(text: string): Result<EslEvent, EventFault> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return err({ code: 'bad-json' });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return err({ code: 'bad-json' });
  }
  // The object that JSON.parse made is the header table: copying a hundred headers would cost as much again.
  const headers = parsed as Record<string, unknown>;
  for (const name in headers) {
    if (typeof headers[name] !== 'string') headers[name] = asText(headers[name]);
  }
  const texts = headers as Record<string, string>;
  return fromHeaders(texts, texts['_body'] ?? '');
}

/** An indexed header in the core's own form (switch_event.c, "ARRAY::a|:b"); FreeSWITCH sends nothing else but strings. */
const asText = (value: unknown): string =>
  Array.isArray(value) ? `ARRAY::${value.join('|:')}` : JSON.stringify(value);

function fromPlain(text: string): Result<EslEvent, EventFault> {
  const headers: Record<string, string> = {};
  const blank = text.indexOf('\n\n');
  const block = blank === -1 ? text : text.slice(0, blank);
  for (const line of block.split('\n')) {
    const colon = line.indexOf(': ');
    if (colon <= 0) continue;
    const name = line.slice(0, colon);
    if (name !== '__proto__') headers[name] = percentDecode(line.slice(colon + 2));
  }
  return fromHeaders(headers, blank === -1 ? '' : text.slice(blank + 2));
}

function fromHeaders(headers: Headers, body: string): Result<EslEvent, EventFault> {
  const name = headers['Event-Name'];
  if (name === undefined) return err({ code: 'no-event-name' });
  const microseconds = wholeNumber(headers['Event-Date-Timestamp']);
  return ok({
    name,
    subclass: headers['Event-Subclass'],
    sequence: wholeNumber(headers['Event-Sequence']),
    timestampMs: microseconds === undefined ? undefined : Math.floor(microseconds / 1000),
    headers,
    body,
  });
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
