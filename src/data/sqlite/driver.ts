import type BetterSqlite3 from 'better-sqlite3';
import { packageMissing } from '../../errors.ts';
import { adaptNodeSqlite } from './node-sqlite.ts';

/** What opens a SQLite file: a class with the methods of better-sqlite3. */
export type Driver = typeof BetterSqlite3;

/** The binaries of better-sqlite3 13 need that much of Node-API, which Node has from 22.14 on. */
const NODE_API = 10;

let loaded: Promise<Driver> | undefined;

/**
 * The driver of this Node: better-sqlite3 where it runs, else `@photostructure/sqlite`, which Node 20
 * runs too. Both bring their binaries with them, so that nothing is compiled.
 *
 * @throws UnavailableError it is not installed, or not for this machine
 */
export function loadDriver(): Promise<Driver> {
  loaded ??= load();
  return loaded;
}

/** The package that has the driver of this Node. */
export function driverName(): 'better-sqlite3' | '@photostructure/sqlite' {
  // An older Node does not refuse a binary that asks for more: it crashes.
  return Number(process.versions.napi) >= NODE_API ? 'better-sqlite3' : '@photostructure/sqlite';
}

async function load(): Promise<Driver> {
  const name = driverName();
  try {
    if (name === 'better-sqlite3') return openOnce((await import('better-sqlite3')).default);
    return adaptNodeSqlite(await import('@photostructure/sqlite'));
  } catch (cause) {
    throw packageMissing(name, cause);
  }
}

/** Its binary is looked for only when something is opened. */
function openOnce(driver: Driver): Driver {
  new driver(':memory:').close();
  return driver;
}
