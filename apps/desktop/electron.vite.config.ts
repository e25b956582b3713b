import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (file: string) => path.resolve(import.meta.dirname, file);

/** The Electron seat. The same renderer in a browser: `vite.web.config.ts`. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // Everything is bundled (the workspace's packages are TypeScript) but what is native.
      externalizeDeps: false,
      minify: false,
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          'knowledge-process': at('src/main/knowledge-process.ts'),
        },
        external: ['better-sqlite3'],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      minify: false,
      rolldownOptions: {
        input: at('src/preload/index.ts'),
        // A sandboxed preload is one CommonJS file: it can require nothing but `electron`.
        output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      target: 'chrome140',
      rolldownOptions: {
        input: {
          index: at('src/renderer/index.html'),
          floating: at('src/renderer/floating/index.html'),
        },
      },
    },
  },
});
