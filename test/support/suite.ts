import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { useMemoryDisk } from './memory-disk.ts';
import { whyNoCluster } from './server/cluster.ts';
import { findMariadbd } from './server/server.js';
import { createSkipReporter } from './skip-reporter.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Whether properties run in full, rather than as often as a change in between needs. */
    isFull: boolean;
    /** The browser of the tests in one. */
    chromium: string;
  }
}

/**
 * `day`: what is worth running after each change: all tests in a file, and on a server what is about
 * it. `all`: everything, each test at full strength.
 */
export type Extent = 'day' | 'all';

/** What is true of a mess in a file alone. */
const IN_A_FILE = 'test/**/*.sqlite.test.ts';
/** What is true of a mess on a server alone. */
const ON_A_SERVER = 'test/**/*.mariadb.test.ts';

/**
 * What is the same on both: every day the whole of the project in a file is enough, and of the commands on a
 * server the one month of them all that `same-month.mariadb.test.ts` holds against a file.
 */
const ALIKE = ['test/operations/billing/{touched,listed}-bills.test.ts'];

/** Of whole histories, which come to the same wherever they are kept. */
const PROPERTIES_OF_BOTH = [
  'test/properties/mess-model/*.test.ts',
  'test/properties/accounts.test.ts',
];

/** Servers and schemas that are killed, lost and broken, again and again: for the whole run. */
const LONG_SWEEPS = [
  'test/data/schema/migrations{,-killed.mariadb}.test.ts',
  'test/operations/mysql/server-failures.mariadb.test.ts',
  'test/operations/upkeep/broken-schema.test.ts',
  'test/commands/db/copy-large.mariadb.test.ts',
  'test/commands/db/copy-lost.mariadb.test.ts',
  'test/web/servers/{beside,lost,several}.mariadb.test.ts',
  'test/operations/mysql/lost-connection.mariadb.test.ts',
];

/** Processes that are killed and files that are damaged, again and again: for the whole run. */
const MANY_PROCESSES = [
  'test/commands/db/{interrupted,restore-damaged}.test.ts',
  'test/properties/import-fuzz.test.ts',
  'test/web/ending.test.ts',
  'test/cli/import-progress.test.ts',
  'test/operations/imports/concurrency.test.ts',
];

const ABOUT_A_SERVER = ['test/{data,operations}/**/*.test.ts', ON_A_SERVER];

const QUICK_BCRYPT = { bcrypt: resolve('test/support/quick-bcrypt.js') };

/** Debian's. */
const CHROMIUM = process.env.MESS_CHROMIUM ?? '/usr/bin/chromium';

const FILE_SETUP = 'test/support/sqlite/setup.ts';

/** The settings of a run of the tests. */
export function configureTests(extent: Extent) {
  useMemoryDisk();
  const noServer = findMariadbd() === undefined ? 'mariadbd is not installed' : undefined;
  const noCluster = whyNoCluster();
  const noBrowser = existsSync(CHROMIUM) ? undefined : 'chromium is not installed';
  const whyNot = (what: string, why: string | undefined) =>
    why === undefined ? [] : [`${what}: ${why}`];
  const isAll = extent === 'all';
  return defineConfig({
    test: {
      reporters: [
        createSkipReporter([
          ...whyNot('the tests on a server', noServer),
          ...(isAll ? whyNot('the tests of a cluster', noCluster) : []),
          ...(isAll ? whyNot('the tests in a browser', noBrowser) : []),
        ]),
        'default',
      ],
      // Once for all projects.
      globalSetup: ['test/support/build.ts'],
      projects: [
        inAFile(extent),
        ...(noServer === undefined ? [onAServer(extent)] : []),
        ...(isAll ? [faults()] : []),
        ...(isAll && noCluster === undefined ? [cluster()] : []),
        ...(isAll && noBrowser === undefined ? [browser()] : []),
      ],
    },
  });
}

/** What the two projects of every day share. */
function common(extent: Extent) {
  return {
    // A machine that is busy with other things makes nothing fail: no test is about how long it takes.
    testTimeout: 90_000,
    provide: { isFull: extent === 'all' },
    ...(extent === 'day' && { alias: QUICK_BCRYPT }),
    // Two more than there are processors: some tests wait for a process, a server, or a silence to end.
    maxWorkers: availableParallelism() + 2,
    // Each file would load the whole program again. Nothing of a test may outlive it.
    isolate: false,
  } as const;
}

function inAFile(extent: Extent): TestProjectInlineConfiguration {
  return {
    test: {
      ...common(extent),
      name: 'sqlite',
      include: ['test/**/*.test.ts'],
      exclude: [
        'test/{browser,cluster,faults}/**',
        ON_A_SERVER,
        ...(extent === 'all' ? [] : MANY_PROCESSES),
      ],
      globalSetup: [FILE_SETUP],
    },
  };
}

function onAServer(extent: Extent): TestProjectInlineConfiguration {
  const others = extent === 'all' ? ['test/commands/**/*.test.ts', ...PROPERTIES_OF_BOTH] : [];
  return {
    test: {
      ...common(extent),
      name: 'mariadb',
      include: [...ABOUT_A_SERVER, ...others],
      exclude: [
        IN_A_FILE,
        ...(extent === 'all' ? [] : [...ALIKE, ...LONG_SWEEPS, ...MANY_PROCESSES]),
      ],
      globalSetup: ['test/support/server/mariadb-setup.ts'],
    },
  };
}

/** Sweeps of killed processes and full disks: minutes. */
function faults(): TestProjectInlineConfiguration {
  return {
    test: {
      name: 'faults',
      include: ['test/faults/**/*.test.ts'],
      globalSetup: [FILE_SETUP, 'test/faults/global-setup.ts'],
      testTimeout: 15 * 60_000,
      alias: QUICK_BCRYPT,
      // A sweep mostly waits for its one child.
      maxWorkers: 3,
      sequence: { groupOrder: 1 },
    },
  };
}

/** Each file has a cluster of three servers of its own, so one file at a time, and nothing else. */
function cluster(): TestProjectInlineConfiguration {
  return {
    test: {
      name: 'cluster',
      include: ['test/cluster/**/*.test.ts'],
      globalSetup: [FILE_SETUP],
      testTimeout: 5 * 60_000,
      hookTimeout: 3 * 60_000,
      maxWorkers: 1,
      sequence: { groupOrder: 2 },
    },
  };
}

/** A browser takes a processor and a few hundred megabytes, so one file at a time. */
function browser(): TestProjectInlineConfiguration {
  return {
    test: {
      name: 'browser',
      include: ['test/browser/**/*.test.ts'],
      globalSetup: [FILE_SETUP],
      provide: { chromium: CHROMIUM },
      alias: QUICK_BCRYPT,
      testTimeout: 5 * 60_000,
      hookTimeout: 60_000,
      maxWorkers: 1,
      sequence: { groupOrder: 3 },
    },
  };
}
