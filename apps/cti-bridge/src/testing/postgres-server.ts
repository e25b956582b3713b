/** A PostgreSQL of its own for tests: Debian's package, a fresh folder, a free port of this machine, gone afterwards. */
import { execFile } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const call = promisify(execFile);
const INSTALLED = '/usr/lib/postgresql';

export type PostgresServer = {
  /** Address of an empty database. */
  emptyDatabase(): Promise<string>;
  stop(): Promise<void>;
};

/** Where initdb and pg_ctl are: Debian's newest, else on the PATH; null: PostgreSQL is not installed. */
export function postgresPrograms(): string | null {
  const debian = existsSync(INSTALLED)
    ? readdirSync(INSTALLED)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(INSTALLED, version, 'bin'))
    : [];
  const folders = [...debian, ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.find((bin) => existsSync(join(bin, 'initdb'))) ?? null;
}

export async function startPostgres(bin: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-postgres-'));
  // PostgreSQL refuses to run as root: the package's own user has it then.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    const { stdout } = await call('id', ['-u', 'postgres']);
    chownSync(folder, Number(stdout), -1);
  }
  chmodSync(folder, 0o755);
  const run = (program: string, ...args: string[]) => {
    const path = join(bin, program);
    const options = { cwd: folder };
    return isRoot
      ? call('runuser', ['-u', 'postgres', '--', path, ...args], options)
      : call(path, args, options);
  };
  const data = join(folder, 'data');
  const port = await freePort();
  const address = (database: string) => `postgres://hotline@127.0.0.1:${port}/${database}`;
  const started = async () => {
    await run('initdb', '-D', data, '-U', 'hotline', '--auth=trust', '--no-sync', '-E', 'UTF8');
    const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
    await run('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-w', '-o', settings, 'start');
  };
  await started().catch((cause: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw cause;
  });

  let databases = 0;
  return {
    async emptyDatabase() {
      const name = `hotline_${(databases += 1)}`;
      const client = new Client({ connectionString: address('postgres') });
      await client.connect();
      try {
        await client.query(`CREATE DATABASE ${name}`);
      } finally {
        await client.end();
      }
      return address(name);
    },
    async stop() {
      await run('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 0),
      );
    });
  });
}
