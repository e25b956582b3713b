/**
 * The cable between a seat and the PBX on which its sound runs, so that it can be pulled: everything stops at once,
 * sound, reports of it (RTCP) and the answers to ICE's questions, as when a program is killed or a machine dies. A
 * WebRTC library that is only told to be silent goes on with the last two.
 */
import { createSocket, type Socket } from 'node:dgram';

const HOST = '127.0.0.1';

export type MediaCable = {
  /** The PBX's offer, as if the PBX were at this cable's end. */
  readonly offer: string;
  /** The seat's answer, as if the seat were at the other. */
  answer(sdp: string): string;
  pull(): void;
};

/** Both must be on this machine. Throws when the offer names no address. */
export async function layMediaCable(offer: string): Promise<MediaCable> {
  const pbxPort = portOf(offer);
  const [atSeat, atPbx] = await Promise.all([open(), open()]);
  let seatPort: number | null = null;
  atSeat.on('message', (data) => atPbx.send(data, pbxPort, HOST, ignore));
  atPbx.on('message', (data) => {
    if (seatPort !== null) atSeat.send(data, seatPort, HOST, ignore);
  });
  return {
    offer: withPort(offer, pbxPort, atSeat.address().port),
    answer(sdp) {
      seatPort = portOf(sdp);
      return withPort(sdp, seatPort, atPbx.address().port);
    },
    pull() {
      for (const socket of [atSeat, atPbx]) socket.removeAllListeners('message').close();
    },
  };
}

const ignore = (): void => {};

async function open(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('error', ignore);
  await new Promise<void>((resolve) => {
    socket.bind(0, HOST, resolve);
  });
  return socket;
}

/** `a=candidate:… 1 udp <priority> <address> <port> typ host` (RFC 8839 §5.1), else the port of the m-line. */
function portOf(sdp: string): number {
  const found =
    /^a=candidate:\S+ 1 \S+ \d+ 127\.0\.0\.1 (\d+) /im.exec(sdp) ?? /^m=audio (\d+) /m.exec(sdp);
  if (found?.[1] === undefined) throw new Error('an SDP without an address');
  return Number(found[1]);
}

/** RTCP runs on the same port (rtcp-mux); addresses that are not the cable's are left out. */
function withPort(sdp: string, from: number, to: number): string {
  return sdp
    .split('\r\n')
    .filter((line) => !line.startsWith('a=candidate:') || line.includes(` ${HOST} ${from} `))
    .map((line) =>
      line
        .replace(` ${HOST} ${from} `, ` ${HOST} ${to} `)
        .replace(new RegExp(`^(m=audio|a=rtcp:)( ?)${from}\\b`), `$1$2${to}`),
    )
    .join('\r\n');
}
