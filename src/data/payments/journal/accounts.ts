import type { Knex } from 'knex';
import {
  type AccountMap,
  type AccountName,
  isAccountName,
  USUAL_ACCOUNTS,
} from '../../../domain/payments/journal/accounts.ts';

/** What every account of the journal is called in this mess. */
export async function getAccountMap(db: Knex): Promise<AccountMap> {
  const rows: { name: string; account: string }[] = await db('journal_accounts').select(
    'name',
    'account',
  );
  const own = rows.filter(({ name }) => isAccountName(name));
  return { ...USUAL_ACCOUNTS, ...Object.fromEntries(own.map((row) => [row.name, row.account])) };
}

/** Gives an account a name of the mess's own, in place of another one that it has. */
export async function putAccount(
  trx: Knex.Transaction,
  { name, account }: { readonly name: AccountName; readonly account: string },
  auditSequence: number,
): Promise<void> {
  await deleteAccounts(trx, [name]);
  await trx('journal_accounts').insert({ name, account, changed_by: auditSequence });
}

export async function deleteAccounts(
  trx: Knex.Transaction,
  names: readonly AccountName[],
): Promise<void> {
  await trx('journal_accounts')
    .whereIn('name', [...names])
    .delete();
}
