import type { Knex } from 'knex';
import { up as sealOlder } from '../../../migrations/032-seal-record.ts';

/** Makes a chain of entries that an older program wrote, as bringing its tables up to date does. */
export function sealRecord(trx: Knex.Transaction): Promise<void> {
  return sealOlder(trx);
}
