/** The wire between seat and bridge, on which the answer to a filed ticket comes once, twice, late, or never. */
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer, type RawData } from 'ws';
import type { Chance } from './chance.ts';

export type Wire = {
  /** ws: address for seats. */
  readonly address: string;
  /** From now on every answer comes once. */
  calm(): void;
  close(): Promise<void>;
};

const LATE_MS = { least: 50, most: 900 } as const;

/** `bridge`: ws: address of the bridge's seat end. */
export async function openWire(bridge: string, luck: Chance): Promise<Wire> {
  let isCalm = false;
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (seat) => {
    const up = new WebSocket(bridge);
    const early: string[] = [];
    seat.on('message', (data: RawData) => {
      const text = textOf(data);
      if (up.readyState === WebSocket.OPEN) up.send(text);
      else early.push(text);
    });
    up.on('open', () => early.splice(0).forEach((text) => up.send(text)));
    up.on('message', (data: RawData) => {
      const text = textOf(data);
      const pass = () => {
        if (seat.readyState === WebSocket.OPEN) seat.send(text);
      };
      if (isCalm || !text.includes('"ticketNo"') || !text.includes('"answer"')) return pass();
      const dice = luck.next();
      if (dice < 0.1) return undefined;
      if (dice < 0.25) return void setTimeout(pass, luck.between(LATE_MS.least, LATE_MS.most));
      pass();
      if (dice < 0.4) pass();
      return undefined;
    });
    for (const [one, other] of [
      [seat, up],
      [up, seat],
    ] as const) {
      one.on('close', () => other.terminate());
      one.on('error', () => other.terminate());
    }
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `ws://127.0.0.1:${port}/ws/seat`,
    calm() {
      isCalm = true;
    },
    async close() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString() : '';
}
