import { defineConfig } from 'vitest/config';

/** Unit tests stand beside their source; what crosses a process stands in `tests/`, one project a kind. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,packages,scripts,bench,tests/chaos}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/out/**'],
          setupFiles: ['tests/support/property-seed.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.contract.ts'],
          // Real time on a shared machine: what fails once is played again, what fails three times is a failure.
          retry: 2,
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          retry: 2,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
