import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { PbxCore } from '../core.ts';
import { runApi } from '../api/run-api.ts';
import { upTime } from '../api/core-api.ts';
import type { OddInput } from '../odd-input.ts';
import { EslConnection } from './connection.ts';

const HEARTBEAT_MS = 20_000;

export interface EslServer {
  readonly port: number;
  close(): Promise<void>;
}

/** The event socket; rejects with the system's error when the port is taken. */
export async function openEslServer(
  core: PbxCore,
  odd: OddInput,
  options: { readonly host: string; readonly port: number; readonly password: string },
): Promise<EslServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    EslConnection.serve({
      socket,
      password: options.password,
      bus: core.bus,
      runApi: (name, argument) => runApi(core, name, argument),
      onOdd: (what) => odd.count(what, { from: socket.remoteAddress }),
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const heartbeat = setInterval(() => fireHeartbeat(core), HEARTBEAT_MS);
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      clearInterval(heartbeat);
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function fireHeartbeat(core: PbxCore): void {
  const sessions = String(core.channels.size);
  core.bus.fire({
    name: 'HEARTBEAT',
    headers: {
      'Event-Info': 'System Ready',
      'Up-Time': upTime(core),
      'FreeSWITCH-Version': '1.11.3-dev~64bit',
      'Uptime-msec': String(Date.now() - core.startedAt),
      'Session-Count': sessions,
      'Max-Sessions': '1000',
      'Session-Per-Sec': '200',
      'Session-Per-Sec-Last': '0',
      'Session-Per-Sec-Max': '0',
      'Session-Per-Sec-FiveMin': '0',
      'Session-Since-Startup': String(core.channels.sessionsSoFar),
      'Session-Peak-Max': sessions,
      'Session-Peak-FiveMin': sessions,
      'Idle-CPU': '100.000000',
    },
  });
}
