/** `pnpm contract [--freeswitch] [--only PATTERN]`: the same scenarios on the practice PBX and on a real FreeSWITCH. */
import { parseArgs } from 'node:util';
import { checkStep, close, vitestStep } from './run-step.ts';

const { values } = parseArgs({
  options: { freeswitch: { type: 'boolean', default: false }, only: { type: 'string' } },
});

const built = await checkStep('build', 'pnpm', ['--filter', '@hotline/desktop', 'run', 'build']);
if (built.failed > 0) close([built]);
close([
  await vitestStep('contract', {
    args: values.only === undefined ? [] : ['-t', values.only],
    env: { HOTLINE_PBX: values.freeswitch ? 'freeswitch' : 'practice' },
  }),
]);
