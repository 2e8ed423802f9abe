import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { openFile } from '../sqlite/file.ts';

/** Where a test mess is kept, as far as a test goes past the program. */
export type TestDatabase =
  | { readonly kind: 'sqlite'; readonly path: string }
  | {
      readonly kind: 'mysql';
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly name: string;
    };

/** A connection past the program. Identifiers stand in double quotes, parameters are `?`. */
export interface TestConnection {
  rows<T = Record<string, unknown>>(sql: string, ...values: unknown[]): T[];
  run(sql: string, ...values: unknown[]): void;
  close(): void;
}

/** Connects past the program, so that a test need not wait for each row it looks at. */
export function connectPast(database: TestDatabase): TestConnection {
  return database.kind === 'sqlite' ? connectFile(database.path) : connectServer(database);
}

function connectFile(path: string): TestConnection {
  const db = openFile(path);
  return {
    rows: <T>(sql: string, ...values: unknown[]) => db.prepare(sql).all(...values) as T[],
    run: (sql, ...values) => {
      db.prepare(sql).run(...values);
    },
    close: () => {
      db.close();
    },
  };
}

let worker: Worker | undefined;
let connections = 0;

/** Asks the worker and stands still until it answers. */
function ask(message: Record<string, unknown>): unknown {
  worker ??= new Worker(new URL('./mysql-worker.mjs', import.meta.url));
  worker.unref();
  const { port1, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  worker.postMessage({ ...message, flag, port: port2 }, [port2]);
  if (Atomics.wait(flag, 0, 0, 60_000) === 'timed-out') throw new Error('the server is silent');
  const answer: { value?: unknown; error?: string } = receiveMessageOnPort(port1)?.message;
  port1.close();
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.value;
}

function connectServer(database: Extract<TestDatabase, { kind: 'mysql' }>): TestConnection {
  const id = ++connections;
  const { host, port, user, password, name } = database;
  const options = {
    host,
    port,
    user,
    password,
    database: name,
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    decimalNumbers: true,
    supportBigNumbers: true,
  };
  ask({ action: 'open', id, options });
  const run = (sql: string, ...values: unknown[]) => ask({ action: 'run', id, sql, values });
  run("set names utf8mb4 collate utf8mb4_bin, sql_mode = concat(@@sql_mode, ',ANSI_QUOTES')");
  return {
    rows: <T>(sql: string, ...values: unknown[]) => run(sql, ...values) as T[],
    run,
    close: () => {
      ask({ action: 'close', id });
    },
  };
}
