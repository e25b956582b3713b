/** /healthz: the process answers. /readyz: it can take calls. /metrics: figures for Prometheus. */
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../observe/metrics.ts';
import type { AddressList } from './address-list.ts';

export type ReadyCheck = {
  readonly name: string;
  /** null when all is well, else what is wrong. */
  readonly fault: () => string | null;
};

/** What keeps the bridge from being ready, by name; empty when it is. */
export function faultsOf(checks: readonly ReadyCheck[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    checks.flatMap(({ name, fault }) => {
      const words = fault();
      return words === null ? [] : [[name, words]];
    }),
  );
}

export function addOperations(
  server: FastifyInstance,
  options: {
    readonly allow: AddressList;
    readonly metrics: Metrics;
    readonly checks: readonly ReadyCheck[];
  },
): void {
  server.get('/healthz', async () => ({ ok: true }));

  server.get('/readyz', async (request, reply) => {
    const faults = faultsOf(options.checks);
    const ready = Object.keys(faults).length === 0;
    void reply.code(ready ? 200 : 503).header('cache-control', 'no-store');
    return options.allow.has(request.socket.remoteAddress) ? { ready, faults } : { ready };
  });

  server.get('/metrics', async (request, reply) => {
    if (!options.allow.has(request.socket.remoteAddress)) return reply.code(403).send();
    void reply.type(options.metrics.registry.contentType);
    return options.metrics.registry.metrics();
  });
}
