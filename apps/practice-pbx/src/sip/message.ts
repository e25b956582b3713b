import sip, { type AddressOfRecord, type Headers, type Message, type Via } from 'sip';

/** The headers every message must have for a transaction and a dialog to be told apart (RFC 3261 section 8.1.1). */
interface EssentialHeaders extends Headers {
  via: Via[];
  from: AddressOfRecord;
  to: AddressOfRecord;
  cseq: { seq: number; method: string };
  'call-id': string;
}

export interface SipRequest {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: string;
  readonly headers: EssentialHeaders;
  /** UTF-8 text. */
  readonly content: string;
}

export interface SipResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
  readonly headers: EssentialHeaders;
  readonly content: string;
}

export type SipMessage = SipRequest | SipResponse;

/** Bytes as one-byte characters, as the `sip` package counts them. */
const toBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const fromBytes = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

function hasEssentials(headers: Headers): headers is EssentialHeaders {
  return (
    Array.isArray(headers.via) &&
    typeof headers.via[0]?.params === 'object' &&
    typeof headers.from?.uri === 'string' &&
    typeof headers.to?.uri === 'string' &&
    typeof headers['call-id'] === 'string' &&
    Number.isInteger(headers.cseq?.seq) &&
    typeof headers.cseq?.method === 'string'
  );
}

/** Undefined for whatever is not a complete SIP message: never throws, whatever a peer sends. */
export function readSip(data: Buffer): SipMessage | undefined {
  let message: Message | undefined;
  try {
    message = sip.parse(data);
  } catch {
    return undefined;
  }
  if (!message || !hasEssentials(message.headers)) return undefined;
  const content = fromBytes(message.content ?? '');
  if (typeof message.status === 'number') {
    const { status, reason = '', headers } = message;
    return { kind: 'response', status, reason, headers, content };
  }
  if (message.method === undefined || message.uri === undefined) return undefined;
  const { method, uri } = message;
  return { kind: 'request', method, uri, headers: message.headers, content };
}

const hasWideCharacters = (text: string): boolean => /[\u0100-\u{10ffff}]/u.test(text);

function headersInBytes(headers: Headers): Headers {
  const out: Headers = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    // Values that were read are bytes already; ours may be words.
    out[name] = typeof value === 'string' && hasWideCharacters(value) ? toBytes(value) : value;
  }
  return out;
}

export function writeSip(message: SipMessage): Buffer {
  const headers = headersInBytes(message.headers);
  const content = toBytes(message.content);
  const plain: Message =
    message.kind === 'request'
      ? { version: '2.0', method: message.method, uri: message.uri, headers, content }
      : { version: '2.0', status: message.status, reason: message.reason, headers, content };
  return Buffer.from(sip.stringify(plain), 'latin1');
}

export interface SipUri {
  readonly user: string | undefined;
  readonly host: string;
  readonly port: number | undefined;
}

export function readUri(uri: string): SipUri | undefined {
  const parsed = sip.parseUri(uri);
  if (!parsed) return undefined;
  return {
    user: parsed.user,
    host: parsed.host,
    port: Number.isNaN(parsed.port) ? undefined : parsed.port,
  };
}

/** A header of ours or an extension header as text; the parser leaves those as they came. */
export function textHeader(headers: Headers, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return typeof value === 'string' ? fromBytes(value) : undefined;
}

/** The display name of an address, without its quotes. */
export function displayName(address: AddressOfRecord): string | undefined {
  const name = address.name
    ?.trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/\\(.)/gs, '$1');
  return name ? fromBytes(name) : undefined;
}

/** A display name in quotes, safe to stand before `<…>`. */
export function quoted(name: string): string {
  return `"${toBytes(name)
    .replace(/[\r\n]/g, ' ')
    .replace(/["\\]/g, '\\$&')}"`;
}

export const REASONS: Record<number, string> = {
  100: 'Trying',
  180: 'Ringing',
  183: 'Session Progress',
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  415: 'Unsupported Media Type',
  423: 'Interval Too Brief',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  491: 'Request Pending',
  500: 'Server Internal Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
  603: 'Decline',
};
