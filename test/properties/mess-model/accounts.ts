import { money } from './documents.ts';
import {
  ACCOUNTS_FROM,
  balanceOf,
  leftOfBill,
  MONTHS,
  type Model,
  type Student,
} from './mess-model.ts';

/** Everybody who owes anything or has credit. */
export function duesOf(model: Model): Record<string, string> {
  const owing = model.students.map((student) => [student.id, balanceOf(model, student)] as const);
  return Object.fromEntries(
    owing.filter(([, balance]) => balance !== 0n).map(([id, balance]) => [id, money(balance)]),
  );
}

/** What the accounts come to together. */
export function accountsOf(model: Model) {
  const balances = model.students.map((student) => balanceOf(model, student));
  const sum = (amounts: readonly bigint[]) => money(amounts.reduce((all, each) => all + each, 0n));
  const cash = model.entries.filter(({ method, isReversed }) => method === 'cash' && !isReversed);
  return {
    owed: sum(balances.filter((balance) => balance > 0n)),
    credit: sum(balances.filter((balance) => balance < 0n).map((balance) => -balance)),
    cashSinceCount: sum(cash.map(({ taken }) => taken)),
  };
}

/** What of a month's bill is not paid: the oldest is paid first. */
export function unpaidOf(model: Model, month: string) {
  if (month < ACCOUNTS_FROM) return null;
  const unpaid = model.students
    .map((student) => leftOfBill(model, student, month))
    .filter((left) => left > 0n);
  return { students: unpaid.length, amount: money(unpaid.reduce((sum, each) => sum + each, 0n)) };
}

/** What of each bill a student has not paid, the oldest first. */
export function owedBills(model: Model, student: Student) {
  return MONTHS.map((month) => ({ month, left: leftOfBill(model, student, month) }))
    .filter(({ month, left }) => month >= ACCOUNTS_FROM && left > 0n)
    .map(({ month, left }) => ({ month, amount: money(left) }));
}

/** Money that came or went, in the order in which it was entered. */
export function movesOf({ entries }: Model) {
  return entries
    .filter(({ method }) => method !== null)
    .map(({ kind, number, taken, isReversed }) => {
      return { kind, number, amount: money(taken), reversed: isReversed };
    });
}
