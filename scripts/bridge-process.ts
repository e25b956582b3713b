/** The bridge as a process of its own, as it runs in a centre: started, asked whether it is ready, stopped or killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.resolve(import.meta.dirname, '..');

export type BridgeProcess = {
  /** http: address of the gateway. */
  readonly address: string;
  /** Resolves when `/readyz` says yes: the PBX is live and the ledger can be written. */
  ready(withinMs?: number): Promise<void>;
  /** SIGTERM, waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL: what a crash is. */
  kill(): Promise<void>;
  readonly ended: Promise<number | null>;
  readonly pid: number | undefined;
};

export type BridgeProcessOptions = {
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** Each line of its log (JSON). */
  readonly onLog?: (line: string) => void;
};

export function startBridgeProcess(options: BridgeProcessOptions): BridgeProcess {
  const child: ChildProcess = spawn(
    path.join(root, 'node_modules', '.bin', 'node'),
    [path.join(root, 'apps', 'cti-bridge', 'src', 'main.ts')],
    {
      cwd: root,
      // Ctrl-C in a terminal reaches the whole group; who started us decides when the bridge ends.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env, HOTLINE_LISTEN_PORT: String(options.port) },
    },
  );
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      tail.push(line);
      if (tail.length > 30) tail.shift();
      options.onLog?.(line);
    });
  }
  const address = `http://127.0.0.1:${options.port}`;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return {
    address,
    ended,
    pid: child.pid,
    async ready(withinMs = 20_000) {
      const until = performance.now() + withinMs;
      for (;;) {
        if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`the bridge ended by itself:\n${tail.join('\n')}`);
        }
        const ready = await fetch(`${address}/readyz`).then(
          (answer) => answer.ok,
          () => false,
        );
        if (ready) return;
        if (performance.now() > until) {
          throw new Error(`the bridge is not ready within ${withinMs} ms:\n${tail.join('\n')}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
