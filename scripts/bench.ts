/** `pnpm -s bench NAME`: runs `bench/NAME.ts`, which prints one JSON line on stdout; all else goes to stderr. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './run-step.ts';

const folder = path.join(root, 'bench');
const names = readdirSync(folder)
  .filter((file) => /^[a-z]+\.ts$/.test(file))
  .map((file) => file.slice(0, -3));
const [name = '', ...rest] = process.argv.slice(2);
if (!names.includes(name) || !existsSync(path.join(folder, `${name}.ts`))) {
  console.error(`There is no bench '${name}'. There are: ${names.join(', ')}.`);
  process.exit(2);
}
process.exitCode = await run('node', [path.join(folder, `${name}.ts`), ...rest]);
