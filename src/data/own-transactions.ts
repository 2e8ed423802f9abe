import type { Knex } from 'knex';

/** A transaction as knex makes it, as far as it is changed here. */
export interface MadeTransaction<C> {
  readonly readOnly?: boolean;
  begin(connection: C): Promise<void>;
  commit(connection: C, value: unknown): Promise<unknown>;
  rollback(connection: C, error: unknown): Promise<unknown>;
  /** Runs a statement after which, where `status` is 2, the transaction has failed with `error`. */
  query(connection: C, sql: string, status: 2, error: unknown): Promise<unknown>;
}

/**
 * Changes every transaction that a knex makes. Each is to be given a `begin` that throws: knex's own
 * does not, and when BEGIN has failed the work is done all the same, in no transaction.
 */
export function changeTransactions<C>(db: Knex, change: (made: MadeTransaction<C>) => void): void {
  const { client } = db;
  const { transaction } = client;
  client.transaction = (...values: unknown[]) => {
    const made = transaction.apply(client, values);
    change(made);
    return made;
  };
}
