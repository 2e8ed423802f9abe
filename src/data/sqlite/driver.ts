import type BetterSqlite3 from 'better-sqlite3';
import { packageMissing } from '../../errors.ts';
import { adaptNodeSqlite } from './node-sqlite.ts';

/** What opens a SQLite file: a class with the methods of better-sqlite3. */
export type Driver = typeof BetterSqlite3;

/** The binaries of better-sqlite3 13 need that much of Node-API, which Node has from 22.14 on. */
const NODE_API = 10;

type DriverName = 'better-sqlite3' | '@photostructure/sqlite';

interface Loaded {
  readonly name: DriverName;
  readonly driver: Driver;
}

let loaded: Promise<Loaded> | undefined;

/**
 * The driver of this Node: better-sqlite3 where it runs and is there, else `@photostructure/sqlite`, which
 * Node 20 runs too. Both bring their binaries with them, so that nothing is compiled.
 *
 * @throws UnavailableError it is not installed, or not for this machine
 */
export async function loadDriver(): Promise<Driver> {
  return (await loadOnce()).driver;
}

/** The package that has the driver of this Node. */
export async function driverName(): Promise<DriverName> {
  return (await loadOnce()).name;
}

function loadOnce(): Promise<Loaded> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Loaded> {
  // An older Node does not refuse a binary that asks for more: it crashes.
  if (Number(process.versions.napi) >= NODE_API) {
    const driver = await import('better-sqlite3').then(
      ({ default: found }) => openOnce(found),
      () => undefined,
    );
    // npm leaves it out where mess was installed with an older Node than the one that runs it now.
    if (driver !== undefined) return { name: 'better-sqlite3', driver };
  }
  const name = '@photostructure/sqlite';
  try {
    return { name, driver: adaptNodeSqlite(await import('@photostructure/sqlite')) };
  } catch (cause) {
    throw packageMissing(name, cause);
  }
}

/** Its binary is looked for only when something is opened; undefined where it is not for this machine. */
function openOnce(driver: Driver): Driver | undefined {
  try {
    new driver(':memory:').close();
    return driver;
  } catch {
    return undefined;
  }
}
