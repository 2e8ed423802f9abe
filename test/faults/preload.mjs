/**
 * Loaded into the built program before its own code (`NODE_OPTIONS=--import`). Counts what the
 * program is about to write, to SQLite and to files, and at one of these operations kills the
 * process or has the operation fail as on a full disk.
 *
 * `MESS_FAULT` is a JSON object:
 * - `report`: the file that says afterwards whether it struck, and where
 * - `how`: `kill before` or `kill after` the operation; `full once`, when that one operation finds
 *   no room; `full for good`, when none does from then on; `broken`, a bug in the statement
 * - `at`: which operation, counted from 1, or
 * - `operation`: which, by how it begins
 */
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { basename, dirname, join } from 'node:path';

const { report, how, at, operation: beginning } = JSON.parse(process.env.MESS_FAULT);
const { writeFileSync } = fs;

let count = 0;
let struck = false;
/** While the fault itself works on the database: nothing of that is the program's. */
let aside = false;

process.on('exit', () => {
  if (!struck) writeFileSync(report, JSON.stringify({ struck, count, operation: null }));
});

/**
 * @param takesSpace whether it can find the disk full; what cannot does not count there
 * @param perform the operation itself
 * @param fail throws, or rejects, as the operation would
 */
function operate(operation, takesSpace, perform, fail) {
  const isKill = how.startsWith('kill');
  if (aside || !(isKill || takesSpace)) return perform();
  count += 1;
  const strikes = beginning === undefined ? count === at : operation.startsWith(beginning);
  if (!strikes && !(struck && how === 'full for good')) return perform();
  if (!struck) {
    struck = true;
    writeFileSync(report, JSON.stringify({ struck, count, operation }));
  }
  if (!isKill) return fail();
  if (how === 'kill before') die();
  const result = perform();
  return result instanceof Promise ? result.finally(die) : die();
}

function die() {
  process.kill(process.pid, 'SIGKILL');
}

patchSqlite();
patchFiles();
await patchFileHandles();
syncBuiltinESMExports();

/** The program gets the driver that it takes on this Node, with every connection watched. */
function patchSqlite() {
  const require = createRequire(import.meta.url);
  if (Number(process.versions.napi) >= 10) {
    const name = require.resolve('better-sqlite3');
    const Database = require(name);
    require.cache[name].exports = watched(Database);
    return;
  }
  // Its JavaScript is a part of the built program, so it is the binary that is replaced.
  const folder = dirname(require.resolve('@photostructure/sqlite/package.json'));
  const binary = createRequire(join(folder, 'package.json'))('node-gyp-build').path(folder);
  const native = require(binary);
  const DatabaseSync = watched(native.DatabaseSync);
  require.cache[binary].exports = Object.create(native, { DatabaseSync: { value: DatabaseSync } });
}

function watched(Database) {
  function Watched(...args) {
    // Methods of a native class cannot be replaced, those of an object of it can.
    return watch(new Database(...args));
  }
  Watched.prototype = Database.prototype;
  return Watched;
}

function watch(connection) {
  const { prepare, exec, close, pragma } = connection;
  replace(connection, 'prepare', (sql) => watchStatement(sql, prepare.call(connection, sql)));
  const run = (sql, perform) => {
    if (!writes(sql)) return perform();
    return operate(sql, !/^rollback/i.test(sql), perform, () => failStatement(connection, sql));
  };
  replace(connection, 'exec', (sql) => run(sql, () => exec.call(connection, sql)));
  if (pragma !== undefined) {
    const original = pragma.bind(connection);
    replace(connection, 'pragma', (text, ...rest) =>
      run(`pragma ${text}`, () => original(text, ...rest)),
    );
  }
  // The last connection to close moves the write-ahead log into the file.
  replace(connection, 'close', () => operate('close', false, () => close.call(connection)));
  return connection;

  function watchStatement(sql, statement) {
    for (const method of ['run', 'get', 'all']) {
      const original = statement[method];
      replace(statement, method, (...values) => run(sql, () => original.apply(statement, values)));
    }
    return statement;
  }
}

function replace(object, name, value) {
  Object.defineProperty(object, name, { value, configurable: true });
}

/** What reads only: queries, and settings of the connection. */
const READS =
  /^\s*(select|with|explain|begin deferred|pragma (?!journal_mode =|application_id =))/i;

function writes(source) {
  return !READS.test(source);
}

/** In place of a statement, SQLite itself raises the error, and does to the transaction what it does. */
function failStatement(connection, source = '') {
  // A copy finds no room in a file of its own, and changes nothing in this one.
  if (/^vacuum into/i.test(source)) {
    const names = { code: 'SQLITE_FULL', sqliteCodeName: 'SQLITE_FULL' };
    throw Object.assign(new Error('database or disk is full'), names);
  }
  aside = true;
  try {
    if (how === 'broken') connection.prepare('create table (').run();
    const { page_count: pages } = connection.prepare('pragma page_count').get();
    connection.exec(`pragma max_page_count = ${Math.max(Number(pages), 1)}`);
    const isReady = connection.prepare("select 1 from sqlite_schema where name = 'settings'").get();
    // A row that does not fit makes SQLite roll the transaction back by itself, a table does not.
    connection
      .prepare(
        isReady
          ? "insert into settings (key, value) values ('filler', zeroblob(1048576))"
          : 'create table filler (value)',
      )
      .run();
  } finally {
    if (how === 'full once' && (connection.isOpen ?? connection.open)) {
      connection.exec('pragma max_page_count = 4294967294');
    }
    aside = false;
  }
  throw new Error('the database was to be full and was not');
}

function patchFiles() {
  const names = ['appendFile', 'copyFile', 'cp', 'link', 'mkdir', 'rename', 'symlink', 'truncate'];
  for (const name of [...names, 'writeFile']) patchFile(name, true);
  for (const name of ['rm', 'unlink', 'rmdir']) patchFile(name, false);
}

function patchFile(name, takesSpace) {
  const original = fs.promises[name];
  fs.promises[name] = (...args) =>
    operate(
      `${name} ${basename(String(args[0]))}`,
      takesSpace,
      () => original(...args),
      () => Promise.reject(noSpace(name, args[0])),
    );
  const synchronous = fs[`${name}Sync`];
  fs[`${name}Sync`] = (...args) =>
    operate(
      `${name} ${basename(String(args[0]))}`,
      takesSpace,
      () => synchronous(...args),
      () => {
        throw noSpace(name, args[0]);
      },
    );
}

async function patchFileHandles() {
  const sample = await fs.promises.open('/dev/null');
  const FileHandle = Object.getPrototypeOf(sample);
  await sample.close();
  const names = new WeakMap();
  const { open } = fs.promises;
  fs.promises.open = (path, flags = 'r', ...rest) => {
    const perform = async () => {
      const handle = await open(path, flags, ...rest);
      names.set(handle, basename(String(path)));
      return handle;
    };
    if (!opensForWriting(flags)) return perform();
    const fail = () => Promise.reject(noSpace('open', path));
    return operate(`open ${basename(String(path))}`, true, perform, fail);
  };
  for (const name of ['appendFile', 'datasync', 'sync', 'truncate', 'write', 'writeFile']) {
    const original = FileHandle[name];
    FileHandle[name] = function (...args) {
      return operate(
        `${name} ${names.get(this)}`,
        true,
        () => original.apply(this, args),
        () => Promise.reject(noSpace(name, names.get(this))),
      );
    };
  }
}

function opensForWriting(flags) {
  if (typeof flags === 'string') return flags !== 'r';
  const { O_WRONLY, O_RDWR, O_CREAT } = fs.constants;
  return (flags & (O_WRONLY | O_RDWR | O_CREAT)) !== 0;
}

function noSpace(syscall, path) {
  const message = `ENOSPC: no space left on device, ${syscall} '${path}'`;
  return Object.assign(new Error(message), { code: 'ENOSPC', errno: -28, syscall });
}
