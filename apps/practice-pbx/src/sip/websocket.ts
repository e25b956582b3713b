import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { SipLink } from './link.ts';

const CLOSING_MS = 300;
/** A SIP message of a seat is 2–6 kB; more than this is nobody's. */
const LARGEST_MESSAGE = 64 * 1024;

export interface WebSocketTransport {
  readonly port: number;
  close(): Promise<void>;
}

export interface WebSocketOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer } | undefined;
  receive(link: SipLink, data: Buffer): void;
  onClosed(link: SipLink): void;
  onOdd(what: string): void;
}

/** SIP over WebSocket, RFC 7118; rejects with the system's error when the port is taken. */
export async function openWebSocket(options: WebSocketOptions): Promise<WebSocketTransport> {
  const { host, tls } = options;
  const server = tls ? createHttps({ key: tls.key, cert: tls.cert }) : createHttp();
  const sockets = new WebSocketServer({
    server,
    maxPayload: LARGEST_MESSAGE,
    handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const localPort = (server.address() as AddressInfo).port;

  sockets.on('connection', (socket, request) => {
    if (socket.protocol !== 'sip') {
      options.onOdd('WebSocket without the subprotocol sip');
      socket.close(1002, 'subprotocol sip wanted');
      return;
    }
    const link = linkOf(socket, {
      transport: tls ? 'WSS' : 'WS',
      localHost: host,
      localPort,
      remoteAddress: request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '',
      remotePort: request.socket.remotePort ?? 0,
    });
    socket.on('message', (data) => {
      const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
      // RFC 7118 section 6: a seat's keep-alive is a double CRLF, the answer a single one.
      if (bytes.length <= 4 && bytes.toString('latin1').trim() === '') {
        if (bytes.length === 4) socket.send('\r\n');
        return;
      }
      options.receive(link, bytes);
    });
    socket.on('error', () => options.onOdd('WebSocket broken by its peer'));
    socket.on('close', () => options.onClosed(link));
  });

  return {
    port: localPort,
    close: async () => {
      // A BYE may still be on its way: closed politely first, cut off soon after.
      for (const socket of sockets.clients) socket.close(1001, 'the PBX stops');
      const cut = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, CLOSING_MS);
      await Promise.all(
        [...sockets.clients].map(
          (socket) => new Promise((resolve) => socket.once('close', resolve)),
        ),
      );
      clearTimeout(cut);
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function linkOf(socket: WebSocket, fixed: Omit<SipLink, 'reliable' | 'send'>): SipLink {
  return {
    ...fixed,
    reliable: true,
    send: (data) => {
      if (socket.readyState !== socket.OPEN) return false;
      // Text frames: some stacks do not read binary ones.
      socket.send(data.toString('utf8'));
      return true;
    },
  };
}
