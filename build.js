import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import ts from 'typescript';

/** A mess for the commands below; run apart, so that what it alone compiles is not kept. */
const SET_UP = [
  'init --name Mess --admin w --password-stdin --currency INR --timezone Asia/Kolkata',
  'admin login w --password-stdin',
  'student add S1 --name A --branch B --phone 9876543210',
  'attendance record S1 --month 2025-05 --days 30',
  'purchase add --date 2025-05-01 --amount 10 --head Milk',
  'bill register --month 2025-05 --total 100',
];

/** What people ask for most. Each function that is kept costs every command its loading. */
const WARM_UP = [
  'bill show --month 2025-05',
  'bill explain S1 --month 2025-05',
  'expenses show S1',
  'expenses show S1 --json',
  'student list',
  'attendance show --month 2025-05',
  'status',
  'whoami',
  '--help',
  'bill --help',
  '--version',
  'student show S9',
];

/** What packages load at once and mess never uses, or uses a little of: each takes as long to load as mess itself. */
const LEFT_OUT = {
  // For commands that are programs of their own.
  'node:child_process': 'module.exports = {};',
  // Said on request, values and all.
  debug: 'module.exports = () => Object.assign(() => {}, { enabled: false });',
  assert: 'module.exports = (ok, message) => { if (!ok) throw new Error(message); };',
  // Mess has its own list of migrations.
  '../migrations/migrate/Migrator': 'exports.Migrator = class {};',
  '../migrations/seed/Seeder': 'module.exports = class {};',
  // What knex would say in colour it says to us; and it is never given an address of PostgreSQL.
  colorette: 'module.exports = new Proxy({}, { get: () => (text) => text });',
  'pg-connection-string': '',
  // Tests ask a server by its socket.
  'light-my-request': '',
  // Mess says itself where there is to be colour.
  '#supports-color': 'export default { stdout: false, stderr: false };',
};

/** Parts of Node that take a millisecond or two to load, and that most commands name and do not use. */
const LOADED_LATE = {
  'node:fs/promises': "require('node:fs').promises",
  'node:stream/promises': "require('node:stream').promises",
  'node:timers/promises': "require('node:timers/promises')",
  'node:net': "require('node:net')",
  'node:crypto': "require('node:crypto')",
  // What draws tables and writes CSV: not for an answer as JSON.
  'cli-table3': "require('cli-table3')",
  'csv-stringify/sync': "require('csv-stringify/sync')",
  chalk: "require('chalk')",
  'get-east-asian-width': "require('get-east-asian-width')",
};

/** A function or class of such a part loads it when it is called. */
const loadLate = {
  name: 'load-late',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
      if (kind !== 'import-statement' || LOADED_LATE[path] === undefined) return undefined;
      // A class cannot wait; who reads files needs it anyway.
      if (path === 'node:net' && !importer.includes('mysql')) return undefined;
      return importer.includes('node_modules') ? undefined : { path, namespace: 'late' };
    });
    onLoad({ filter: /.*/, namespace: 'late' }, async ({ path }) => {
      const late = LOADED_LATE[path];
      const names = Object.entries(await import(path)).flatMap(([name, value]) =>
        typeof value === 'function' && /^[a-z]\w*$/i.test(name) ? [name] : [],
      );
      const lines = names.map((name) => {
        const part = name === 'default' ? `(${late}.default ?? ${late})` : `${late}.${name}`;
        const call = `return new.target ? new (${part})(...values) : ${part}(...values);`;
        const start =
          name === 'default' ? 'export default function' : `export const ${name} = function`;
        return `${start} (...values) { ${call} };`;
      });
      return { contents: lines.join('\n'), resolveDir: import.meta.dirname };
    });
  },
};

const leaveOut = {
  name: 'leave-out',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /.*/ }, ({ path, importer }) =>
      path in LEFT_OUT && importer.includes('node_modules')
        ? { path, namespace: 'left-out' }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({ contents: LEFT_OUT[path] }));
  },
};

// The JavaScript of a driver is compiled with ours; its binary stays in its own package.
const SQLITE = '@photostructure/sqlite';
const BETTER_SQLITE = 'better-sqlite3';
// npm leaves it out where the Node that builds does not run it; then it is loaded from its package.
const hasBetterSqlite = existsSync(join('node_modules', BETTER_SQLITE));

/** Code for a function that finds a folder of a package as Node looks for it, without asking for its exports. */
function findFolder(name, folder) {
  return `
    function findFolder() {
      const { existsSync } = require('node:fs');
      const { dirname, join } = require('node:path');
      for (let folder = dirname(__filename); ; folder = dirname(folder)) {
        const found = join(folder, 'node_modules/${name}/${folder}');
        if (existsSync(found) || folder === dirname(folder)) return found;
      }
    }`;
}

const sqliteFolders = {
  name: 'sqlite-folders',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/chunk-.*\.mjs$/ }, ({ path, importer }) =>
      importer.includes(SQLITE) ? { path, namespace: 'sqlite-folder' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'sqlite-folder' }, () => ({
      contents: `${findFolder(SQLITE, 'dist')} export { findFolder as _dirname };`,
    }));
    onLoad({ filter: /better-sqlite3\/lib\/binding\.js$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      return {
        contents: `${findFolder(BETTER_SQLITE, 'lib')}${code.replaceAll('__dirname', 'findFolder()')}`,
      };
    });
  },
};

// One bundle, split at dynamic imports: a command loads its own part and nothing else. Native packages stay
// outside, and so does what only other databases would load. esbuild splits ES modules alone, and code that
// was compiled before can be given to V8 only for scripts, so the parts are made CommonJS afterwards.
const PARTS = join('dist', 'parts');
const { metafile } = await build({
  entryPoints: { main: 'src/cli/main.ts' },
  outdir: PARTS,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  bundle: true,
  plugins: [leaveOut, loadLate, sqliteFolders],
  splitting: true,
  minify: true,
  metafile: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.17',
  chunkNames: 'chunks/[name]-[hash]',
  external: [
    ...(hasBetterSqlite ? [] : [BETTER_SQLITE]),
    'bcrypt',
    'mysql',
    'mysql2',
    'sqlite3',
    // Databases of knex that mess has not, as knex itself names them.
    './cockroachdb',
    './mariadb',
    './mssql',
    './oracle',
    './oracledb',
    './pgnative',
    './postgres',
    './redshift',
  ],
  define: { 'import.meta.url': 'MESS_URL' },
});
await writeFile(join(PARTS, 'package.json'), '{ "type": "commonjs" }');
const MAIN = join(PARTS, 'main.js');
const parts = Object.keys(metafile.outputs);
await build({
  entryPoints: parts,
  outdir: 'dist',
  outbase: PARTS,
  format: 'cjs',
  platform: 'node',
  target: 'node20.17',
  minify: true,
  supported: { 'dynamic-import': false },
  // One of fontkit's own, of a kind of font that it only names.
  logOverride: { 'duplicate-object-key': 'silent' },
});
await rm(PARTS, { recursive: true });

// What pages load. The name of a file says what is in it, so that a browser keeps it.
const WEB = join('dist', 'web');
const web = await build({
  entryPoints: [
    'src/web/assets/style.css',
    'src/web/assets/desk.css',
    'src/web/assets/docs.css',
    'src/web/islands/attendance-grid.tsx',
    'src/web/islands/bill-draft.tsx',
    'src/web/islands/import.tsx',
  ],
  outdir: WEB,
  entryNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  metafile: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
});
const webFiles = Object.keys(web.metafile.outputs);
for (const path of Object.keys(web.metafile.outputs)) {
  await writeFile(`${path}.br`, brotliCompressSync(await readFile(path)));
  webFiles.push(`${path}.br`);
}

const names = parts.map((path) => relative(PARTS, path));
const functions = new Map();
for (const name of names) functions.set(name, await finish(join('dist', name)));
const places = placeParts();
const files = await writeFiles();

/**
 * Each file that is opened takes a while: what others always load along stands in the file of the first of them.
 *
 * @returns the name of the file that has a part, by the part's name
 */
function placeParts() {
  const found = new Map();
  // Nearest to the start first: what two of them need belongs to the one that is loaded sooner.
  const entries = [MAIN];
  for (const entry of entries) {
    const file = relative(PARTS, entry);
    const waiting = [entry];
    for (const path of waiting) {
      const name = relative(PARTS, path);
      if (found.has(name)) continue;
      found.set(name, file);
      for (const { path: next, kind } of metafile.outputs[path].imports) {
        if (metafile.outputs[next] === undefined) continue;
        (kind === 'dynamic-import' ? entries : waiting).push(next);
      }
    }
  }
  return found;
}

/** @returns the files that were written: each is an expression of its parts, the first says where the others are */
async function writeFiles() {
  const written = [];
  for (const file of new Set(places.values())) {
    const inside = [...places].flatMap(([part, place]) => (place === file ? [part] : []));
    const list = inside.map((part) => `${JSON.stringify(part)}:${functions.get(part)}`);
    const elsewhere = [...places].filter(([part, place]) => part !== place);
    const all =
      file === relative(PARTS, MAIN)
        ? `places:${JSON.stringify(Object.fromEntries(elsewhere))},`
        : '';
    const path = join('dist', file);
    await writeFile(path, `({${all}parts:{${list.join(',\n')}}})`);
    written.push(path);
  }
  return written;
}

/**
 * esbuild defines a function for each export of a part, and copies them all once more: a tenth of a short
 * command, and a twentieth of an import, which goes through them at each use. Here the part's exports are one
 * literal: a function as it is, anything else as it is when asked for. What is loaded is a function, as
 * `require` makes one of a file, so that no second copy is made to put it around.
 *
 * @returns the function that makes a part
 */
async function finish(file) {
  const code = await readFile(file, 'utf8');
  // It is read without decoding.
  if (/\P{ASCII}/u.test(code)) throw new Error(`${file} is not all ASCII`);
  const exported =
    /var ([\w$]+)=\{\};[\w$]+\(\1,\{((?:[\w$]+:\(\)=>[\w$.]+,?)*)\}\);module\.exports=[\w$]+\(\1\);/;
  const [found, , list] = exported.exec(code) ?? [];
  if (list === undefined) throw new Error(`${file} does not export as esbuild does`);
  const functions = functionsOf(file, code);
  const properties = list.split(',').map((each) => {
    const [name, local] = each.split(':()=>');
    return functions.has(local) ? `${name}:${local}` : `get ${name}(){return ${local}}`;
  });
  const literal = `module.exports={${properties}};Object.defineProperty(module.exports,"__esModule",{value:!0});`;
  const plain = code.replace(found, () => literal);
  const url = plain.includes('MESS_URL')
    ? "const MESS_URL=require('node:url').pathToFileURL(__filename).href;"
    : '';
  return `function(exports,require,module,__filename){${url}${plain}}`;
}

/** The names of the functions that are declared at the top: those are there from the start, and stay. */
function functionsOf(file, code) {
  const { statements } = ts.createSourceFile(file, code, ts.ScriptTarget.ESNext);
  return new Set(statements.filter(ts.isFunctionDeclaration).map(({ name }) => name.text));
}

/** The folder of the package that a bundled file is of. */
function packageOf(path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

async function readLicence(folder) {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const names = await readdir(folder);
  const file = names.find((each) => /^licen[cs]e/i.test(each));
  // Some have it at the end of their README alone.
  const text =
    file === undefined ? `Licence: ${license}` : await readFile(join(folder, file), 'utf8');
  return `${name} ${version}\n\n${text.trim()}\n`;
}

const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) =>
  Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
);
const packages = new Set(bundled.map(packageOf).filter((folder) => folder !== undefined));
const licences = await Promise.all([...packages].sort().map(readLicence));
const LICENCES = join('dist', 'licences-of-others.txt');
await writeFile(
  LICENCES,
  `The program contains these packages:\n\n${licences.join(`\n${'-'.repeat(72)}\n\n`)}`,
);

const hash = createHash('sha256');
for (const path of files.sort()) hash.update(await readFile(path));
const BUILD_ID = join('dist', 'build-id');
await writeFile(BUILD_ID, `${hash.digest('hex').slice(0, 16)}\n`);

// Cleared afterwards, so that there is always a program to run while it is being built.
const made = new Set([...files, ...webFiles, LICENCES, BUILD_ID]);
for (const entry of await readdir('dist', { recursive: true, withFileTypes: true })) {
  const path = relative('.', join(entry.parentPath, entry.name));
  if (entry.isFile() && !made.has(path)) await rm(path);
}

// What short commands run is compiled now, for the Node that builds: others keep their own when they first run.
const CODE = join('dist', 'code');
const PASSWORD = 'a password to build with';
await rm(CODE, { recursive: true, force: true });
const home = await mkdtemp(join(tmpdir(), 'mess-build-'));
// Nothing that was compiled before is to be taken for new.
process.env.XDG_CACHE_HOME = home;
try {
  for (const line of SET_UP) {
    const { status, stderr } = spawnSync(process.execPath, ['bin/mess.js', ...line.split(' ')], {
      input: PASSWORD,
      env: { ...process.env, ...environment(home), XDG_CACHE_HOME: join(home, 'of-set-up') },
    });
    if (status !== 0) throw new Error(`mess ${line}: ${stderr}`);
  }
  const { load, writeCode, BUILT } = createRequire(import.meta.url)('./bin/load.js');
  const { main } = load('main.js');
  for (const line of WARM_UP) await main(createHost(home, line));
  // The rest, so that who runs any of it has nothing to keep.
  for (const name of names) load(name);
  writeCode(BUILT);
} finally {
  await rm(home, { recursive: true });
}

function environment(home) {
  return { MESS_HOME: home, TZ: 'UTC' };
}

/** A terminal that nobody looks at. */
function createHost(home, line) {
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  return {
    argv: ['node', 'mess', ...line.split(' ')],
    env: environment(home),
    stdin: Readable.from([PASSWORD]),
    stdout: nowhere(),
    stderr: nowhere(),
  };
}
