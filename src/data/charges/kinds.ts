import type { Knex } from 'knex';
import {
  type ChargeKind,
  type CountsAs,
  DEFAULT_KINDS,
  kindKey,
  type ListedKind,
} from '../../domain/charges/charge.ts';
import { lastNumber } from '../last-number.ts';
import { type DbInteger, toMinorOrNull } from '../numbers.ts';

/** In the order they were made. Those that every mess begins with are stored with the first change. */
export async function listKinds(db: Knex): Promise<ListedKind[]> {
  type Row = {
    no: DbInteger;
    name: string;
    counts_as: CountsAs;
    rate_minor: DbInteger | null;
    hidden_by: DbInteger | null;
  };
  const rows: Row[] = await db('charge_kinds')
    .orderBy('no')
    .select('no', 'name', 'counts_as', 'rate_minor', 'hidden_by');
  if (rows.length === 0) {
    return DEFAULT_KINDS.map((kind, index) => ({ ...kind, no: index + 1, hidden: false }));
  }
  return rows.map((row) => ({
    no: Number(row.no),
    name: row.name,
    countsAs: row.counts_as,
    rateMinor: toMinorOrNull(row.rate_minor),
    hidden: row.hidden_by !== null,
  }));
}

/** The same for whoever is about to write: from now on all of them are stored. */
export async function listStoredKinds(trx: Knex.Transaction): Promise<ListedKind[]> {
  if ((await lastNumber(trx, 'charge_kinds')) === 0) {
    for (const kind of DEFAULT_KINDS) await insertKind(trx, kind);
  }
  return listKinds(trx);
}

export async function insertKind(trx: Knex.Transaction, kind: ChargeKind): Promise<void> {
  const { name, countsAs, rateMinor } = kind;
  const no = (await lastNumber(trx, 'charge_kinds')) + 1;
  await trx('charge_kinds').insert({
    ...{ no, name, name_key: kindKey(name) },
    ...{ counts_as: countsAs, rate_minor: rateMinor },
  });
}

export async function updateKind(
  trx: Knex.Transaction,
  no: number,
  { name, rateMinor }: Pick<ChargeKind, 'name' | 'rateMinor'>,
): Promise<void> {
  await trx('charge_kinds')
    .where({ no })
    .update({ name, name_key: kindKey(name), rate_minor: rateMinor });
}

/** @param hiddenBy the audit entry; null shows it again */
export async function hideKind(
  trx: Knex.Transaction,
  no: number,
  hiddenBy: number | null,
): Promise<void> {
  await trx('charge_kinds').where({ no }).update({ hidden_by: hiddenBy });
}
