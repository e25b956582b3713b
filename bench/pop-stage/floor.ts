/** The bare way: bytes in by TCP, a WebSocket message of the same size as a pop out. Nothing in between. */
import net from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
let client: WebSocket | undefined;
server.on('connection', (socket) => {
  client = socket;
});
const tcp = net.createServer((near) => {
  near.setNoDelay(true);
  let pending = '';
  near.on('data', (chunk) => {
    pending += chunk.toString();
    for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
      client?.send(pending.slice(0, end));
      pending = pending.slice(end + 1);
    }
  });
});
tcp.listen(0, '127.0.0.1', () => {
  process.send?.({
    tcp: (tcp.address() as net.AddressInfo).port,
    ws: (server.address() as net.AddressInfo).port,
  });
});
