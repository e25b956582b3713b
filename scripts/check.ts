/** `pnpm check`: format, lint, types, unit tests, dead code. `pnpm test` runs the same before what crosses processes. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { checkStep, close, root, vitestStep, type StepResult } from './run-step.ts';

/** One tsconfig per environment: each is checked by itself, so that nothing of another environment leaks in. */
function tsconfigs(): string[] {
  const folders = ['packages', 'apps'].flatMap((group) =>
    readdirSync(path.join(root, group)).map((name) => path.join(group, name)),
  );
  return [...folders, 'scripts', 'tests'].flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .filter((file) => /^tsconfig.*\.json$/.test(file))
      .map((file) => path.join(folder, file)),
  );
}

export async function check(): Promise<StepResult[]> {
  const results = [
    await checkStep('format', 'oxfmt', ['--check', '.']),
    await checkStep('lint', 'oxlint', ['--type-aware', '--deny-warnings']),
  ];
  for (const tsconfig of tsconfigs()) {
    results.push(await checkStep(`types ${tsconfig}`, 'tsc', ['-p', tsconfig]));
  }
  results.push(await checkStep('dead code', 'knip', []));
  results.push(await vitestStep('unit'));
  return results;
}

if (import.meta.main) close(await check());
