const {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { dirname, isAbsolute, join } = require('node:path');
const { Script } = require('node:vm');

// Loads the built program as `require` would, with the code that V8 compiled of it an earlier time: compiling
// is most of what a short command does. V8 itself refuses what another version of it compiled, and the folder has
// the hash of the program in its name, so code never meets another source than its own.

const DIST = join(__dirname, '../dist');

/** Of programs that are not used any more. */
const ABANDONED_MS = 30 * 24 * 3600 * 1000;

/** Folders that were made here are called like that, and no other is ever removed. */
const BUILD = /^[0-9a-f]{16}$/;

const modules = new Map();
/** Functions that make a module, by name: of all files that were read. */
const parts = new Map();
/** The file that has a part, where it is not one of the same name; the first that is read says so. */
let places = {};
/** What was compiled in this run, to be kept. */
const compiled = [];

/** @returns {any} what a part of the program exports; `main.js` is loaded first */
function load(name) {
  const known = modules.get(name);
  if (known !== undefined) return known.exports;
  if (!parts.has(name)) readParts(places[name] ?? name);
  const module = { exports: {} };
  modules.set(name, module);
  const folder = dirname(name);
  parts.get(name)(
    module.exports,
    (id) => (id.startsWith('.') ? load(join(folder, id)) : require(id)),
    module,
    join(DIST, name),
  );
  return module.exports;
}

function readParts(name) {
  const filename = join(DIST, name);
  // The build has made sure that it is all ASCII, which needs no decoding.
  const source = readPart(filename);
  const found = compile(name, filename, source).runInThisContext();
  if (found.places !== undefined) places = found.places;
  for (const [part, make] of Object.entries(found.parts)) parts.set(part, make);
}

/** @throws with the code `MESS_NOT_WHOLE` when the file is not there or cannot be read */
function readPart(filename) {
  try {
    return readFileSync(filename, 'latin1');
  } catch (error) {
    modules.clear();
    throw Object.assign(error, { code: 'MESS_NOT_WHOLE' });
  }
}

function compile(name, filename, source) {
  for (const read of [readBuilt, readOwn]) {
    const cachedData = attempt(() => read(name));
    if (cachedData === undefined) continue;
    const script = new Script(source, { filename, cachedData });
    if (!script.cachedDataRejected) return script;
  }
  const script = new Script(source, { filename });
  compiled.push([name, script]);
  return script;
}

const OWN = `${process.versions.v8}-${process.arch}`;

/** Code beside the program, which whoever built it made. */
const BUILT = join(DIST, 'code', OWN);

/** Where the user keeps code: of this very program in a folder with its hash. */
function userFolder() {
  const { homedir } = require('node:os');
  const { XDG_CACHE_HOME: given = '' } = process.env;
  return join(isAbsolute(given) ? given : join(homedir(), '.cache'), 'mess', 'code');
}

function buildId() {
  return readFileSync(join(DIST, 'build-id'), 'utf8').trim();
}

/** As sound as the program itself, which was installed with it. */
function readBuilt(name) {
  return readFileSync(join(BUILT, `${name}.code`)).subarray(SUM_BYTES);
}

/**
 * It is run as the program is, so nobody else may have written it: a root that kept the home of a user. And V8
 * runs what a disk made of it without looking.
 */
function readOwn(name) {
  const path = join(userFolder(), buildId(), OWN, `${name}.code`);
  const found = statSync(path);
  const isOwn =
    process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0);
  if (!isOwn || !found.isFile()) return undefined;
  const kept = readFileSync(path);
  const code = kept.subarray(SUM_BYTES);
  return sumOf(code) === kept.readUInt32LE() ? code : undefined;
}

/** A file begins with the sum of what follows. */
const SUM_BYTES = 4;

function sumOf(code) {
  return require('node:zlib').crc32(code);
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
    const id = buildId();
    writeCode(join(folder, id, OWN));
    clearAbandoned(folder, id);
  } catch {
    // A full disk, a home that may not be written to.
  }
}

function writeCode(folder) {
  for (const [name, script] of compiled) {
    const path = join(folder, `${name}.code`);
    makeFolder(dirname(path));
    const code = script.createCachedData();
    const sum = Buffer.alloc(SUM_BYTES);
    sum.writeUInt32LE(sumOf(code));
    // Another run may read it meanwhile.
    const draft = `${path}.${process.pid}`;
    try {
      writeFileSync(draft, Buffer.concat([sum, code]), { mode: 0o600 });
      renameSync(draft, path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
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

/** The place may be anybody's: nothing but folders of our own making goes, and no link is followed. */
function clearAbandoned(folder, current) {
  if (![folder, dirname(folder)].every((path) => lstatSync(path).isDirectory())) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const found = lstatSync(path);
    const isOurs = BUILD.test(name) && name !== current && found.isDirectory();
    if (isOurs && Date.now() - found.mtimeMs > ABANDONED_MS) rmSync(path, { recursive: true });
  }
}

module.exports = { load, keepCode, writeCode, BUILT };
