/** RFC 3550 section 5.1, as far as audio between two parties needs it. */
export interface RtpPacket {
  readonly payloadType: number;
  readonly marker: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payload: Uint8Array;
}

/** Undefined for anything that is not RTP version 2, or cut short. */
export function parseRtp(data: Buffer): RtpPacket | undefined {
  if (data.length < 12 || (data[0] ?? 0) >> 6 !== 2) return undefined;
  const first = data[0] ?? 0;
  const second = data[1] ?? 0;
  let start = 12 + 4 * (first & 0x0f);
  if (first & 0x10) {
    if (data.length < start + 4) return undefined;
    start += 4 + 4 * data.readUInt16BE(start + 2);
  }
  const padding = first & 0x20 ? (data[data.length - 1] ?? 0) : 0;
  const end = data.length - padding;
  if (end < start) return undefined;
  return {
    payloadType: second & 0x7f,
    marker: (second & 0x80) !== 0,
    sequence: data.readUInt16BE(2),
    timestamp: data.readUInt32BE(4),
    ssrc: data.readUInt32BE(8),
    payload: data.subarray(start, end),
  };
}

export function buildRtp(packet: RtpPacket): Buffer {
  const data = Buffer.allocUnsafe(12 + packet.payload.length);
  data[0] = 0x80;
  data[1] = (packet.marker ? 0x80 : 0) | (packet.payloadType & 0x7f);
  data.writeUInt16BE(packet.sequence & 0xffff, 2);
  data.writeUInt32BE(packet.timestamp >>> 0, 4);
  data.writeUInt32BE(packet.ssrc >>> 0, 8);
  data.set(packet.payload, 12);
  return data;
}
