import type { Knex } from 'knex';
import { connectedOf, dialectOf } from '../../data/dialect.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Mess } from './mess.ts';

/**
 * Lends a database as it is at one moment. Nothing is changed, so how that ends does not matter: when
 * the work is done it is done, and what it throws is thrown.
 */
export async function atOneMoment<T>(db: Knex, work: (source: Knex) => Promise<T>): Promise<T> {
  let outcome: { readonly value: T } | { readonly error: unknown } | undefined;
  try {
    await dialectOf(db).readSnapshot(db, async (source) => {
      try {
        outcome = { value: await work(source) };
      } catch (error) {
        outcome = { error };
        throw error;
      }
    });
  } catch (error) {
    outcome ??= { error: ofSource(db, error) };
  }
  if (outcome === undefined) throw new Error('a transaction that did not do its work');
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

/** An operation that only reads, and reads all of it as it is at one moment, whoever changes what meanwhile. */
export function asOfOneMoment<Args extends readonly unknown[], Found>(
  read: (mess: Mess, actor: Actor, ...args: Args) => Promise<Found>,
): (mess: Mess, actor: Actor, ...args: Args) => Promise<Found> {
  return (mess, actor, ...args) =>
    atOneMoment(mess.db, (db) => read({ ...mess, db }, actor, ...args));
}

/** What a database threw, as it is said of that one and no other. */
export function ofSource(db: Knex, error: unknown): unknown {
  const { dialect, label } = connectedOf(db);
  return dialect.translate(error, label) ?? error;
}
