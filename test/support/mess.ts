import { cp, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { findPlaces, findSessionFile } from '../../src/cli/config.ts';
import { parseDatabaseAddress } from '../../src/domain/values/database-address.ts';
import { cloneTemplate, urlOf } from './clone.ts';
import { type Result, type RunOptions, run } from './run.ts';
import { connectPast, type TestDatabase } from './server/connection.ts';
import { START } from './template.ts';

export type { Result } from './run.ts';

/**
 * A whole mess of a test's own. Calling it runs a command: `await mess('bill', 'list')`.
 */
export interface TestMess {
  (...args: string[]): Promise<Result>;
  /** The same with input, answers, a terminal, or another environment. */
  with(options: Partial<Omit<RunOptions, 'now'>>): (...args: string[]) => Promise<Result>;
  /** Runs a command with `--json` that must succeed, and parses its document. */
  json<T = never>(...args: string[]): Promise<T>;
  /** Runs commands that must succeed, each a line of words. */
  do(...lines: string[]): Promise<void>;
  /** Rows of the database, read past the program. */
  rows<T = Record<string, unknown>>(sql: string): T[];
  /** Writes a file in the home and gives its path. */
  file(name: string, content: string | Uint8Array, mode?: number): Promise<string>;
  readonly home: string;
  readonly database: TestDatabase;
  /** The database as the program names it. */
  readonly label: string;
  /** For MESS_DATABASE_URL, with the password. */
  readonly databaseUrl: string;
  /** Of a mess in a file. */
  readonly databasePath: string;
  readonly sessionPath: string;
  /** The time the program sees. */
  now: Date;
}

/**
 * A mess with its owner `warden` signed in, an empty roll, and the clock at START, which a test may
 * move. Gone when the test is over.
 */
export async function createMess(): Promise<TestMess> {
  const home = await createHome();
  await cp(inject('templateHome'), home, { recursive: true });
  if (inject('engine') === 'sqlite') return attachMess(home);
  const mess = attachMess(home, await cloneTemplate(home));
  // The session is kept for the database by its name, and the copy has another one.
  const session = (await readdir(home)).find((name) => name.startsWith('session'));
  await rename(join(home, session ?? ''), mess.sessionPath);
  return mess;
}

/** An empty home, gone when the test is over. */
export async function createHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'mess-test-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}

/** Runs commands on whatever is, or is not, in a home. */
export function attachMess(
  home: string,
  database: TestDatabase = { kind: 'sqlite', path: join(home, 'mess.db') },
): TestMess {
  const label =
    database.kind === 'sqlite'
      ? database.path
      : `mysql://${database.user}@${database.host}:${database.port}/${database.name}`;
  const runWith = (args: string[], options: Partial<RunOptions> = {}) =>
    run(args, {
      env: { MESS_HOME: home },
      now: () => mess.now,
      sleep: async (ms) => {
        mess.now = new Date(mess.now.getTime() + ms);
      },
      ...options,
    });
  const mustSucceed = async (args: string[]) => {
    const result = await runWith(args);
    if (result.code !== 0) {
      throw new Error(`mess ${args.join(' ')} ended with ${result.code}: ${result.stderr}`);
    }
    return result;
  };
  const mess: TestMess = Object.assign((...args: string[]) => runWith(args), {
    with:
      (options: Partial<Omit<RunOptions, 'now'>>) =>
      (...args: string[]) =>
        runWith(args, options),
    json: async <T>(...args: string[]): Promise<T> =>
      JSON.parse((await mustSucceed([...args, '--json'])).stdout),
    do: async (...lines: string[]) => {
      for (const line of lines) await mustSucceed(splitWords(line));
    },
    rows: <T>(sql: string): T[] => {
      const db = connectPast(database);
      try {
        return db.rows<T>(sql);
      } finally {
        db.close();
      }
    },
    file: async (name: string, content: string | Uint8Array, mode = 0o644) => {
      const path = join(home, name);
      await writeFile(path, content, { mode });
      return path;
    },
    home,
    database,
    label,
    databaseUrl: urlOf(database),
    databasePath: database.kind === 'sqlite' ? database.path : 'in no file',
    sessionPath: findSessionFile(
      parseDatabaseAddress(urlOf(database)),
      findPlaces({ env: { MESS_HOME: home }, platform: 'linux' }),
    ),
    now: START,
  });
  return mess;
}

/** Splits like a shell, as far as double quotes go. */
export function splitWords(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
