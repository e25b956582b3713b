import { pino } from 'pino';
import { startPracticePbx } from './app.ts';
import { optionsFromEnvironment } from './environment.ts';

const logger = pino({ level: process.env['HOTLINE_LOG_LEVEL'] || 'info' });

try {
  const pbx = await startPracticePbx({ ...optionsFromEnvironment(process.env), logger });
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    pbx.stop().then(
      () => logger.info('stopped'),
      (cause: unknown) => {
        logger.error({ cause }, 'did not stop cleanly');
        process.exitCode = 1;
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (cause) {
  logger.fatal({ cause }, 'the practice PBX does not start');
  process.exitCode = 1;
}
