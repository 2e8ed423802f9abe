import type { Knex } from 'knex';
import { dialectOf } from '../dialect.ts';
import { listServerParts, makeServerParts } from '../mysql/parts.ts';
import { compareSchemas, type SchemaFault } from '../schema/comparison.ts';
import type { SchemaPart } from '../schema/definitions.ts';
import { listFileParts, makeFileParts } from '../sqlite/parts.ts';

/** The migrations make the same at every look; to make it takes longer than to read a small mess. */
const made = new Map<string, readonly SchemaPart[]>();

/** Compares the schema of a database with what the migrations make. Changes nothing. */
export async function findSchemaFaults(db: Knex): Promise<SchemaFault[]> {
  const { name } = dialectOf(db);
  const isFile = name === 'sqlite';
  const expected = made.get(name) ?? (await (isFile ? makeFileParts() : makeServerParts()));
  made.set(name, expected);
  return compareSchemas(expected, await (isFile ? listFileParts(db) : listServerParts(db)));
}
