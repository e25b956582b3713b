/** The practice PBX as a process of its own. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import net from 'node:net';

const root = path.resolve(import.meta.dirname, '..');

export type PracticeProcess = {
  readonly pid: number | undefined;
  stop(): Promise<void>;
  readonly ended: Promise<number | null>;
};

/** Resolves when its event socket accepts; it reads the same HOTLINE_… values as `config/freeswitch`. */
export async function startPracticeProcess(options: {
  env: Readonly<Record<string, string>>;
  onLog?: (line: string) => void;
}): Promise<PracticeProcess> {
  const child = spawn(
    path.join(root, 'node_modules', '.bin', 'node'),
    [path.join(root, 'apps', 'practice-pbx', 'src', 'main.ts')],
    {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
    },
  );
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      tail.push(line);
      if (tail.length > 30) tail.shift();
      options.onLog?.(line);
    });
  }
  const port = Number(options.env['HOTLINE_ESL_PORT'] ?? 8021);
  const until = performance.now() + 20_000;
  while (!(await accepts(port))) {
    if (child.exitCode !== null || performance.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`the practice PBX did not come up:\n${tail.join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    pid: child.pid,
    ended,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
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
