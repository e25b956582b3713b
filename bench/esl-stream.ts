/**
 * The event stream that every client is given: events as a real FreeSWITCH sent them (tests/fixtures/esl: CHANNEL_* with
 * 90 to 250 headers and conference::maintenance with 20 to 80, 0.8 to 11 KB each), with a citizen's name in Chinese, a
 * running Event-Sequence and a check value that the receiver can compute. The same on every run.
 */
import { readFileSync } from 'node:fs';

const CAPTURES = ['call.txt', 'room-operations.txt'];

/** Fixed width, so that a number can be written into a template in place. */
const FIRST_SEQUENCE = 1_000_000_000;

export type Template = {
  readonly frame: Buffer;
  /** Where the ten digits of the sequence number stand. */
  readonly digitsAt: readonly number[];
  readonly name: string;
};

export const sequenceOf = (index: number): string => String(FIRST_SEQUENCE + index);

/** What a receiver must find in `variable_hotline_check` of the event with this sequence number. */
export const checkOf = (sequence: string): string => `来电 ${sequence}：转接一一〇 "完"`;

export function templates(): Template[] {
  return CAPTURES.flatMap((name) => eventsIn(name))
    .filter((event) => /^CHANNEL_|^CUSTOM$/.test(event['Event-Name'] ?? ''))
    .filter(
      (event) =>
        (event['Event-Subclass'] ?? 'conference::maintenance') === 'conference::maintenance',
    )
    .map((event) => {
      const sequence = sequenceOf(0);
      const body = JSON.stringify({
        ...event,
        'Event-Sequence': sequence,
        'Caller-Caller-ID-Name': '王小明',
        variable_hotline_check: checkOf(sequence),
      });
      const frame = Buffer.from(
        `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: text/event-json\n\n${body}`,
      );
      return { frame, digitsAt: placesOf(frame, sequence), name: event['Event-Name'] ?? '' };
    });
}

/** The frames number `from` to `from + count`, behind each other. */
export function block(all: readonly Template[], from: number, count: number): Buffer {
  const picked = Array.from({ length: count }, (_, index) => at(all, from + index));
  const bytes = Buffer.concat(picked.map((template) => template.frame));
  let start = 0;
  for (const [index, template] of picked.entries()) {
    const sequence = sequenceOf(from + index);
    for (const place of template.digitsAt) bytes.write(sequence, start + place, 'latin1');
    start += template.frame.length;
  }
  return bytes;
}

export function at(all: readonly Template[], index: number): Template {
  const template = all[index % all.length];
  if (template === undefined) throw new Error('no captured events');
  return template;
}

function eventsIn(name: string): Record<string, string>[] {
  const bytes = readFileSync(new URL(`../tests/fixtures/esl/${name}`, import.meta.url));
  const events: Record<string, string>[] = [];
  let start = 0;
  while (start < bytes.length) {
    const blank = bytes.indexOf('\n\n', start);
    const header = bytes.toString('utf8', start, blank);
    const length = Number(/Content-Length: (\d+)/.exec(header)?.[1] ?? 0);
    const body = bytes.toString('utf8', blank + 2, blank + 2 + length);
    if (header.includes('text/event-json')) events.push(JSON.parse(body) as Record<string, string>);
    start = blank + 2 + length;
  }
  return events;
}

function placesOf(bytes: Buffer, text: string): number[] {
  const places: number[] = [];
  for (let place = bytes.indexOf(text); place !== -1; place = bytes.indexOf(text, place + 1)) {
    places.push(place);
  }
  return places;
}
