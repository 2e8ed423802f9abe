import type { Knex } from 'knex';
import { listBankAccounts } from '../../../data/payments/bank-lines.ts';
import type { Statement } from '../../../domain/payments/bank/statement.ts';
import { ConflictError } from '../../../errors.ts';

/** Whose file a statement is. */
export interface BankAccount {
  readonly name: string;
  /** The last four of its number; null where the file does not say it. */
  readonly digits: string | null;
}

/** What a bank account is called of which nobody said a name. */
const USUAL = 'bank';

/**
 * Finds the account of a file: a gateway by its columns, a bank by the number in the file as soon as a file
 * with it was imported before. The same line in two accounts is two lines, so a file must not come under
 * two names.
 *
 * @param told its name, in small letters
 * @throws ConflictError the number is known under another name
 */
export async function findBankAccount(
  db: Knex,
  told: string | undefined,
  { accountNumber, readAs }: Pick<Statement, 'accountNumber' | 'readAs'>,
): Promise<BankAccount> {
  const digits = /\d{4}$/.exec(accountNumber ?? '')?.[0] ?? null;
  const known = await listBankAccounts(db);
  const ofNumber = known.find((each) => digits !== null && each.digits === digits)?.account;
  if (told !== undefined) {
    if (ofNumber !== undefined && ofNumber !== told) {
      const sentence = `The account with the number … ${digits} is called ${ofNumber} already.`;
      throw new ConflictError('account_known', sentence, { about: { account: ofNumber } });
    }
    return { name: told, digits };
  }
  if (readAs.layout !== 'statement') return { name: readAs.layout.split('-')[0] ?? '', digits };
  if (ofNumber !== undefined) return { name: ofNumber, digits };
  const isOther = known.some(
    (each) => each.account === USUAL && digits !== null && each.digits !== null,
  );
  return { name: isOther && digits !== null ? digits : USUAL, digits };
}
