import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const DESKTOP = path.resolve(import.meta.dirname, '../../apps/desktop');
type ViteBuild = { build(options: Record<string, unknown>): Promise<unknown> };

/**
 * Bundles parts of the renderer for a page of a test, as Vite bundles the desk. `/src/…` in its imports is the desk's.
 * Gives the script of one ES module.
 */
export async function buildScript(source: string): Promise<Buffer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hotline-script-'));
  try {
    const entry = path.join(folder, 'entry.ts');
    writeFileSync(entry, source.replaceAll("'/src/", `'${DESKTOP}/src/`));
    const desktop = createRequire(path.join(DESKTOP, 'package.json'));
    const vite = (await import(pathToFileURL(desktop.resolve('vite')).href)) as ViteBuild;
    await vite.build({
      root: DESKTOP,
      configFile: false,
      logLevel: 'warn',
      build: {
        outDir: path.join(folder, 'out'),
        emptyOutDir: true,
        minify: false,
        lib: { entry, formats: ['es'], fileName: 'script' },
      },
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    return readFileSync(path.join(folder, 'out/script.js'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
