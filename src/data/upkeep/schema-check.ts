import type { Knex } from 'knex';
import { dialectOf } from '../dialect.ts';
import { listServerParts, makeServerParts } from '../mysql/parts.ts';
import { compareSchemas, type SchemaFault } from '../schema/comparison.ts';
import { listFileParts, makeFileParts } from '../sqlite/parts.ts';

/** Compares the schema of a database with what the migrations make. Changes nothing. */
export async function findSchemaFaults(db: Knex): Promise<SchemaFault[]> {
  return dialectOf(db).name === 'sqlite'
    ? compareSchemas(await makeFileParts(), await listFileParts(db))
    : compareSchemas(await makeServerParts(), await listServerParts(db));
}
