import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Opens a SQLite file as a plain script would, with the driver that mess takes on this Node. */
export function openFile(path) {
  if (Number(process.versions.napi) >= 10) return new (require('better-sqlite3'))(path);
  const { DatabaseSync, enhance } = require('@photostructure/sqlite');
  return enhance(new DatabaseSync(path));
}
