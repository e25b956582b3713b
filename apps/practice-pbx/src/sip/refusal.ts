import { createSocket } from 'node:dgram';

/** On one machine an ICMP answer takes microseconds. */
const WAIT_MS = 200;

/**
 * Whether nobody listens at a UDP address: its machine said so by ICMP "port unreachable", which only a connected
 * socket gets to see. What is sent is a SIP keep-alive (RFC 5626 section 4.4.1). Silence means somebody may be there.
 */
export async function isRefused(address: string, port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), WAIT_MS);
  socket.on('error', () => resolve(true));
  socket.on('message', () => resolve(false));
  socket.connect(port, address, () => socket.send('\r\n\r\n', () => {}));
  const refused = await promise;
  clearTimeout(timer);
  socket.close();
  return refused;
}
