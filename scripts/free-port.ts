import dgram from 'node:dgram';
import net from 'node:net';

function tcpPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const taken = (server.address() as net.AddressInfo).port;
      server.close(() => resolve(taken));
    });
  });
}

function udpIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = dgram.createSocket('udp4');
    socket.once('error', () => resolve(false));
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)));
  });
}

/** Whether nobody on this machine's loopback listens there now. */
export async function isFree(port: number, udpToo = false): Promise<boolean> {
  return (await tcpPort(port)) !== null && (!udpToo || (await udpIsFree(port)));
}

/** A TCP port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const port = await tcpPort(0);
  if (port === null) throw new Error('no free port on this machine');
  return port;
}

/** A port free for UDP and for TCP: SIP listens on both. */
export async function freeSipPort(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (await udpIsFree(port)) return port;
  }
}
