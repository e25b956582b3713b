import {
  startOwnProcess,
  untilUp,
  type OwnProcess,
  type OwnProcessOptions,
} from './own-process.ts';

export type BridgeProcess = Pick<OwnProcess, 'pid' | 'ended'> & {
  /** http: address of the gateway. */
  readonly address: string;
  /** Resolves when `/readyz` says yes: the PBX is live and the ledger can be written. */
  ready(withinMs?: number): Promise<void>;
  /** SIGTERM, waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL: what a crash is. */
  kill(): Promise<void>;
};

/** The bridge, listening on `port` of this machine. */
export function startBridgeProcess(
  options: OwnProcessOptions & { readonly port: number },
): BridgeProcess {
  const own = startOwnProcess('apps/cti-bridge/src/main.ts', {
    ...options,
    env: { ...options.env, HOTLINE_LISTEN_PORT: String(options.port) },
  });
  const address = `http://127.0.0.1:${options.port}`;
  const isReady = (): Promise<boolean> =>
    fetch(`${address}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
  return {
    address,
    pid: own.pid,
    ended: own.ended,
    ready: (withinMs = 20_000) => untilUp(own, 'the bridge', isReady, withinMs),
    stop: () => own.end('SIGTERM'),
    kill: () => own.end('SIGKILL'),
  };
}
