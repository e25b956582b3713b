/** A way to one peer: an open WebSocket, or an address to which datagrams are sent. */
export interface SipLink {
  readonly transport: 'WS' | 'WSS' | 'UDP';
  /** Messages arrive once and in order, so nothing is sent twice (RFC 3261 section 17). */
  readonly reliable: boolean;
  readonly localHost: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** False when the link is gone; nothing else is ever thrown. */
  send(data: Buffer): boolean;
}
