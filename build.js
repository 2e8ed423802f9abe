import { readdir, rm } from 'node:fs/promises';
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

// Cleared afterwards, so that there is always a program to run while it is being built.
const made = new Set(Object.keys(metafile.outputs));
for (const entry of await readdir('dist', { recursive: true, withFileTypes: true })) {
  const path = relative('.', join(entry.parentPath, entry.name));
  if (entry.isFile() && !made.has(path)) await rm(path);
}
