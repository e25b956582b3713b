/** RFC 4733: keys pressed, as RTP payloads. */
const KEYS = '0123456789*#ABCD';

export interface TelephoneEvent {
  readonly digit: string;
  readonly end: boolean;
  /** In RTP timestamp units, 8 kHz. */
  readonly duration: number;
}

export function parseTelephoneEvent(payload: Uint8Array): TelephoneEvent | undefined {
  if (payload.length < 4) return undefined;
  const digit = KEYS[payload[0] ?? 255];
  if (digit === undefined) return undefined;
  return {
    digit,
    end: ((payload[1] ?? 0) & 0x80) !== 0,
    duration: ((payload[2] ?? 0) << 8) | (payload[3] ?? 0),
  };
}

/** Undefined for a character that is no key of a telephone. */
export function buildTelephoneEvent(event: TelephoneEvent): Buffer | undefined {
  const code = KEYS.indexOf(event.digit.toUpperCase());
  if (code < 0 || event.digit.length !== 1) return undefined;
  // Volume 10 (−10 dBm0) is what telephones send.
  return Buffer.from([
    code,
    (event.end ? 0x80 : 0) | 10,
    (event.duration >> 8) & 0xff,
    event.duration & 0xff,
  ]);
}
