import type { Expenses } from '../../domain/billing/expenses.ts';
import type { Language } from '../../domain/mess/language.ts';
import { anchorOf, type RecordHead } from '../../domain/mess/record-chain.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { expensesDocument, expensesSheet } from '../billing/expenses.ts';
import { type AccountRecord, accountDocument } from '../payments/payments.ts';
import type { StudentReportDocument } from '../schemas/reports.ts';
import type { Sheet } from '../sheet.ts';

/** All that a mess has of a student's money. Amounts in minor units. */
export interface StudentReportRecord {
  readonly asOf: string;
  readonly expenses: Expenses;
  /** Null while no accounts are kept. */
  readonly account: AccountRecord | null;
  readonly head: RecordHead;
}

export function studentReportDocument(
  { asOf, expenses, account, head }: StudentReportRecord,
  currencyDecimals: number,
  language: Language = 'en',
): StudentReportDocument {
  const sum = (of: (each: Expenses['expenses'][number]) => bigint | null) =>
    account === null
      ? null
      : formatMinor(
          expenses.expenses.reduce((all, each) => all + (of(each) ?? 0n), 0n),
          currencyDecimals,
        );
  return {
    asOf,
    ...expensesDocument(expenses, currencyDecimals),
    paid: sum(({ paidMinor }) => paidMinor),
    outstanding: sum(({ outstandingMinor }) => outstandingMinor),
    account: account && accountDocument(account, currencyDecimals, language),
    record: anchorOf(head),
  };
}

/** A row for each month. */
export function studentReportSheet(report: StudentReportDocument): Sheet {
  return expensesSheet(report);
}
