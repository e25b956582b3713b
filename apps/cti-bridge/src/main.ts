/**
 * The bridge as a process: `node apps/cti-bridge/src/main.ts`. Configuration and environment: config/load.ts.
 *
 * Exit codes: 0 stopped by a signal · 1 could not start, could not stop cleanly, or failed · 2 the configuration is wrong.
 */
import { join } from 'node:path';
import { startBridge } from './app.ts';
import { formatProblems, loadConfig } from './config/index.ts';
import { openLogFiles } from './observe/log-files.ts';
import { createLogger } from './observe/log.ts';
import { createDeskRuntime } from './pbx-desk.ts';

const STOP_WITHIN_MS = 2000;

async function main(): Promise<void> {
  const config = loadConfig({ env: process.env, workingFolder: process.cwd() });
  if (!config.ok) {
    process.stderr.write(`${formatProblems(config.error)}\n`);
    process.exitCode = 2;
    return;
  }
  const files = openLogFiles({
    folder: join(config.value.dataFolder, 'log'),
    keepDays: config.value.retention.logDays,
    now: Date.now,
    echo: true,
  });
  const log = createLogger(config.value.logLevel, files);
  // What is not known to be whole does not go on; the calls are on the PBX, and the next start reads them back.
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'bridge failed');
    process.exit(1);
  });

  const started = await startBridge({ config: config.value, log, createDesk: createDeskRuntime });
  if (!started.ok) {
    log.fatal({ code: started.error.code }, started.error.words);
    process.stderr.write(`${started.error.words}\n`);
    process.exitCode = 1;
    return;
  }

  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error('not stopped in time');
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    started.value.stop().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'not stopped cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

await main();
