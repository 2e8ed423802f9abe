import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

// One bundle, split at dynamic imports: a command loads its own part and nothing else, which halves
// start-up. Native packages stay outside, and so does what only other databases would load.
await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: { main: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  minify: true,
  sourcemap: false,
  platform: 'node',
  format: 'esm',
  target: 'node20.17',
  chunkNames: 'chunks/[name]-[hash]',
  external: [
    ...['better-sqlite3', 'bcrypt'],
    ...['mysql', 'mysql2', 'mariadb/*', 'pg', 'pg-native', 'pg-query-stream', 'sqlite3'],
    ...['oracledb', 'tedious', 'mssql'],
  ],
  // Bundled CommonJS packages call require for what is external.
  banner: {
    js: "import { createRequire as messRequire } from 'node:module';const require = messRequire(import.meta.url);",
  },
});
