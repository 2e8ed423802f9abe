import { defineConfig } from 'vitest/config';
import { findMariadbd } from './test/support/server/server.js';

/** What is true of a mess in a file alone. */
const IN_A_FILE = 'test/**/*.sqlite.test.ts';
/** What is true of a mess on a server alone. */
const ON_A_SERVER = 'test/**/*.mariadb.test.ts';

const hasServer = findMariadbd() !== undefined;
if (!hasServer) {
  process.stderr.write('mariadbd is not installed: the tests run on SQLite only.\n');
}

export default defineConfig({
  test: {
    testTimeout: 30_000,
    // A test mostly waits for a process or a server, and the runner itself for the tests.
    maxWorkers: '100%',
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{cluster,faults}/**', ON_A_SERVER],
          globalSetup: ['test/support/build.ts', 'test/support/sqlite-setup.ts'],
        },
      },
      ...(hasServer
        ? [
            {
              extends: true as const,
              test: {
                name: 'mariadb',
                include: ['test/{commands,data,operations}/**/*.test.ts'],
                exclude: [IN_A_FILE],
                globalSetup: ['test/support/build.ts', 'test/support/server/mariadb-setup.ts'],
              },
            },
          ]
        : []),
    ],
  },
});
