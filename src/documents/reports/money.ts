import { anchorOf, type RecordHead } from '../../domain/mess/record-chain.ts';
import type { MethodTotal } from '../../domain/payments/method-total.ts';
import { formatMinor, formatMinorOrNull } from '../../domain/values/money.ts';
import {
  duesDocument,
  duesSheet,
  methodTotalDocument,
  type StudentDuesRecord,
} from '../payments/payments.ts';
import type { CollectionReportDocument, DefaultersReportDocument } from '../schemas/reports.ts';
import type { Sheet } from '../sheet.ts';

/** Money that came in and went out, by days and methods. Amounts in minor units. */
export interface CollectionRecord {
  readonly from: string;
  readonly to: string;
  readonly days: readonly { readonly date: string; readonly methods: readonly MethodTotal[] }[];
  readonly methods: readonly MethodTotal[];
  readonly head: RecordHead;
}

export function collectionDocument(
  report: CollectionRecord,
  currencyDecimals: number,
): CollectionReportDocument {
  const inAll = (methods: readonly MethodTotal[]) =>
    formatMinor(
      methods.reduce((sum, { inAllMinor }) => sum + inAllMinor, 0n),
      currencyDecimals,
    );
  const paid = report.methods.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const documents = (methods: readonly MethodTotal[]) =>
    methods.map((each) => methodTotalDocument(each, currencyDecimals));
  return {
    from: report.from,
    to: report.to,
    days: report.days.map(({ date, methods }) => ({
      date,
      methods: documents(methods),
      inAll: inAll(methods),
    })),
    methods: documents(report.methods),
    payments: formatMinor(paid, currencyDecimals),
    inAll: inAll(report.methods),
    record: anchorOf(report.head),
  };
}

/** A row for each day and method. */
export function collectionSheet({ days }: CollectionReportDocument): Sheet {
  return {
    header: ['date', 'method', 'payments', 'paid', 'deposits', 'given_back', 'in_all'],
    rows: days.flatMap(({ date, methods }) =>
      methods.map(({ method, payments, amount, deposits, givenBack, inAll }) => [
        ...[date, method, payments],
        ...[amount, deposits, givenBack, inAll],
      ]),
    ),
  };
}

/** Who is late with paying. Amounts in minor units. */
export interface DefaultersRecord {
  readonly asOf: string;
  readonly overMinor: bigint | null;
  readonly students: readonly StudentDuesRecord[];
  readonly head: RecordHead;
}

export function defaultersDocument(
  { asOf, overMinor, students, head }: DefaultersRecord,
  currencyDecimals: number,
): DefaultersReportDocument {
  const sums = (of: readonly StudentDuesRecord[]) => {
    const sum = (amount: (each: StudentDuesRecord) => bigint) =>
      formatMinor(
        of.reduce((all, each) => all + amount(each), 0n),
        currencyDecimals,
      );
    return {
      balance: sum(({ balanceMinor }) => balanceMinor),
      overdue: sum(({ overdueMinor }) => overdueMinor),
    };
  };
  const branches = [...new Set(students.map(({ student }) => student.branch))].sort();
  return {
    asOf,
    over: formatMinorOrNull(overMinor, currencyDecimals),
    students: students.map((each) => duesDocument(each, currencyDecimals)),
    branches: branches.map((branch) => {
      const of = students.filter(({ student }) => student.branch === branch);
      return { branch, students: of.length, ...sums(of) };
    }),
    ...sums(students),
    record: anchorOf(head),
  };
}

/** A row for each student. */
export function defaultersSheet({ students }: DefaultersReportDocument): Sheet {
  return duesSheet(students);
}
