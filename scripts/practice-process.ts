import net from 'node:net';
import {
  startOwnProcess,
  untilUp,
  type OwnProcess,
  type OwnProcessOptions,
} from './own-process.ts';

type PracticeProcess = Pick<OwnProcess, 'pid' | 'ended'> & { stop(): Promise<void> };

/** The practice PBX. Resolves when its event socket accepts; it reads the same HOTLINE_… values as `config/freeswitch`. */
export async function startPracticeProcess(options: OwnProcessOptions): Promise<PracticeProcess> {
  const own = startOwnProcess('apps/practice-pbx/src/main.ts', options);
  const port = Number(options.env['HOTLINE_ESL_PORT'] ?? 8021);
  try {
    await untilUp(own, 'the practice PBX', () => accepts(port), 20_000);
  } catch (error) {
    await own.end('SIGKILL');
    throw error;
  }
  return { pid: own.pid, ended: own.ended, stop: () => own.end('SIGTERM') };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
