import {
  type AccountRecord,
  accountDocument,
  accountSheet,
  duesDocument,
  duesSheet,
  type StudentDuesRecord,
} from '../../documents/payments/payments.ts';
import { daysLate } from '../../domain/payments/dues/ageing.ts';
import type { OutstandingDebt } from '../../domain/payments/dues/allocation.ts';
import { describeLine, type StatementLine } from '../../domain/payments/statement-line.ts';
import type { MoneyStyle } from '../../domain/values/currency.ts';
import { formatMinor } from '../../domain/values/money.ts';
import { type MoneyFormat, moneyFormat } from '../../domain/values/money-format.ts';
import { monthName } from '../../domain/values/month.ts';
import { sayCount, visible } from '../../domain/values/text.ts';
import { renderTable } from '../page/table.ts';
import type { Column } from '../page/table-layout.ts';
import type { Page, View } from '../page/view.ts';
import type { Chart } from '../report/report.ts';
import { drawChart } from '../report/terminal-chart.ts';
import { sayBalance } from './balance.ts';

/** Amounts that nobody has to read are left empty. */
function amountOr(empty: string, money: MoneyFormat): (minor: bigint) => string {
  return (minor) => (minor === 0n ? empty : money(minor));
}

/**
 * Who owes what, and how long it has been due.
 *
 * @param hasChart whether a terminal shows it by age as bars too
 */
export function duesListView(
  dues: readonly StudentDuesRecord[],
  style: MoneyStyle,
  hasChart = false,
): View {
  const documents = () => dues.map((each) => duesDocument(each, style.currencyDecimals));
  const sum = (of: (each: StudentDuesRecord) => bigint) =>
    dues.reduce((total, each) => total + of(each), 0n);
  return {
    rows: dues.length,
    json: documents,
    csv: () => duesSheet(documents()),
    amounts: {
      style,
      totals: () => ({
        billed: sum(({ billedMinor }) => billedMinor),
        paid: sum(({ paidMinor }) => paidMinor),
        balance: sum(({ balanceMinor }) => balanceMinor),
        credit: sum(({ creditMinor }) => creditMinor),
        overdue: sum(({ overdueMinor }) => overdueMinor),
        not_due: sum(({ ageing }) => ageing.notDue),
        days_1_to_30: sum(({ ageing }) => ageing.days1to30),
        days_31_to_60: sum(({ ageing }) => ageing.days31to60),
        days_61_to_90: sum(({ ageing }) => ageing.days61to90),
        over_90: sum(({ ageing }) => ageing.over90),
      }),
    },
    text: function* (page) {
      if (dues.length === 0) {
        yield 'Nobody owes anything.\n';
        return;
      }
      yield* duesTable(dues, style, page);
      if (hasChart) {
        yield '\n';
        yield* drawChart(ageingChart(dues, style), page);
      }
      const owed = sum(({ balanceMinor, creditMinor }) => balanceMinor + creditMinor);
      const money = moneyFormat(style);
      const debtors = dues.filter(({ balanceMinor }) => balanceMinor > 0n).length;
      const credit = sum(({ creditMinor }) => creditMinor);
      const overdue = sum(({ overdueMinor }) => overdueMinor);
      const also = credit === 0n ? '' : `; credit of others: ${money(credit)}`;
      yield `\n${sayCount(debtors, 'student')} ${debtors === 1 ? 'owes' : 'owe'} ${money(owed)}, ${money(overdue)} of it overdue${also}\n`;
    },
  };
}

const AGES = {
  notDue: 'Not due',
  days1to30: '1-30 days',
  days31to60: '31-60 days',
  days61to90: '61-90 days',
  over90: 'Over 90 days',
} as const;

function ageingChart(dues: readonly StudentDuesRecord[], style: MoneyStyle): Chart {
  const money = moneyFormat(style);
  const bars = Object.entries(AGES).map(([age, label]) => {
    const minor = dues.reduce((sum, { ageing }) => sum + ageing[age as keyof typeof AGES], 0n);
    const amount = formatMinor(minor, style.currencyDecimals);
    return { label, pieces: [{ amount, text: money(minor) }] };
  });
  return { title: 'Owed, by how long it has been due', bars };
}

function duesTable(
  dues: readonly StudentDuesRecord[],
  style: MoneyStyle,
  page: Page,
): Iterable<string> {
  const money = moneyFormat(style);
  const some = amountOr('', money);
  const right = (title: string, drop?: number): Column => ({ title, align: 'right', drop });
  const hasLeft = dues.some(({ student }) => student.left !== null);
  const columns = [
    { of: ({ student }: StudentDuesRecord) => student.id, column: { title: 'ID' } },
    {
      of: ({ student }: StudentDuesRecord) => student.name,
      column: { title: 'Name', flexible: true },
    },
    {
      of: ({ student }: StudentDuesRecord) => student.branch,
      column: { title: 'Branch', flexible: true, drop: 1 },
    },
    ...(hasLeft
      ? [
          {
            of: ({ student }: StudentDuesRecord) => student.left ?? '',
            column: { title: 'Left', drop: 2 },
          },
        ]
      : []),
  ];
  const amounts: readonly [Column, (each: StudentDuesRecord) => bigint][] = [
    [right('Balance'), ({ balanceMinor }) => balanceMinor],
    [right('Not due', 7), ({ ageing }) => ageing.notDue],
    [right('1-30 days', 6), ({ ageing }) => ageing.days1to30],
    [right('31-60', 5), ({ ageing }) => ageing.days31to60],
    [right('61-90', 4), ({ ageing }) => ageing.days61to90],
    [right('Over 90', 3), ({ ageing }) => ageing.over90],
  ];
  const total = (of: (each: StudentDuesRecord) => bigint) =>
    money(dues.reduce((all, each) => all + of(each), 0n));
  return renderTable(
    {
      columns: [...columns.map(({ column }) => column), ...amounts.map(([column]) => column)],
      rows: dues.map((each) => [
        ...columns.map(({ of }) => of(each)),
        ...amounts.map(([, of]) => some(of(each))),
      ]),
      footer: [
        ...columns.map((_, index) => (index === 0 ? 'Total' : '')),
        ...amounts.map(([, of]) => total(of)),
      ],
    },
    page,
  );
}

/** A student's account as a bank would print it, and what of it is to be paid. */
export function accountView(account: AccountRecord, style: MoneyStyle): View {
  const money = moneyFormat(style);
  const document = () => accountDocument(account, style.currencyDecimals);
  return {
    json: document,
    csv: () => accountSheet(document()),
    names: { rows: 'lines' },
    amounts: { style, totals: () => ({ debit: null, credit: null, balance: null }) },
    text: function* (page) {
      const { id, name, branch } = account.student;
      yield `${visible(`${id} ${name}, ${branch}`)} (${style.currency})\n\n`;
      const { depositMinor } = account;
      if (account.lines.length === 0 && account.openingMinor === 0n) {
        yield 'Nothing is on this account.\n';
        if (depositMinor !== 0n) yield sayDeposit(depositMinor, money);
        return;
      }
      yield* linesTable(account, money, page);
      yield `\n${capitalised(sayBalance(account.balanceMinor, money))}.\n`;
      for (const debt of account.allocation.debts) {
        if (debt.outstandingMinor > 0n) yield `  ${sayDebt(debt, account.asOf, money)}\n`;
      }
      if (depositMinor !== 0n) yield sayDeposit(depositMinor, money);
    },
  };
}

function linesTable(
  { lines, openingMinor }: AccountRecord,
  money: MoneyFormat,
  page: Page,
): Iterable<string> {
  const some = (minor: bigint) => (minor > 0n ? money(minor) : '');
  const before = openingMinor === 0n ? [] : [['', 'Before', '', '', '', money(openingMinor)]];
  const numberOf = ({ receipt, voucher }: StatementLine) => receipt ?? voucher ?? '';
  const hasReceipts = lines.some(({ line }) => numberOf(line) !== '');
  const shown = (cells: readonly string[]) =>
    cells.filter((_, index) => index !== 2 || hasReceipts);
  return renderTable(
    {
      columns: [
        { title: 'Date' },
        { title: '', flexible: true },
        ...(hasReceipts ? [{ title: 'Receipt', drop: 1 }] : []),
        { title: 'Debit', align: 'right' },
        { title: 'Credit', align: 'right' },
        { title: 'Balance', align: 'right' },
      ],
      rows: [
        ...before.map(shown),
        ...lines.map(({ line, balanceMinor }) =>
          shown([
            line.date,
            describeLine(line),
            numberOf(line),
            some(line.amountMinor),
            some(-line.amountMinor),
            money(balanceMinor),
          ]),
        ),
      ],
    },
    page,
  );
}

function sayDeposit(depositMinor: bigint, money: MoneyFormat): string {
  return `Deposit held apart: ${money(depositMinor)}.\n`;
}

const DEBT_WORDS = {
  opening: 'from before the accounts began',
  bill: 'bill',
  'late fee': 'late fee',
  'paid back': 'paid back',
} as const;

function sayDebt(debt: OutstandingDebt, asOf: string, money: MoneyFormat): string {
  const { kind, month, due, outstandingMinor } = debt;
  const what = month === null ? DEBT_WORDS[kind] : `${DEBT_WORDS[kind]} of ${monthName(month)}`;
  const late = daysLate(due, asOf);
  const when = late === 0 ? '' : `, ${sayCount(late, 'day')} overdue`;
  return `${money(outstandingMinor)}  ${what}, due ${due}${when}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
