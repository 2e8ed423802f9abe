import type { Knex } from 'knex';
import type { GivenAnswer } from '../../domain/mess/given-answer.ts';
import type { DbInteger } from '../numbers.ts';

/** How the request of this operation was answered; undefined where that is not kept. */
export async function findGivenAnswer(
  db: Knex,
  operationId: string,
): Promise<GivenAnswer | undefined> {
  type Row = { request_hash: string; status: DbInteger; body: string };
  const row: Row | undefined = await db('given_answers')
    .where({ operation_id: operationId })
    .first('request_hash', 'status', 'body');
  return row && { requestHash: row.request_hash, status: Number(row.status), body: row.body };
}

/** @param at ISO 8601, UTC */
export async function insertGivenAnswer(
  trx: Knex.Transaction,
  operationId: string,
  { requestHash, status, body }: GivenAnswer,
  at: string,
): Promise<void> {
  const row = { request_hash: requestHash, status, body, given_at: at };
  await trx('given_answers').insert({ operation_id: operationId, ...row });
}

/** @param oldest ISO 8601, UTC; what is older is dropped */
export async function dropGivenAnswersBefore(trx: Knex.Transaction, oldest: string): Promise<void> {
  await trx('given_answers').where('given_at', '<', oldest).delete();
}
