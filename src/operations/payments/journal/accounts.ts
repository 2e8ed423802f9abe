import type { Knex } from 'knex';
import { requirePermission } from '../../../auth/permissions.ts';
import {
  deleteAccounts,
  getAccountMap,
  putAccount,
} from '../../../data/payments/journal/accounts.ts';
import type { Actor } from '../../../domain/actor.ts';
import {
  ACCOUNT_NAMES,
  type AccountName,
  refuseMixedAccounts,
  USUAL_ACCOUNTS,
} from '../../../domain/payments/journal/accounts.ts';
import { change } from '../../mess/change.ts';
import type { Mess } from '../../mess/mess.ts';
import { reading } from '../../mess/reading.ts';

/** An account of the journal, and what it is called. */
export interface ListedAccount {
  readonly name: AccountName;
  readonly account: string;
  /** Whether the mess itself has called it so. */
  readonly isOwn: boolean;
}

/** All accounts, in the order of the journal. */
export const listJournalAccounts = reading('see the accounts of the journal', listAccounts);

async function listAccounts(db: Knex): Promise<ListedAccount[]> {
  const map = await getAccountMap(db);
  return ACCOUNT_NAMES.map((name) => ({
    name,
    account: map[name],
    isOwn: map[name] !== USUAL_ACCOUNTS[name],
  }));
}

/**
 * Says what an account is called in every journal from now on.
 *
 * @returns what it was called before
 * @throws ConflictError it would stand among the accounts of students or of heads
 */
export async function setJournalAccount(
  mess: Mess,
  actor: Actor,
  { name, account }: { readonly name: AccountName; readonly account: string },
): Promise<{ readonly before: string }> {
  requirePermission(actor, 'name the accounts of the journal');
  return change(mess, actor, 'export accounts set', async ({ trx, record }) => {
    const map = await getAccountMap(trx);
    const before = map[name];
    if (before === account) return { before };
    refuseMixedAccounts({ ...map, [name]: account });
    const entry = { subject: name, before: { account: before }, after: { account } };
    const sequence = await record(entry);
    if (account === USUAL_ACCOUNTS[name]) await deleteAccounts(trx, [name]);
    else await putAccount(trx, { name, account }, sequence);
    return { before };
  });
}

/**
 * Has every account called as it is where nobody has said otherwise.
 *
 * @returns those that were called otherwise, as they were
 */
export async function resetJournalAccounts(mess: Mess, actor: Actor): Promise<ListedAccount[]> {
  requirePermission(actor, 'name the accounts of the journal');
  return change(mess, actor, 'export accounts reset', async ({ trx, record }) => {
    const own = (await listAccounts(trx)).filter(({ isOwn }) => isOwn);
    if (own.length === 0) return [];
    const before = Object.fromEntries(own.map(({ name, account }) => [name, account]));
    await record({ subject: null, before, after: null });
    const names = own.map(({ name }) => name);
    await deleteAccounts(trx, names);
    return own;
  });
}
