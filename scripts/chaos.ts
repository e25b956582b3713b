/** `pnpm -s chaos NAME`: runs `tests/chaos/NAME.ts`, which prints one JSON line on stdout; all else goes to stderr. */
import path from 'node:path';
import { root, run } from './run-step.ts';

const names: readonly string[] = ['call', 'draft'];
const [name = '', ...rest] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`There is no chaos '${name}'. There are: ${names.join(', ')}.`);
  process.exit(2);
}
// A seat in a browser takes part.
if (name === 'call') {
  const built = await run('pnpm', ['--silent', '--filter', '@hotline/desktop', 'run', 'build'], {
    quiet: true,
  });
  if (built !== 0) process.exit(built);
}
process.exitCode = await run('node', [path.join(root, 'tests', 'chaos', `${name}.ts`), ...rest]);
