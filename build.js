import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';

// One bundle, split at dynamic imports: a command loads its own part and nothing else, which halves
// start-up. Native packages stay outside, and so does what only other databases would load.
const { metafile } = await build({
  entryPoints: { main: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  minify: true,
  metafile: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.17',
  chunkNames: 'chunks/[name]-[hash]',
  external: [
    'better-sqlite3',
    '@photostructure/sqlite',
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
  // Bundled CommonJS packages call require for what is external.
  banner: {
    js: "import { createRequire as messRequire } from 'node:module';const require = messRequire(import.meta.url);",
  },
});

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

// Cleared afterwards, so that there is always a program to run while it is being built.
const made = new Set([...Object.keys(metafile.outputs), LICENCES]);
for (const entry of await readdir('dist', { recursive: true, withFileTypes: true })) {
  const path = relative('.', join(entry.parentPath, entry.name));
  if (entry.isFile() && !made.has(path)) await rm(path);
}
