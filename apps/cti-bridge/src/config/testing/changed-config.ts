/** Tests only: the shipped configuration with one change, read like the real one. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../load.ts';

const shipped = fileURLToPath(new URL('../../../../../config', import.meta.url));
export const secrets = {
  HOTLINE_ESL_PASSWORD: 'a-good-secret',
  HOTLINE_DIRECTORY_SECRET: 'another-secret',
};
export const same = (text: string): string => text;

export type Loaded = ReturnType<typeof loadConfig>;

/** A folder of its own with the shipped files in it; `forget` it. */
export function changedConfig() {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-config-'));
  for (const name of [
    'hotline.yaml',
    'categories.csv',
    'callers.yaml',
    'intake.yaml',
    'gazetteer.csv',
  ]) {
    writeFileSync(join(folder, name), readFileSync(join(shipped, name)));
  }
  for (const name of ['places', 'holidays']) {
    cpSync(join(shipped, name), join(folder, name), { recursive: true });
  }
  const before = readFileSync(join(shipped, 'hotline.yaml'), 'utf8');
  let after = before;
  return {
    folder,
    load: (change: (text: string) => string, env: Record<string, string> = {}): Loaded => {
      after = change(before);
      if (after === before && change !== same) throw new Error('the change did not apply');
      const path = join(folder, 'changed.yaml');
      writeFileSync(path, after);
      return loadConfig({
        env: { ...secrets, HOTLINE_CONFIG: path, ...env },
        workingFolder: folder,
      });
    },
    /** Line of the changed file that holds `words`, from 1. */
    lineOf: (words: string) => after.split('\n').findIndex((line) => line.includes(words)) + 1,
    /** First line that is not as shipped, from 1. */
    changedLine() {
      const shippedLines = before.split('\n');
      return after.split('\n').findIndex((line, index) => line !== shippedLines[index]) + 1;
    },
    forget: () => rmSync(folder, { recursive: true }),
  };
}

export function problemsOf(result: Loaded) {
  if (result.ok) throw new Error('accepted');
  return result.error;
}
