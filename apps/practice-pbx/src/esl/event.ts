/** An event of the event socket: headers in order, and a body for a BACKGROUND_JOB. */
export interface EslEvent {
  readonly name: string;
  /** `conference::maintenance`, `sofia::register` …, of a CUSTOM event. */
  readonly subclass: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** `event json`: the frame's own two headers, then an object whose values are all strings. */
export function writeJsonEvent(event: EslEvent): Buffer {
  const object =
    event.body === undefined
      ? event.headers
      : {
          ...event.headers,
          'Content-Length': String(Buffer.byteLength(event.body)),
          _body: event.body,
        };
  const json = Buffer.from(JSON.stringify(object));
  return Buffer.concat([
    Buffer.from(`Content-Length: ${json.length}\nContent-Type: text/event-json\n\n`),
    json,
  ]);
}

/** `event plain`: values percent-encoded, one a line, a body behind its own Content-Length. */
export function writePlainEvent(event: EslEvent): Buffer {
  const lines = Object.entries(event.headers).map(
    ([name, value]) => `${name}: ${percentEncoded(value)}\n`,
  );
  const body = event.body === undefined ? '' : event.body;
  const inner = Buffer.from(
    lines.join('') + (body === '' ? '\n' : `Content-Length: ${Buffer.byteLength(body)}\n\n${body}`),
  );
  return Buffer.concat([
    Buffer.from(`Content-Length: ${inner.length}\nContent-Type: text/event-plain\n\n`),
    inner,
  ]);
}

/** What switch_url_encode leaves alone is a little more than encodeURIComponent does. */
function percentEncoded(value: string): string {
  return encodeURIComponent(value).replace(/%(?:2C|3A|2F|40|3D|3B|24)/g, (escaped) =>
    decodeURIComponent(escaped),
  );
}
