/** `pnpm -s chaos NAME`: runs `tests/chaos/NAME.ts`, which prints one JSON line on stdout; all else goes to stderr. */
import path from 'node:path';
import { root, run } from './run-step.ts';

const names: readonly string[] = ['call', 'draft'];
const [name = '', ...rest] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`There is no chaos '${name}'. There are: ${names.join(', ')}.`);
  process.exit(2);
}
process.exitCode = await run('node', [path.join(root, 'tests', 'chaos', `${name}.ts`), ...rest]);
