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
  const documents = (methods: readonly MethodTotal[]) =>
    methods.map((each) => methodTotalDocument(each, currencyDecimals));
  return {
    from: report.from,
    to: report.to,
    days: report.days.map(({ date, methods }) => ({
      date,
      methods: documents(methods),
      inAll: methodTotals(methods, currencyDecimals).inAll,
    })),
    methods: documents(report.methods),
    ...methodTotals(report.methods, currencyDecimals),
    record: anchorOf(report.head),
  };
}

/** What came in and went out by all methods together. */
export function methodTotals(methods: readonly MethodTotal[], currencyDecimals: number) {
  const sum = (of: (total: MethodTotal) => bigint) =>
    formatMinor(
      methods.reduce((all, each) => all + of(each), 0n),
      currencyDecimals,
    );
  return {
    count: methods.reduce((all, { count }) => all + count, 0),
    payments: sum(({ amountMinor }) => amountMinor),
    deposits: sum(({ depositsMinor }) => depositsMinor),
    givenBack: sum(({ givenBackMinor }) => givenBackMinor),
    inAll: sum(({ inAllMinor }) => inAllMinor),
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
