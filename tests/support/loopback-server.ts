/** A small HTTP(S) and WebSocket server on this machine that notes who asked it for what. */
import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

export type LoopbackServer = {
  readonly port: number;
  /** `GET /path` and `WS /path`, in order. */
  readonly asked: string[];
  close(): Promise<void>;
};

/** With `tls` (PEM) it speaks https and wss. Every page may read its answers (CORS), so only the asking side can refuse. */
export async function loopbackServer(tls?: {
  readonly cert: string;
  readonly key: string;
}): Promise<LoopbackServer> {
  const asked: string[] = [];
  const server: Server = tls === undefined ? createHttp() : createHttps(tls);
  server.on('request', (request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/plain' });
    response.end('here');
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, request) => {
    asked.push(`WS ${request.url ?? ''}`);
    socket.send('here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
