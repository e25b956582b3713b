import { createSocket, type Socket } from 'node:dgram';
import type { SipLink } from './link.ts';

export interface UdpTransport {
  readonly host: string;
  readonly port: number;
  /** The link to one address; the same object each time. */
  linkTo(address: string, port: number): SipLink;
  close(): Promise<void>;
}

/** SIP over UDP; rejects with the system's error when the port is taken. */
export async function openUdp(
  host: string,
  port: number,
  receive: (link: SipLink, data: Buffer) => void,
): Promise<UdpTransport> {
  const socket: Socket = createSocket('udp4');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, host, () => {
      socket.off('error', reject);
      resolve();
    });
  });
  // ICMP "port unreachable" of a peer that is gone is no failure of ours.
  socket.on('error', () => {});
  const localPort = socket.address().port;
  const links = new Map<string, SipLink>();
  let open = true;
  let sending = 0;
  let onSent: (() => void) | undefined;

  const linkTo = (address: string, remotePort: number): SipLink => {
    const key = `${address}:${remotePort}`;
    const known = links.get(key);
    if (known) return known;
    const link: SipLink = {
      transport: 'UDP',
      reliable: false,
      localHost: host,
      localPort,
      remoteAddress: address,
      remotePort,
      send: (data) => {
        if (!open) return false;
        sending++;
        socket.send(data, remotePort, address, () => {
          if (--sending === 0) onSent?.();
        });
        return true;
      },
    };
    // Peers come and go on ever new ports; nothing is lost by forgetting the oldest.
    if (links.size > 1000) links.delete(links.keys().next().value ?? '');
    links.set(key, link);
    return link;
  };

  socket.on('message', (data, peer) => {
    // RFC 5626 keep-alives, and stray noughts that keep a NAT open.
    if (data.length <= 4) return;
    receive(linkTo(peer.address, peer.port), data);
  });

  return {
    host,
    port: localPort,
    linkTo,
    close: async () => {
      open = false;
      // The last BYE is on its way out first.
      if (sending > 0) await new Promise<void>((resolve) => (onSent = resolve));
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}
