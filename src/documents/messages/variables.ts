import type { Language } from '../../domain/mess/language.ts';
import { findUpiPayee, type MessSettings } from '../../domain/mess/settings.ts';
import { formatsOf } from '../../domain/messages/formats.ts';
import { METHOD_NAMES } from '../../domain/messages/method-names.ts';
import type { MessageVariables } from '../../domain/messages/template.ts';
import { writeUpiLink } from '../../domain/payments/bank/upi-note.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { monthOfDate } from '../../domain/values/month.ts';
import type { DuesDocument, PrintedReceiptDocument } from '../schemas/payments/payments.ts';
import type { StatementDocument } from '../schemas/reports.ts';

/**
 * What a message of a bill says: the figures of the student's statement. What is beside the bill is told as owed
 * from before, or as counted against it; what there is not is empty.
 */
export function billVariables(
  { student, month, bill, account, dueOn, upi }: StatementDocument,
  settings: MessSettings,
  language: Language,
): MessageVariables {
  const formats = formatsOf(language);
  const money = moneyOf(settings);
  const amountMinor = minorOf(bill.amount);
  const balanceMinor = account === null ? null : minorOf(account.balance);
  const besideMinor = balanceMinor === null ? 0n : balanceMinor - amountMinor;
  const countedMinor = -besideMinor < amountMinor ? -besideMinor : amountMinor;
  return {
    ...common(student, settings),
    branch: student.branch,
    month: formats.month(month),
    days: formats.number(bill.days),
    amount: groupAmount(bill.amount, settings.locale),
    previousDue: money(besideMinor),
    paid: money(countedMinor),
    ...balanceOf(balanceMinor ?? 0n, money),
    dueDate: dueOn === null || (balanceMinor ?? 0n) <= 0n ? '' : formats.date(dueOn),
    upiLink: upi?.link ?? '',
  };
}

/** @param asOf the day up to which dues were reckoned, `YYYY-MM-DD` */
export function duesVariables(
  { studentId, name, branch, balance, overdue, oldestDue }: DuesDocument,
  asOf: string,
  settings: MessSettings,
  language: Language,
): MessageVariables {
  const formats = formatsOf(language);
  const money = moneyOf(settings);
  const [balanceMinor, overdueMinor] = [minorOf(balance), minorOf(overdue)];
  const payee = findUpiPayee(settings);
  return {
    ...common({ id: studentId, name }, settings),
    branch,
    totalDue: money(balanceMinor),
    overdue: money(overdueMinor),
    oldestDue: oldestDue === null || overdueMinor <= 0n ? '' : formats.date(oldestDue),
    asOf: formats.date(asOf),
    upiLink:
      payee === undefined || balanceMinor <= 0n
        ? ''
        : writeUpiLink({
            ...{ payee: payee.payee, messName: payee.payeeName, studentId },
            ...{ month: monthOfDate(asOf), amountMinor: balanceMinor },
          }),
  };
}

export function receiptVariables(
  receipt: PrintedReceiptDocument,
  settings: MessSettings,
  language: Language,
): MessageVariables {
  const formats = formatsOf(language);
  const { studentId, name, month, method } = receipt;
  return {
    ...common({ id: studentId, name }, settings),
    receipt: receipt.receipt,
    date: formats.date(receipt.date),
    amount: groupAmount(receipt.amount, settings.locale),
    method: method === null ? '' : METHOD_NAMES[language][method],
    reference: receipt.reference ?? '',
    month: month === null ? '' : formats.month(month),
    ...balanceOf(minorOf(receipt.balance), moneyOf(settings)),
  };
}

function common(
  { id, name }: { readonly id: string; readonly name: string },
  { name: mess, currency }: MessSettings,
) {
  // A blank that is not broken stands between letters and an amount, and none behind a sign.
  return { id, name, mess, currency: currency === 'INR' ? '₹' : `${currency}\u00a0` };
}

function balanceOf(balanceMinor: bigint, money: (minor: bigint) => string) {
  return { totalDue: money(balanceMinor), credit: money(-balanceMinor) };
}

/** Nothing is said of what is not more than 0. */
function moneyOf({ currencyDecimals, locale }: MessSettings): (minor: bigint) => string {
  return (minor) => (minor > 0n ? groupAmount(formatMinor(minor, currencyDecimals), locale) : '');
}

/** Minor units of an amount as documents have it: all have the decimals of the currency. */
function minorOf(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}
