import type { DatabaseAddress } from '../values/database-address.ts';

/** Where the schema of a mess stands against this program. */
export interface DatabaseStatus {
  /** As a person would name it. */
  readonly database: string;
  readonly kind: DatabaseAddress['kind'];
  /** The servers of a cluster, in their order; undefined where there is one place alone. */
  readonly servers?: readonly ServerState[];
  /** Migrations, in order. */
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  /** Made by a newer program than this one. */
  readonly unknown: readonly string[];
}

/** What stands in the way of using each server of an address, as a sentence; null where nothing does. */
export interface ServerState {
  /** As it stands in the address. */
  readonly server: string;
  readonly fault: string | null;
}

/** What brought a schema up to date. */
export interface MigratedDatabase {
  readonly database: string;
  /** Those that were run now, in order. */
  readonly applied: readonly string[];
  /** The copy of a file as it was before. */
  readonly copyOfBefore: string | undefined;
}
