import type { Knex } from 'knex';

/** There is one of a mess. */
const NO = 1;

export async function findDeviceKey(db: Knex): Promise<string | undefined> {
  const row: { secret: string } | undefined = await db('device_keys')
    .where({ no: NO })
    .first('secret');
  return row?.secret;
}

export async function insertDeviceKey(trx: Knex.Transaction, secret: string): Promise<void> {
  await trx('device_keys').insert({ no: NO, secret });
}
