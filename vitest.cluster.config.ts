import { defineConfig } from 'vitest/config';
import { whyNoCluster } from './test/support/server/cluster.ts';

const why = whyNoCluster();
if (why !== undefined) process.stderr.write(`The tests of a cluster cannot run: ${why}.\n`);

/** Each file has a cluster of three servers of its own, so one file at a time. */
export default defineConfig({
  test: {
    include: why === undefined ? ['test/cluster/**/*.test.ts'] : [],
    globalSetup: ['test/support/build.ts', 'test/support/sqlite-setup.ts'],
    testTimeout: 5 * 60_000,
    hookTimeout: 3 * 60_000,
    fileParallelism: false,
    reporters: ['default'],
  },
});
