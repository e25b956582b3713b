import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The same renderer as Electron's, as a web seat that the bridge serves from out/web.
 * `--mode stories` builds the page of `renderer/stories` instead, for pictures of the desk; it is never shipped.
 */
export default defineConfig(({ mode }) => ({
  root: mode === 'stories' ? at('src/renderer/stories') : at('src/renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: mode === 'stories' ? at('out/stories') : at('out/web'),
    emptyOutDir: true,
    // Electron 42 and later, and the browsers of the same year.
    target: 'chrome140',
    // The polyfill would be an inline script, which the content-security policy refuses.
    modulePreload: { polyfill: false },
    // One sheet: that of a part which could not be fetched while the bridge was away is never asked for again.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 2_500,
  },
}));
