import type { Language } from '../../domain/mess/language.ts';
import type { MessSettings } from '../../domain/mess/settings.ts';
import { SENTENCES } from '../../domain/messages/built-in.ts';
import { formatsOf } from '../../domain/messages/formats.ts';
import { METHOD_NAMES } from '../../domain/messages/method-names.ts';
import type { MessageVariables } from '../../domain/messages/template.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { groupAmount } from '../../domain/values/money-format.ts';
import { monthOfDate } from '../../domain/values/month.ts';
import { type Owed, owedOf } from '../payments/owed.ts';
import type { StudentDuesRecord } from '../payments/payments.ts';
import { type Upi, upiOf } from '../payments/upi.ts';
import type { AccountDocument, PrintedReceiptDocument } from '../schemas/payments/payments.ts';
import type { StatementDocument } from '../schemas/reports.ts';

/**
 * What a message of a bill says: the figures of the student's statement. What is not paid beside the bill is told
 * apart, as owed from before, late fees or of later months; what there is not is empty.
 */
export function billVariables(
  { student, month, asOf, bill, account, upi }: StatementDocument,
  settings: MessSettings,
  language: Language,
): MessageVariables {
  const formats = formatsOf(language);
  const money = moneyOf(settings);
  const amountMinor = minorOf(bill.amount);
  const balanceMinor = account === null ? null : minorOf(account.balance);
  const open = sumOpen(account?.outstanding ?? [], month);
  return {
    ...common(student, settings),
    branch: student.branch,
    month: formats.month(month),
    days: formats.number(bill.days),
    amount: groupAmount(bill.amount, settings.locale),
    previousDue: money(open.earlierMinor),
    lateFees: money(open.lateFeesMinor),
    paid: money(account === null ? 0n : amountMinor - open.billMinor),
    laterDue: money(open.laterMinor),
    ...balanceOf(balanceMinor ?? 0n, money),
    nothingToPay:
      balanceMinor !== null && balanceMinor <= 0n ? SENTENCES[language].nothingToPay : '',
    corrected: bill.revision > 1 ? SENTENCES[language].corrected : '',
    ...(account && owedVariables(owedOf(account, asOf), settings, language)),
    ...upiVariables(upi),
  };
}

/** What is not paid of a month's bill, and beside it. What has no month was owed before any bill, or is given back. */
function sumOpen(outstanding: AccountDocument['outstanding'], month: string) {
  let [billMinor, earlierMinor, lateFeesMinor, laterMinor] = [0n, 0n, 0n, 0n];
  for (const { kind, month: of, amount } of outstanding) {
    if (kind === 'bill' && of === month) billMinor += minorOf(amount);
    else if (of !== null && of > month) laterMinor += minorOf(amount);
    else if (kind === 'late fee') lateFeesMinor += minorOf(amount);
    else earlierMinor += minorOf(amount);
  }
  return { billMinor, earlierMinor, lateFeesMinor, laterMinor };
}

/** @param asOf the day up to which dues were reckoned, `YYYY-MM-DD` */
export function duesVariables(
  { student, balanceMinor, overdueMinor, days }: StudentDuesRecord,
  asOf: string,
  settings: MessSettings,
  language: Language,
): MessageVariables {
  const formats = formatsOf(language);
  const money = moneyOf(settings);
  const overdue = overdueMinor > 0n ? formatMinor(overdueMinor, settings.currencyDecimals) : null;
  const month = days.month ?? monthOfDate(asOf);
  const wanted = { studentId: student.id, month, amountMinor: balanceMinor };
  return {
    ...common(student, settings),
    branch: student.branch,
    totalDue: money(balanceMinor),
    asOf: formats.date(asOf),
    ...owedVariables({ ...days, overdue }, settings, language),
    ...upiVariables(balanceMinor > 0n ? upiOf(settings, wanted) : undefined),
  };
}

/** @param paidFor what the sheet of the receipt says that it was for; null for nothing */
export function receiptVariables(
  receipt: PrintedReceiptDocument,
  paidFor: string | null,
  settings: MessSettings,
  language: Language,
): MessageVariables {
  const formats = formatsOf(language);
  const { studentId, name, method } = receipt;
  return {
    ...common({ id: studentId, name }, settings),
    receipt: receipt.receipt,
    date: formats.date(receipt.date),
    amount: groupAmount(receipt.amount, settings.locale),
    method: method === null ? '' : METHOD_NAMES[language][method],
    reference: receipt.reference ?? '',
    month: paidFor ?? '',
    ...balanceOf(minorOf(receipt.balance), moneyOf(settings)),
  };
}

/** A day that is over is none to pay by: what is late of it is told instead, and by when the rest is due. */
function owedVariables({ overdue, due, next }: Owed, { locale }: MessSettings, language: Language) {
  const { date } = formatsOf(language);
  const day = (text: string | null) => (text === null ? '' : date(text));
  const isLate = overdue !== null;
  return {
    dueDate: day(due),
    payBy: isLate ? '' : day(due),
    overdue: isLate ? groupAmount(overdue, locale) : '',
    oldestDue: isLate ? day(due) : '',
    restBy: isLate ? day(next) : '',
  };
}

function upiVariables(upi: Upi | null | undefined) {
  return {
    upiAddress: upi?.payee ?? '',
    upiNote: upi?.note ?? '',
    upiLink: upi?.link ?? '',
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
