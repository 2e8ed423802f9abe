import type { StatementLine } from '../../../domain/payments/statement-line.ts';
import { firstDay, type Month, monthName } from '../../../domain/values/month.ts';
import { createWarning, type Warning } from '../../../errors.ts';
import type { Mess } from '../../mess/mess.ts';
import type { StudentAccount } from '../accounts/account.ts';

interface GivenPayment {
  /** In minor units. */
  readonly amountMinor: bigint;
  /** Of the money, `YYYY-MM-DD`. */
  readonly date: string;
  readonly method: string;
  readonly reference: string | null;
  readonly month: Month | null;
}

/** More than what is owed and what was ever billed together is rarely meant. */
const USUAL_TIMES = 3n;

/**
 * What may be a slip of the keyboard in a payment: it is there already, of another year, for another month, or
 * a digit too long.
 *
 * @param account without the payment
 */
export function warnAboutPayment(
  { settings: { accountsFrom } }: Pick<Mess, 'settings'>,
  account: StudentAccount,
  payment: GivenPayment,
): Warning[] {
  const { date, month } = payment;
  const same = findSame(account, payment);
  const isOfBill = account.allocation.debts.some(
    (debt) => debt.kind === 'bill' && debt.month === month,
  );
  const warnings: (Warning | false)[] = [
    same !== undefined &&
      createWarning('same_already', `Receipt ${same.receipt} is the same, of the same day.`),
    accountsFrom !== null &&
      date < firstDay(accountsFrom) &&
      createWarning(
        'before_accounts',
        `${date} is before the accounts began, in ${monthName(accountsFrom)}, where the opening may have it already.`,
      ),
    isUnusual(account, payment) &&
      createWarning('unusual_amount', 'It is far more than is owed: what is left is credit.'),
    month !== null &&
      !isOfBill &&
      createWarning(
        'not_billed',
        `${account.student.id} has no share of a bill of ${monthName(month)}: as long as that is so, it pays the oldest debt.`,
      ),
  ];
  return warnings.filter((each) => each !== false);
}

function findSame(account: StudentAccount, payment: GivenPayment): StatementLine | undefined {
  const lines = account.lines.map(({ line }) => line);
  const reversed = new Set(
    lines.flatMap((line) => (line.kind === 'reversal' ? [line.receipt] : [])),
  );
  return lines.find(
    (line) =>
      line.kind === 'payment' &&
      (line.moneyDate ?? line.date) === payment.date &&
      line.amountMinor === -payment.amountMinor &&
      line.method === payment.method &&
      line.reference === payment.reference &&
      !reversed.has(line.receipt),
  );
}

function isUnusual(
  { allocation, balanceMinor }: StudentAccount,
  { amountMinor }: GivenPayment,
): boolean {
  const charged = allocation.debts.map((debt) => debt.amountMinor);
  const usualMinor = [balanceMinor, ...charged].reduce((a, b) => (a > b ? a : b), 0n);
  return usualMinor > 0n && amountMinor > usualMinor * USUAL_TIMES;
}
