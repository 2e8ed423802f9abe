import { defineConfig } from 'vitest/config';

/** Sweeps of killed processes and full disks: minutes, so not among the tests of every change. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    globalSetup: [
      'test/support/build.ts',
      'test/support/sqlite-setup.ts',
      'test/faults/global-setup.ts',
    ],
    testTimeout: 15 * 60_000,
    // A sweep mostly waits for its one child.
    maxWorkers: 3,
    reporters: ['default'],
  },
});
