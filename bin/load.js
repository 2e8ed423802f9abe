const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } =
  require('node:fs');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

// Loads the built program as `require` would, with the code that V8 compiled of it an earlier time: compiling
// is most of what a short command does. V8 itself refuses what another version of it compiled, and the folder has
// the hash of the program in its name, so code never meets another source than its own.

const DIST = join(__dirname, '../dist');

/** Of programs that are not used any more. */
const ABANDONED_MS = 30 * 24 * 3600 * 1000;

const modules = new Map();
/** What was compiled in this run, to be kept. */
const compiled = [];

/** @returns {any} what a file of `dist` exports */
function load(name) {
  const known = modules.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  modules.set(name, module);
  const filename = join(DIST, name);
  // The build has made sure that it is all ASCII, which needs no decoding.
  const source = readFileSync(filename, 'latin1');
  const script = new Script(source, { filename, cachedData: readCode(name) });
  if (script.cachedDataRejected !== false) compiled.push([name, script]);
  const folder = dirname(name);
  script.runInThisContext()(
    module.exports,
    (id) => (id.startsWith('.') ? load(join(folder, id)) : require(id)),
    module,
    filename,
  );
  return module.exports;
}

const OWN = join('code', `${process.versions.v8}-${process.arch}`);

/** Code beside the program, which whoever built it made. */
const BUILT = join(DIST, OWN);

/** Code in the cache of the user, of this very program. */
function userFolder() {
  const { homedir } = require('node:os');
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'mess', readFileSync(join(DIST, 'build-id'), 'utf8').trim(), OWN);
}

function readCode(name) {
  return attempt(() => readFileSync(join(BUILT, `${name}.code`))) ?? attempt(() => readOwn(name));
}

/** It is run as the program is, so nobody else may have written it: a root that kept the home of a user. */
function readOwn(name) {
  const path = join(userFolder(), `${name}.code`);
  const { uid, mode } = statSync(path);
  const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  return isOwn ? readFileSync(path) : undefined;
}

/** Undefined where it is not compiled yet, or the user has no home. */
function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Keeps what this run had to compile, for the next one. That it cannot is no fault of the command. */
function keepCode() {
  if (compiled.length === 0) return;
  try {
    const folder = userFolder();
    writeCode(folder);
    clearAbandoned(join(folder, '../../..'));
  } catch {
    // A full disk, a home that may not be written to.
  }
}

function writeCode(folder) {
  for (const [name, script] of compiled) {
    const path = join(folder, `${name}.code`);
    makeFolder(dirname(path));
    // Another run may read it meanwhile.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, script.createCachedData(), { mode: 0o600 });
    renameSync(draft, path);
  }
}

/** Step by step: Node's own way hangs for ever below `/proc`. */
function makeFolder(path) {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (error.code === 'EEXIST') return;
    if (error.code !== 'ENOENT' || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    mkdirSync(path, { mode: 0o700 });
  }
}

function clearAbandoned(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > ABANDONED_MS) rmSync(path, { recursive: true });
  }
}

module.exports = { load, keepCode, writeCode, BUILT };
