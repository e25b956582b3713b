/**
 * SIP over WebSocket (RFC 7118) under JsSIP. Its own WebSocketInterface waits for the system's time-out (minutes) when an
 * address does not answer, and cannot be told that a socket is dead; this one can.
 */
import type { Socket } from 'jssip';

const CONNECT_TIMEOUT_MS = 5_000;

export type SipSocket = Socket & {
  /** Ends the connection as if the network had; JsSIP then connects afresh within 2 s. */
  drop(): void;
};

/** `server` is the ws: or wss: address of the PBX. */
export function createSipSocket(server: string): SipSocket {
  const address = new URL(server);
  let current: WebSocket | null = null;
  let listening = new AbortController();

  const forget = (): WebSocket | null => {
    listening.abort();
    const old = current;
    current = null;
    old?.close();
    return old;
  };
  const lost = (code?: number, reason?: string) => {
    if (forget() !== null) socket.ondisconnect(true, code, reason);
  };

  const socket: SipSocket = {
    via_transport: address.protocol === 'wss:' ? 'WSS' : 'WS',
    url: server,
    sip_uri: `sip:${address.host};transport=ws`,
    connect() {
      if (current !== null) return;
      const opening = new WebSocket(server, 'sip');
      current = opening;
      opening.binaryType = 'arraybuffer';
      listening = new AbortController();
      const { signal } = listening;
      const timer = setTimeout(() => lost(undefined, 'connect timeout'), CONNECT_TIMEOUT_MS);
      signal.addEventListener('abort', () => clearTimeout(timer));
      const onOpen = () => {
        clearTimeout(timer);
        socket.onconnect();
      };
      opening.addEventListener('open', onOpen, { signal });
      opening.addEventListener('close', ({ code, reason }) => lost(code, reason), { signal });
      opening.addEventListener('message', ({ data }) => socket.ondata(data), { signal });
    },
    disconnect() {
      forget();
    },
    send(message) {
      if (current?.readyState !== WebSocket.OPEN) return false;
      current.send(message as string);
      return true;
    },
    isConnected: () => current?.readyState === WebSocket.OPEN,
    isConnecting: () => current?.readyState === WebSocket.CONNECTING,
    // JsSIP puts its own handlers here.
    onconnect() {},
    ondisconnect() {},
    ondata() {},
    drop: () => lost(undefined, 'dropped here'),
  };
  return socket;
}
